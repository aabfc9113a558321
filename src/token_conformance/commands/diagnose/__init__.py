"""`token-conformance diagnose --site mysite`: says what a token is, where it works, and why it does not."""

from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError, Namespace
from typing import Any, NoReturn

from token_conformance.commands._parser import add_format
from token_conformance.errors import shortened
from token_conformance.exchange import limits
from token_conformance.live.variables import name_of
from token_conformance.redaction.masking import masked

FORMATS = ("text", "json")
NEVER = (
    "a token is never an argument, because the shell keeps it in its history and the system shows it to others; leave"
    " it out to be asked for it, set a variable, or use --token-stdin; if it was a real one, revoke it"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Say what a token is, whose, where it works and why it does not, with at most eight GETs that change nothing"
        " and at most one failing login per host. The token is asked for without an echo, or it is in a variable, here"
        " or in .env (see `token-conformance variables`), or on standard input; it is never an argument. Exit status:"
        " 0 the token is good, or the call works, 1 it does not work and the cause is named, 2 usage, 3 it is not"
        " known."
    )
    parser.allow_abbrev = False  # an error about an abbreviation would show its value
    parser.add_argument(
        "--site", metavar="NAME", help=f"the site: its name, host or a URL (default: {name_of('site')})"
    )
    parser.add_argument(
        "--for",
        dest="calls",
        action="append",
        default=[],
        metavar="CALL",
        help='a call to look at, such as "GET /rest/api/3/myself"; with --scopes, it can be given several times',
    )
    parser.add_argument("--variable", metavar="NAME", help="the variable that has the token, if several are set")
    parser.add_argument(
        "--token-stdin",
        action="store_true",
        help="read the token from standard input; or the e-mail address and, in a second line, the token",
    )
    _add_search(parser)
    parser.add_argument("--token", "--password", "--api-token", nargs="?", action=_Never, help=SUPPRESS)
    parser.add_argument("more", nargs="*", help=SUPPRESS)
    add_format(parser, FORMATS, "the format of the answer")


def _add_search(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("what a token with scopes can do")
    group.add_argument(
        "--scopes",
        action="store_true",
        help="find out what the token can read, by some 30 to 130 GETs more, most of them for an id that no thing has",
    )
    group.add_argument(
        "--probe-writes",
        action="store_true",
        help="find out what it can write too, after a yes: send PUT, POST and DELETE without a body, each for an id"
        " that no thing has",
    )
    group.add_argument("--yes", action="store_true", help="say yes to --probe-writes")
    group.add_argument(
        "--rate",
        type=_rate,
        default=limits.Limits().rate,
        metavar="N",
        help="the most requests of the search in a second (default: %(default)s)",
    )


def _rate(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= limits.HIGHEST_RATE):  # noqa: PLR2004  # digits
        raise ArgumentTypeError(f"{shortened(masked(text))!r} must be a whole number from 1 to {limits.HIGHEST_RATE}")
    return int(text)


class _Never(Action):
    """Refuses a token as an argument; its value is not shown."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:
        """End with one line."""
        parser.error(NEVER)


def run(arguments: Namespace) -> int:
    """Print the diagnosis; returns the exit status of its verdict."""
    from token_conformance.commands.diagnose import _run  # noqa: PLC0415  # --help does not wait for the HTTP client

    return _run.run(arguments)
