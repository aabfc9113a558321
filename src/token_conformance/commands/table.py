"""`token-conformance table`: prints the compatibility table in the markup of the user's documentation."""

from argparse import ArgumentParser, Namespace

from token_conformance.commands._parser import argument
from token_conformance.commands._results.chosen import add_results_option, chosen
from token_conformance.redaction.output import publish
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.listing import listing
from token_conformance.report.tables.options import NAMED, OPTIONS, Kind, Option
from token_conformance.report.tables.selection import selection
from token_conformance.report.tables.words import joined


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Print a table of the matrix, or of any operations that are named. What is not recorded is inferred from"
        " rules, and says so. To name several words, separate them by commas or repeat the option."
    )
    parser.add_argument(
        "calls",
        nargs="*",
        metavar="CALL",
        help="an operation such as 'GET /rest/api/3/issue/{issueIdOrKey}/watchers', a path with real ids, a URL, or the"
        " id of an endpoint of the results (default: all endpoints of the results)",
    )
    parser.add_argument("--list", action="store_true", help="print all that can be named; CALL is a word to look for")
    for option in OPTIONS:
        _add(parser, option)
    add_results_option(parser)
    parser.set_defaults(format="github")


def run(arguments: Namespace) -> int:
    """Print the table, or the list of all that it can have."""
    results = chosen(arguments.results)
    if arguments.list:
        publish("\n".join(listing(arguments.calls, results)))
        return 0
    values = vars(arguments)
    table = contents(results, selection({**values, NAMED: [*joined(arguments.calls), *values[NAMED]]}))
    publish(FORMATS[arguments.format](table))
    return 0


def _add(parser: ArgumentParser, option: Option) -> None:
    name, read = f"--{option.name}", argument(option.read)
    match option.kind:
        case Kind.SWITCH:
            parser.add_argument(name, action="store_true", help=option.help)
        case Kind.CHOICE:
            parser.add_argument(name, type=read, metavar=option.metavar, help=option.help)
        case Kind.WORDS | Kind.FILES:
            parser.add_argument(name, type=read, action="extend", default=[], metavar=option.metavar, help=option.help)
