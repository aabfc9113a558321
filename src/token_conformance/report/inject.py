"""The markers of a document, each on a line of its own: comments that ask for a table.

They have the options of `token-conformance table`, written `name=value` or, for a switch, `name`.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from textwrap import indent
from typing import Any

from token_conformance.errors import ReportError, UserError, nearest, one_of
from token_conformance.model.text_file import read_text
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import OPTIONS, Kind, Option, selection
from token_conformance.results.file import Results

NAME = "token-conformance:"
TABLE, END = "table", "end"

_MARKER = re.compile(
    rf"(?P<indent>[ \t]*)(?P<comment><!--|\.\.|//|%+)[ \t]*{NAME}[ \t]*(?P<word>\S*)(?P<options>.*?)(?:-->)?\s*"
)
_FENCE = re.compile(r"[ \t]*(`{3,})[^`]*")
"""Between fences a document shows what a marker looks like; nothing is renewed there."""

_BY_COMMENT = {"..": "rst", "//": "asciidoc"}
_BY_EXTENSION = {".html": "html", ".htm": "html", ".xhtml": "confluence", ".xml": "confluence"}
_BY_NAME = {option.name: option for option in OPTIONS}


@dataclass(frozen=True)
class Marker:
    """A marker at a line (the first is 0): the start of its comment, and what it asks for."""

    line: int
    indent: str
    comment: str
    word: str
    options: str


def blocks(lines: Sequence[str]) -> list[tuple[Marker, Marker]]:
    """Each table's marker with its end; raises ReportError that starts with the line where one lacks the other."""
    found: list[tuple[Marker, Marker]] = []
    opened: Marker | None = None
    for marker in _markers(lines):
        _refuse_unknown(marker)
        if (marker.word == TABLE) != (opened is None):
            raise _unpaired(opened or marker)
        if opened:
            found.append((opened, marker))
        opened = None if opened else marker
    if opened:
        raise _unpaired(opened)
    return found


def table(marker: Marker, path: PurePath, results: Results) -> str:
    """Make the table that a marker asks for; raises UserError where it cannot be made."""
    values = _values(marker.options)
    format_ = values["format"] or _format(marker, path)
    return FORMATS[format_](contents(results, selection(values)))


def _markers(lines: Sequence[str]) -> Iterator[Marker]:
    fence, within = "", False
    for number, line in enumerate(lines):
        if not within and (ticks := _FENCE.fullmatch(line.rstrip())):
            fence = _next_fence(fence, ticks[1], line)
        elif not fence and (found := _MARKER.fullmatch(line)):
            within = found["word"] == TABLE
            yield Marker(number, found["indent"], found["comment"], found["word"], found["options"].strip())


def _next_fence(fence: str, ticks: str, line: str) -> str:
    """The fence that is open after a line of one: it is closed by one as long with nothing behind it."""
    if not fence:
        return ticks
    return "" if ticks.startswith(fence) and line.strip() == ticks else fence


def _refuse_unknown(marker: Marker) -> None:
    if marker.word not in {TABLE, END}:
        remedy = nearest(marker.word, [TABLE, END], f'write "{NAME} {TABLE}" or "{NAME} {END}"')
        raise ReportError(f"{marker.line + 1}: {marker.word!r} is no marker; {remedy}")


def _unpaired(marker: Marker) -> ReportError:
    close = " -->" if marker.comment == "<!--" else ""
    if marker.word == END:
        return ReportError(f"{marker.line + 1}: an end without its table; delete it")
    end = f"{marker.comment} {NAME} {END}{close}"
    return ReportError(f"{marker.line + 1}: a table without its end; put {end} where it ends")


def _values(text: str) -> Mapping[str, Any]:
    """The values of all options, also of those that the marker does not have."""
    values = {option.name: option.default for option in OPTIONS}
    for word in _words(text):
        name, equals, value = word.partition("=")
        option = one_of("option", _BY_NAME)(name)
        read = _value(option, value if equals else None)
        values[name] = [*values[name], *read] if option.kind is Kind.WORDS else read
    return values


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise ReportError(str(error)) from error


def _value(option: Option, text: str | None) -> Any:
    """The value of an option; `text` is what stands after its `=`, if it has one."""
    if option.kind is Kind.SWITCH and text is None:
        return True
    if option.kind is Kind.SWITCH:
        raise ReportError(f"{option.name}: ignored explicit argument {text!r}")
    if text is None:
        raise ReportError(f"{option.name}: expected one argument")
    try:
        return option.read(text)
    except UserError as error:
        raise ReportError(f"{option.name}: {error}") from error


def _format(marker: Marker, path: PurePath) -> str:
    """The format that a document of this kind is written in."""
    if marker.comment.startswith("%"):
        return "latex"
    return _BY_COMMENT.get(marker.comment) or _BY_EXTENSION.get(path.suffix.lower(), "github")


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_EXAMPLE = "<!-- token-conformance: table -->"


def renewed(path: Path, results: Results) -> str:
    """The document with its tables made of the results; raises ReportError that names the file and the line."""
    lines = _LINE.findall(read_text(path, "name a UTF-8 document that has markers", ReportError, newline=""))
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
