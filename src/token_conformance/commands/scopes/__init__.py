"""`token-conformance scopes [CALL...]`: the least set of scopes for calls, or for the suites' endpoints."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.catalogue.scopes import Prefer
from token_conformance.commands._parser import add_format, argument
from token_conformance.errors import UserError, one_of
from token_conformance.model.url import APPS
from token_conformance.project import SUITES

FORMATS = ("text", "markdown", "json")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Print the fewest scopes that open the calls that you name, or those of a file or folder, with the reason for"
        " each and a link to Atlassian's form with them ticked. Without a call and without --from, print those that the"
        " suites' endpoints need. Exit status: 0 printed, 1 the token (--have) lacks a scope, 2 usage, 3 printed, but"
        " nobody knows the scopes of a call."
    )
    parser.add_argument(
        "call",
        metavar="CALL",
        nargs="*",
        help="a call that you use, for example 'POST /rest/api/3/issue', a URL, or a curl line in quotes",
    )
    parser.add_argument(
        "--from",
        dest="sources",
        metavar="FILE",
        action="append",
        default=[],
        help="what has the calls in it: a list, a HAR file, an access log, an OpenAPI document, a .http file, a folder"
        " of cassettes, a certificate or the folder of a certification run; - is standard input; may be repeated",
    )
    parser.add_argument(
        "--have",
        metavar="SCOPES",
        action="append",
        default=[],
        help="the scopes of a token that exists, with commas between: says what is missing and what is superfluous",
    )
    parser.add_argument(
        "--prefer",
        type=argument(one_of("kind of scopes", {one.value: one for one in Prefer})),
        default=Prefer.CLASSIC,
        metavar="classic|granular",
        help="classic: the fewest scopes; granular: narrower ones, where a call has them (default: classic)",
    )
    parser.add_argument("--app", choices=APPS, help="the app that the token is for (default: both)")
    add_format(parser, FORMATS, "the format of the answer")
    parser.add_argument("--read-only", action="store_true", help="leave out the scopes that only --allow-writes needs")
    parser.add_argument(
        "--suites",
        type=Path,
        metavar="FOLDER",
        help=f"the folder of the suites (default: {SUITES}, or the suites that this package ships)",
    )


def run(arguments: Namespace) -> int:
    """Print the scopes for the calls, or for the suites if there are none."""
    if not (arguments.call or arguments.sources):
        from token_conformance.commands.scopes import _suites  # noqa: PLC0415  # --help and errors do not load it

        return _suites.run(arguments)
    if arguments.read_only or arguments.suites:
        raise UserError("--read-only and --suites are for the endpoints of the suites; leave them out, or the calls")
    from token_conformance.commands.scopes import _calls  # noqa: PLC0415  # for the same reason

    return _calls.run(arguments)
