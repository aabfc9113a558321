"""`token-conformance variables`: prints the table of the variables of a live run that `docs/live.md` shows."""

from argparse import ArgumentParser, Namespace

from token_conformance.live.variables import markdown_table
from token_conformance.redaction.output import publish


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print a table of the variables that --target live reads."


def run(_: Namespace) -> int:
    """Print the table."""
    publish(markdown_table())
    return 0
