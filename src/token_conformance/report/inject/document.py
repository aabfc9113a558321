"""A document with its tables made anew; all else in it stays as it is, to the byte."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import indent

from token_conformance.errors import ReportError, UserError
from token_conformance.report.inject.marker import Marker, blocks, table
from token_conformance.results.file import Results

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_EXAMPLE = "<!-- token-conformance: table -->"


def renewed(path: Path, results: Results) -> str:
    """The document with its tables made of the results; raises ReportError that names the file and the line."""
    lines = _LINE.findall(_text(path))
    found = _blocks(path, lines)
    if not found:
        raise ReportError(f"{path}: has no marker; put {_EXAMPLE} and its end where a table belongs")
    return "".join(_parts(path, lines, found, results))


def _blocks(path: Path, lines: Sequence[str]) -> list[tuple[Marker, Marker]]:
    try:
        return blocks(lines)
    except ReportError as error:
        raise ReportError(f"{path}:{error}") from error


def _parts(path: Path, lines: Sequence[str], found: Sequence[tuple[Marker, Marker]], results: Results) -> Iterator[str]:
    """The lines outside of the tables, and the tables between them."""
    start = 0
    for marker, end in found:
        yield from lines[start : marker.line + 1]
        yield _body(path, marker, lines[marker.line], results)
        start = end.line
    yield from lines[start:]


def _body(path: Path, marker: Marker, line: str, results: Results) -> str:
    """The table as far to the right, and with the same ends of lines, as its marker."""
    try:
        drawn = table(marker, path, results)
    except UserError as error:
        raise ReportError(f"{path}:{marker.line + 1}: {error}") from error
    ending = line[len(line.rstrip("\r\n")) :]
    return f"\n{indent(drawn, marker.indent)}\n\n".replace("\n", ending)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); name a document that has markers") from error
    except UnicodeDecodeError as error:
        raise ReportError(f"{path}: is not UTF-8 text; save it in that encoding") from error
