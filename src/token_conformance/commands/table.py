"""`token-conformance table`: prints the compatibility table in the markup of the user's documentation."""

from argparse import ArgumentParser, Namespace

from token_conformance.commands._parser import argument
from token_conformance.commands._results.chosen import add_results_option, chosen
from token_conformance.redaction.output import publish
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import OPTIONS, Kind, Option, selection


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Print a table of the matrix. To name several words, separate them by commas or repeat the option."
    )
    for option in OPTIONS:
        _add(parser, option)
    add_results_option(parser)
    parser.set_defaults(format="github")


def run(arguments: Namespace) -> int:
    """Print the table."""
    table = contents(chosen(arguments.results), selection(vars(arguments)))
    publish(FORMATS[arguments.format](table))
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
