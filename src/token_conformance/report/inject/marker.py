"""Finding the markers of a document: comments, in the language of the document, each on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from token_conformance.deviations.fault import nearest
from token_conformance.report.error import ReportError

NAME = "token-conformance:"
TABLE, END = "table", "end"

_MARKER = re.compile(
    rf"(?P<indent>[ \t]*)(?P<comment><!--|\.\.|//|%+)[ \t]*{NAME}[ \t]*(?P<word>\S*)(?P<options>.*?)(?:-->)?\s*"
)
_FENCE = re.compile(r"[ \t]*(`{3,})[^`]*")
"""Between fences a document shows what a marker looks like; nothing is renewed there."""


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
