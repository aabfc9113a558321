"""The command: its exit status is the answer, for scripts."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.advice.question import question
from token_conformance.advice.rendering import FORMATS
from token_conformance.advice.reply import reply
from token_conformance.model import Credential, UrlForm
from token_conformance.report.chosen import COMMITTED
from token_conformance.results import Results, read
from token_conformance.words import one_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name

YES, NO = 0, 1
"""The exit statuses; 2 is a mistake of the user's."""

_TOKENS = {token.value: token for token in (Credential.UNSCOPED, Credential.SCOPED)}
_FORMS = {form.value: form for form in UrlForm}


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "can-i-use",
        help="whether a call works with a token at a URL form, and what to use instead",
        description="Exit status: 0 yes, 1 no, 2 usage.",
    )
    parser.add_argument("call", metavar="CALL", help="such as 'GET /rest/api/3/search/jql', or the URL of a call")
    parser.add_argument("--token", required=True, type=one_of("token type", _TOKENS), metavar="unscoped|scoped")
    parser.add_argument(
        "--url", type=one_of("URL form", _FORMS), metavar="site|gateway", help="not needed where CALL is a URL"
    )
    parser.add_argument("--results", type=Path, metavar="FILE", help=f"a results file (default: {COMMITTED}, if any)")
    parser.add_argument("--format", type=one_of("format", {name: name for name in FORMATS}), default="text")
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Print the answer; the exit status is 0 for yes and 1 for no."""
    asked = question(arguments.call, arguments.token, arguments.url)
    results = _results(arguments.results)
    answer = reply(asked, results)
    sys.stdout.write(FORMATS[arguments.format](answer, results) + "\n")
    return YES if answer.finding.works else NO


def _results(path: Path | None) -> Results | None:
    """The named or the committed results; the rules alone answer where there are none."""
    return read(path or COMMITTED) if path or COMMITTED.is_file() else None
