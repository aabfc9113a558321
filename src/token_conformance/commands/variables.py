"""`token-conformance variables`: prints the table of the variables of a live run that `docs/live.md` shows."""

import sys
from argparse import ArgumentParser, Namespace

from token_conformance.live.variables import markdown_table


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print a table of the variables that --target live reads."


def run(_: Namespace) -> int:
    """Print the table."""
    sys.stdout.write(f"{markdown_table()}\n")
    return 0
