"""`token-conformance can-i-use CALL`: says whether a call works; the exit status is the answer, for scripts."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from token_conformance.advice.documents import document, markdown
from token_conformance.advice.live import LIVE
from token_conformance.advice.reply import Reply, reply
from token_conformance.advice.text import text
from token_conformance.calls.asked import read_token, tokens
from token_conformance.calls.call import read_call
from token_conformance.catalogue.answer import Says
from token_conformance.commands._parser import add_format, argument
from token_conformance.errors import one_of
from token_conformance.model.cell import FORMS
from token_conformance.redaction.output import complain, publish
from token_conformance.results.file import read

YES, NO, UNKNOWN = 0, 1, 3
"""The exit statuses; 2 is an error in the command line or in a file."""

_STATUS = {Says.YES: YES, Says.NO: NO, Says.UNKNOWN: UNKNOWN}
_FORMS = {form.value: form for form in FORMS}
_FORMATS: Mapping[str, Callable[[Reply], str]] = {"text": text, "markdown": markdown, "json": document}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Say whether a call works, for each token and URL form that is not narrowed. Exit status: 0 yes, 1 no, 2 usage,"
        " 3 unknown. Of several answers: 0 if all are yes, 1 if one is no, otherwise 3."
    )
    parser.add_argument(
        "call",
        metavar="CALL",
        nargs="+",
        help="for example 'GET /rest/api/3/search/jql', the URL of a call, or a curl line in quotes",
    )
    parser.add_argument(
        "--token",
        type=argument(read_token),
        metavar="KIND",
        help=f"the kind of credential: {', '.join(tokens())} (default: unscoped, scoped and service-account)",
    )
    parser.add_argument(
        "--url",
        type=argument(one_of("URL form", _FORMS)),
        metavar="site|gateway",
        help="where the call is sent (default: both; a URL says it)",
    )
    parser.add_argument(
        "--results",
        type=Path,
        metavar="FILE",
        help="results of your own live run, which count more than anything published",
    )
    add_format(parser, _FORMATS, "the format of the answer")


def run(arguments: Namespace) -> int:
    """Print the answer; the exit status is 0 for yes, 1 for no and 3 for unknown."""
    results = read(arguments.results) if arguments.results else None
    if results and not any(cell.recorded and cell.recorded.source == LIVE for cell in results.cells):
        complain(f"{arguments.results}: has no answer of a live tenant, so it adds nothing")
    call = read_call(" ".join(arguments.call))
    today = dt.datetime.now(dt.UTC).date()
    answer = reply(call, arguments.token, arguments.url, results, today)
    publish(_FORMATS[arguments.format](answer))
    return _STATUS[answer.says]
