"""Scans texts for values that must not be published."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from token_conformance.redaction.leaks import decoding
from token_conformance.redaction.leaks.patterns import BASIC, KINDS, WRAPPED, is_safe

SHOWN = 4
"""The number of characters of a value that are shown: enough to find it again, too few to use it."""


@dataclass(frozen=True)
class Finding:
    """One value in one line; `kind` is its name in `patterns.py`, and the first line is 1. It never shows the value."""

    path: Path
    line: int
    kind: str
    value: str = field(repr=False)

    def __str__(self) -> str:
        """The finding as one line, with the value masked."""
        return f"{self.path}:{self.line}: {self.kind}: {self.value[:SHOWN]}… ({len(self.value)} characters)"


Match = tuple[str, str]
"""A kind, and a value of this kind."""


def scan_text(text: str, path: Path, first_line: int = 1) -> list[Finding]:
    """Find the values in a text that must not be published, in the order of its lines.

    JSON escapes, percent-encoding, entities, Base64 and line wraps are decoded. `path` only names the text in the
    findings; `first_line` is the number of its first line, if it is a part of a file.
    """
    numbered = decoding.lines(text)
    matches = {line: tuple(_matches(line)) for line in {line for _, line in numbered}}  # many lines occur often
    found = {(number, match) for number, line in numbered for match in matches[line]}
    joined = {(number, match) for number, line in decoding.joined_lines(numbered) for match in _opaque(line)}
    new = {item for item in joined if not _is_known(item, found)}
    return [Finding(path, number + first_line - 1, *match) for number, match in sorted(found | new)]


def _matches(line: str, depth: int = 2) -> Iterator[Match]:
    yield from _plain(line)
    for kind, run in _basic(line):
        yield kind, run
        line = line.replace(run, " ")  # its parts are not found again
    for text in decoding.plain_texts(line) if depth else ():
        yield from _matches(decoding.decode(text), depth - 1)


def _plain(line: str) -> Iterator[Match]:
    rest = line
    for kind, pattern in KINDS.items():
        for match in pattern.finditer(rest):
            if not is_safe(kind, match[0]):
                yield kind, match[0]
        rest = pattern.sub(" ", rest)


def _basic(line: str) -> Iterator[Match]:
    return ((BASIC, run) for run, credential in decoding.credentials(line) if not is_safe(BASIC, credential))


def _opaque(line: str) -> Iterator[Match]:
    """The values of kinds that are certain even in a line that was joined from several."""
    yield from _basic(line)
    yield from ((kind, match[0]) for kind in WRAPPED for match in KINDS[kind].finditer(line))


def _is_known(item: tuple[int, Match], found: set[tuple[int, Match]]) -> bool:
    """Whether the beginning of a value of joined lines was already found."""
    number, (kind, value) = item
    return any(kind == other and number <= line and value.startswith(part) for line, (other, part) in found)
