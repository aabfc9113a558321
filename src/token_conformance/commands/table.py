"""`token-conformance table`: the compatibility table for somebody's documentation, made instead of drawn."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from token_conformance.commands._arguments import argument
from token_conformance.report.chosen import add_results_option, chosen
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import OPTIONS, Kind, Option, selection

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # it has no public name


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "table",
        help="print a table of the matrix, in the markup of your documentation",
        description="Lists may be given with commas, or the option several times.",
    )
    for option in OPTIONS:
        _add(parser, option)
    add_results_option(parser)
    parser.set_defaults(func=run, format="github")


def run(arguments: Namespace) -> int:
    """Print the table."""
    table = contents(chosen(arguments.results), selection(vars(arguments)))
    sys.stdout.write(FORMATS[arguments.format](table) + "\n")
    return 0


def _add(parser: ArgumentParser, option: Option) -> None:
    name, read = f"--{option.name}", argument(option.read)
    match option.kind:
        case Kind.SWITCH:
            parser.add_argument(name, action="store_true", help=option.help)
        case Kind.CHOICE:
            parser.add_argument(name, type=read, metavar=option.metavar, help=option.help)
        case Kind.WORDS:
            parser.add_argument(name, type=read, action="extend", default=[], metavar=option.metavar, help=option.help)
