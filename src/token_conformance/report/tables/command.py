"""`token-conformance table`: the compatibility table for somebody's documentation, made instead of drawn."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from token_conformance.report.chosen import add_results_option, chosen
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.options import add_options, selection

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "table",
        help="print a table of the matrix, in the markup of your documentation",
        description="Lists may be given with commas, or the option several times.",
    )
    add_options(parser)
    add_results_option(parser)
    parser.set_defaults(func=run, format="github")


def run(arguments: Namespace) -> int:
    """Print the table."""
    table = contents(chosen(arguments.results), selection(arguments))
    sys.stdout.write(FORMATS[arguments.format](table) + "\n")
    return 0
