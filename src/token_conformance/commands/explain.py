"""`token-conformance explain [FILE]`: says why a call failed, from what somebody pastes; nothing is sent anywhere."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from token_conformance.advice.explanation.document import document
from token_conformance.advice.explanation.explain import LARGEST_HAR, explain
from token_conformance.advice.explanation.explanation import Explanation, Verdict
from token_conformance.advice.explanation.text import text
from token_conformance.advice.pasted import decoded
from token_conformance.commands._input import NAME, standard_input
from token_conformance.commands._parser import add_format
from token_conformance.errors import UserError
from token_conformance.model.file import read_bytes
from token_conformance.redaction.masking import masked
from token_conformance.redaction.output import publish

NAMED, CANNOT_BE_TOLD = 0, 3
"""The exit statuses; 2 is an error in the command line or in the paste."""

_REMEDY = "paste the failing call, its status and its answer as text"
_FORMATS: Mapping[str, Callable[[Explanation], str]] = {"text": text, "json": document}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Say why a call failed: the causes that a paste allows, what to do, and the one request that tells them apart."
        " It reads a trace of curl, a HAR file, a cassette, a log, an error of any program, or plain words. Nothing is"
        " sent anywhere, and no token or name of a site is shown again. Exit status: 0 a cause is named, 2 usage,"
        " 3 the paste does not show it."
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="-",
        help="the file with what to explain, or the words themselves in quotes (default: standard input)",
    )
    add_format(parser, _FORMATS, "the format of the answer")


def run(arguments: Namespace) -> int:
    """Print the explanation; the exit status is 3 if the paste does not show the cause."""
    explanation = explain(_paste(arguments.file))
    publish(_FORMATS[arguments.format](explanation))
    return CANNOT_BE_TOLD if explanation.verdict is Verdict.CANNOT_BE_TOLD else NAMED


def _paste(file: str) -> str:
    if file == "-":
        content = standard_input(4 * LARGEST_HAR, "paste the failing call and its answer")
        return decoded(content, NAME, _REMEDY)
    path = Path(file)
    if _is_there(path):
        return decoded(read_bytes(path, 4 * LARGEST_HAR), file, _REMEDY)
    if any(map(str.isspace, file.strip())):
        return file
    raise UserError(
        f"{masked(file)}: there is no such file; name the file with the error, or paste the error on standard input"
    )


def _is_there(path: Path) -> bool:
    """Whether there is such a file; words can be longer than the name of a file."""
    try:
        return path.exists()
    except OSError:
        return False
