"""Tables in documents: a table between two markers is replaced by one made from the results.

A marker is a comment on a line of its own. It has the arguments of `token-conformance table`: operations in quotes, and
options, written `name=value`, or `name` for a switch. A file that it names is beside the document.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from textwrap import indent
from typing import Any

from token_conformance.errors import BoundError, ReportError, UserError, nearest, one_of
from token_conformance.model.file import read_bytes
from token_conformance.model.text_file import LARGEST, read_text
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.options import NAMED, OPTIONS, Kind, Option
from token_conformance.report.tables.selection import selection
from token_conformance.report.tables.words import joined
from token_conformance.results.file import Results

_NAME = "token-conformance:"
_TABLE, _END = "table", "end"
EXAMPLE = f"<!-- {_NAME} {_TABLE} -->"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARKER = re.compile(
    rf"(?P<indent>[ \t]*)(?P<comment><!--|\.\.|//|%+)[ \t]*{_NAME}[ \t]*(?P<word>\S*)(?P<options>.*?)(?:-->)?\s*"
)
_FENCE = re.compile(r"[ \t]*(`{3,})[^`]*")
"""Between fences a document shows an example of a marker, so nothing is replaced there."""

_FORMAT_BY_COMMENT = {"..": "rst", "//": "asciidoc"}
_FORMAT_BY_EXTENSION = {".html": "html", ".htm": "html", ".xhtml": "confluence", ".xml": "confluence"}
_CALL = re.compile(r"[\s/]")
"""A sign that what is named is named without an option: no option has it in its name."""

_OPTION_BY_NAME = {option.name: option for option in OPTIONS}


@dataclass(frozen=True)
class _Marker:
    """A marker: the index of its line, the start of its comment, and what it asks for."""

    line: int
    indent: str
    comment: str
    word: str
    options: str


def renewed(path: Path, results: Results) -> str:
    """The document with its tables made from the results; raises ReportError that names the file and the line."""
    lines = _lines(path)
    try:
        blocks = _blocks(lines)
    except ReportError as error:
        raise ReportError(f"{path}:{error}") from error
    if not blocks:
        raise ReportError(f"{path}: has no marker; put {EXAMPLE} and its end marker where the table belongs")
    return "".join(_parts(path, lines, blocks, results))


def has_marker(path: Path) -> bool:
    """Whether a file has a marker outside of its examples; one without the marker's name can have any content."""
    try:
        is_possible = _NAME.encode() in read_bytes(path, LARGEST)
    except (OSError, BoundError):
        return False
    return is_possible and any(_markers(_lines(path)))


def _lines(path: Path) -> list[str]:
    return _LINE.findall(read_text(path, "name a UTF-8 document that has markers", ReportError, newline=""))


def _blocks(lines: Sequence[str]) -> list[tuple[_Marker, _Marker]]:
    """The table markers with their end markers; raises ReportError that starts with the line of an unpaired one."""
    blocks: list[tuple[_Marker, _Marker]] = []
    opened: _Marker | None = None
    for marker in _markers(lines):
        _refuse_unknown(marker)
        if (marker.word == _TABLE) != (opened is None):
            raise _unpaired(opened or marker)
        if opened:
            blocks.append((opened, marker))
        opened = None if opened else marker
    if opened:
        raise _unpaired(opened)
    return blocks


def _markers(lines: Sequence[str]) -> Iterator[_Marker]:
    fence, is_in_table = "", False
    for number, line in enumerate(lines):
        if not is_in_table and (ticks := _FENCE.fullmatch(line.rstrip())):
            fence = _next_fence(fence, ticks[1], line)
        elif not fence and (found := _MARKER.fullmatch(line)):
            is_in_table = found["word"] == _TABLE
            yield _Marker(number, found["indent"], found["comment"], found["word"], found["options"].strip())


def _next_fence(fence: str, ticks: str, line: str) -> str:
    """The fence that is open after a fence line: a line of at least as many backticks, and no text, closes it."""
    if not fence:
        return ticks
    return "" if ticks.startswith(fence) and line.strip() == ticks else fence


def _refuse_unknown(marker: _Marker) -> None:
    if marker.word not in {_TABLE, _END}:
        remedy = nearest(marker.word, [_TABLE, _END], f'write "{_NAME} {_TABLE}" or "{_NAME} {_END}"')
        raise ReportError(f"{marker.line + 1}: {marker.word!r} is not a marker; {remedy}")


def _unpaired(marker: _Marker) -> ReportError:
    if marker.word == _END:
        return ReportError(f"{marker.line + 1}: an end marker without a table marker before it; delete it")
    close = " -->" if marker.comment == "<!--" else ""
    end = f"{marker.comment} {_NAME} {_END}{close}"
    return ReportError(f"{marker.line + 1}: a table marker without an end marker; put {end} where the table ends")


def _parts(
    path: Path, lines: Sequence[str], blocks: Sequence[tuple[_Marker, _Marker]], results: Results
) -> Iterator[str]:
    """The lines outside of the tables, and the tables between them."""
    start = 0
    for marker, end in blocks:
        yield from lines[start : marker.line + 1]
        yield _body(path, marker, lines[marker.line], results)
        start = end.line
    yield from lines[start:]


def _body(path: Path, marker: _Marker, line: str, results: Results) -> str:
    """The table, with the indentation and the line ending of its marker's line."""
    try:
        table = _table(marker, path, results)
    except UserError as error:
        raise ReportError(f"{path}:{marker.line + 1}: {error}") from error
    ending = line[len(line.rstrip("\r\n")) :]
    return f"\n{indent(table, marker.indent)}\n\n".replace("\n", ending)


def _table(marker: _Marker, path: Path, results: Results) -> str:
    """The table that a marker asks for; raises UserError if it cannot be made."""
    values = _values(marker.options)
    format_ = values["format"] or _format(marker, path)
    return FORMATS[format_](contents(results, selection(values, path.parent)))


def _format(marker: _Marker, path: PurePath) -> str:
    """The format of the document, by the start of its comments or by its file name."""
    if marker.comment.startswith("%"):
        return "latex"
    return _FORMAT_BY_COMMENT.get(marker.comment) or _FORMAT_BY_EXTENSION.get(path.suffix.lower(), "github")


def _values(text: str) -> Mapping[str, Any]:
    """The values of all options, with defaults for those that the marker does not have."""
    values = {option.name: option.default for option in OPTIONS}
    for word in joined(_words(text)):
        name, equals, value = word.partition("=")
        if name not in _OPTION_BY_NAME and _CALL.search(name):
            name, equals, value = NAMED, "=", word
        option = one_of("option", _OPTION_BY_NAME)(name)
        read = _value(option, value if equals else None)
        values[name] = [*values[name], *read] if isinstance(option.default, list) else read
    return values


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise ReportError(f"the options cannot be read ({error}); correct the quotation marks") from error


def _value(option: Option, text: str | None) -> Any:
    """The value of an option; `text` is what follows its `=`, or None without a `=`."""
    if option.kind is Kind.SWITCH and text is None:
        return True
    if option.kind is Kind.SWITCH:
        raise ReportError(f"{option.name}: takes no value, and has {text!r}; write only {option.name}")
    if text is None:
        raise ReportError(f"{option.name}: has no value; write {option.name}=VALUE")
    try:
        return option.read(text)
    except UserError as error:
        raise ReportError(f"{option.name}: {error}") from error
