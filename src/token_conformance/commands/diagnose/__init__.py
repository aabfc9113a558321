"""`token-conformance diagnose --site mysite`: says what a token is, where it works, and why it does not."""

import os
from argparse import SUPPRESS, Action, ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from token_conformance.advice.diagnosis.diagnose import diagnose
from token_conformance.advice.diagnosis.diagnosis import Diagnosis, Verdict
from token_conformance.advice.diagnosis.document import document
from token_conformance.advice.diagnosis.site import Site, looks_like_token
from token_conformance.advice.diagnosis.text import text
from token_conformance.commands._parser import add_format
from token_conformance.commands.diagnose import _reach
from token_conformance.errors import UserError
from token_conformance.live.ask_secret import login
from token_conformance.live.environment import environment
from token_conformance.live.network import proxy
from token_conformance.live.variables import name_of
from token_conformance.redaction.output import current_redactor, publish

STATUSES = {Verdict.WORKS: 0, Verdict.DOES_NOT_WORK: 1, Verdict.CANNOT_BE_TOLD: 3}
"""The exit statuses; 2 is an error in the command line, in a variable or in the token."""

_FORMATS: Mapping[str, Callable[[Diagnosis], str]] = {"text": text, "json": document}
_NEVER = (
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
    _reach.add_arguments(parser)
    parser.add_argument("--token", "--password", "--api-token", nargs="?", action=_Never, help=SUPPRESS)
    parser.add_argument("more", nargs="*", help=SUPPRESS)
    add_format(parser, _FORMATS, "the format of the answer")


class _Never(Action):
    """Refuses a token as an argument; its value is not shown."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:
        """End with one line."""
        parser.error(_NEVER)


def run(arguments: Namespace) -> int:
    """Print the diagnosis; returns the exit status of its verdict."""
    _refuse_secrets(arguments)
    variables = environment(Path.cwd())
    site = arguments.site or variables.get(name_of("site"))
    if not site:
        raise UserError(f"--site: is missing; name the site, or set {name_of('site')}")
    Site.read(site)  # a mistake is reported before anything is asked for
    _reach.check(arguments)
    current_redactor().protect_url(proxy(os.environ | variables) or "", "proxy password")
    given = login(variables, variable=arguments.variable, from_stdin=arguments.token_stdin)
    call = arguments.calls[0] if len(arguments.calls) == 1 else ""
    network = os.environ | variables
    found = diagnose(site, given.token, given.email, call=call, variables=network)
    if _reach.is_asked(arguments):
        return _reach.run(arguments, found, given, network, STATUSES[found.verdict])
    publish(_FORMATS[arguments.format](found))
    return STATUSES[found.verdict]


def _refuse_secrets(arguments: Namespace) -> None:
    """Refuse every argument that can be a token, and every one that is too many; neither is shown."""
    given: Sequence[str] = [one for one in (*arguments.calls, arguments.variable, *arguments.more) if one]
    if arguments.more or any(map(looks_like_token, given)):
        raise UserError(f"diagnose takes options only, and one of the arguments may be a token: {_NEVER}")
