"""`token-conformance variables`: the table of the variables of a live run, as `docs/live.md` shows it."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "print the table of the variables that --target live reads"
    parser = subparsers.add_parser("variables", help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(func=run)


def run(_: Namespace) -> int:
    """Print the table."""
    from token_conformance.live.variables import markdown_table  # noqa: PLC0415  # loads what no other command needs

    sys.stdout.write(f"{markdown_table()}\n")
    return 0
