"""`token-conformance can-i-use CALL`: says whether a call works; the exit status is the answer, for scripts."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.advice.question import question
from token_conformance.advice.rendering import FORMATS
from token_conformance.advice.reply import reply
from token_conformance.commands._parser import argument
from token_conformance.errors import one_of
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.project import COMMITTED_RESULTS
from token_conformance.redaction.output import publish
from token_conformance.results.file import Results, read

YES, NO = 0, 1
"""The exit statuses; 2 is an error in the command line or in a file."""

_TOKENS = {token.value: token for token in (Credential.UNSCOPED, Credential.SCOPED)}
_FORMS = {form.value: form for form in UrlForm}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Say whether a call works. Exit status: 0 yes, 1 no, 2 usage."
    parser.add_argument("call", metavar="CALL", help="for example 'GET /rest/api/3/search/jql', or the URL of a call")
    parser.add_argument(
        "--token",
        required=True,
        type=argument(one_of("token type", _TOKENS)),
        metavar="unscoped|scoped",
        help="the type of the token",
    )
    parser.add_argument(
        "--url",
        type=argument(one_of("URL form", _FORMS)),
        metavar="site|gateway",
        help="where the call is sent; not needed if CALL is a URL",
    )
    parser.add_argument(
        "--results", type=Path, metavar="FILE", help=f"a results file (default: {COMMITTED_RESULTS}, if it exists)"
    )
    parser.add_argument(
        "--format",
        type=argument(one_of("format", {name: name for name in FORMATS})),
        default="text",
        metavar="|".join(FORMATS),
        help="the format of the answer (default: %(default)s)",
    )


def run(arguments: Namespace) -> int:
    """Print the answer; the exit status is 0 for yes and 1 for no."""
    results = _results(arguments.results)
    answer = reply(question(arguments.call, arguments.token, arguments.url), results)
    publish(FORMATS[arguments.format](answer, results))
    return YES if answer.finding.works else NO


def _results(path: Path | None) -> Results | None:
    """The named or the committed results; None if there are no results, so that the rules alone answer."""
    return read(path or COMMITTED_RESULTS) if path or COMMITTED_RESULTS.is_file() else None
