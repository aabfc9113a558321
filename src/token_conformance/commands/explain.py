"""`token-conformance explain [FILE]`: says why a call failed, from what somebody pastes; nothing is sent anywhere."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from token_conformance.advice.explanation.document import document
from token_conformance.advice.explanation.explain import LARGEST_HAR, explain
from token_conformance.advice.explanation.explanation import Explanation, Verdict
from token_conformance.advice.explanation.text import text
from token_conformance.commands._parser import add_format
from token_conformance.errors import UserError
from token_conformance.model.bounds import check, read_bytes
from token_conformance.redaction.output import complain, publish

NAMED, CANNOT_BE_TOLD = 0, 3
"""The exit statuses; 2 is an error in the command line or in the paste."""

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
        "file", metavar="FILE", nargs="?", default="-", help="what to explain (default: standard input)"
    )
    add_format(parser, _FORMATS, "the format of the answer")


def run(arguments: Namespace) -> int:
    """Print the explanation; the exit status is 3 if the paste does not show the cause."""
    explanation = explain(_paste(arguments.file))
    publish(_FORMATS[arguments.format](explanation))
    return CANNOT_BE_TOLD if explanation.verdict is Verdict.CANNOT_BE_TOLD else NAMED


def _paste(file: str) -> str:
    name = "standard input" if file == "-" else file
    content = _standard_input() if file == "-" else read_bytes(Path(file), 4 * LARGEST_HAR)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: is not text; paste the failing call, its status and its answer as text") from error


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        complain("paste the failing call and its answer, then press Ctrl-D (Ctrl-Z and Enter on Windows)")
    content = sys.stdin.buffer.read(4 * LARGEST_HAR + 1) if sys.stdin else b""
    check(len(content), 4 * LARGEST_HAR, "standard input", "bytes")
    return content
