"""Scans texts for values that must not be published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from token_conformance.redaction.leaks import columns, decoding, escapes
from token_conformance.redaction.leaks.budget import Budget, Unseen
from token_conformance.redaction.leaks.escapes import Line
from token_conformance.redaction.leaks.patterns import BASIC, is_safe
from token_conformance.redaction.leaks.placeholders import is_placeholder
from token_conformance.redaction.leaks.readable import PACKED, text_of
from token_conformance.redaction.leaks.shapes import BARE_UUID, SHAPES, Shape
from token_conformance.redaction.leaks.view import View

SHOWN = 4
"""The most characters of a value that are shown: enough to find it again, too few to use it."""

UNSEEN = "not-looked-at"
"""The kind of a finding that is not a leak: something encoded in a text could not be unpacked."""

_DEPTH = 3
"""How often a text in Base64 or hexadecimal digits may be encoded again; each time it is shorter."""

_CERTAIN = tuple(shape for shape in SHAPES if shape.certain)


@dataclass(frozen=True)
class Finding:
    """One value in one line; `kind` is its name in `shapes.py`, and the first line is 1. It never shows the value."""

    path: Path
    line: int
    kind: str
    value: str = field(repr=False)

    def __str__(self) -> str:
        """The finding as one line, with the value masked."""
        shown = self.value[: min(SHOWN, len(self.value) // 3)]
        return f"{self.path}:{self.line}: {self.kind}: {shown}… ({len(self.value)} characters)"


Match = tuple[str, str]
"""A kind, and a value of this kind."""

Found = set[tuple[int, Match]]
"""Values with the numbers of their lines."""


def scan_text(text: str, path: Path, first_line: int = 1, *, strict: bool = False) -> list[Finding]:
    """Find the values in a text that must not be published, in the order of its lines.

    JSON escapes, percent-encoding, entities, quoted-printable, Base64, hexadecimal digits and line wraps are decoded,
    and what is packed in them is unpacked. `path` only names the text in the findings; `first_line` is the number of
    its first line, if it is a part of a file. `strict`: every UUID is a finding, not only those that name a tenant.
    """
    shapes = (*SHAPES, BARE_UUID) if strict else SHAPES
    numbered = escapes.lines(text)
    found = _search(View(numbered), shapes)
    if escapes.is_quoted_printable(text):
        _add(found, _search(View(escapes.quoted_printable(numbered)), shapes))
    if "</" in text and (lines := list(escapes.without_tags(numbered))):
        _add(found, _search(View(lines), shapes))
    if lines := list(columns.named_values(numbered)):
        _add(found, _search(View(lines), shapes))
    return [Finding(path, number + first_line - 1, *match) for number, match in sorted(found)]


def _search(view: View, shapes: tuple[Shape, ...]) -> Found:
    """The values of a view, of what is encoded in it, and of the lines in it that were wrapped."""
    found: Found = set()
    joined = View((view.line_of(start), line) for start, line in decoding.joined_lines(view.text))
    for depth in range(_DEPTH + 1):
        inner = list(_level(view, shapes, found, last=depth == _DEPTH))
        if not inner:
            break
        view = View(inner)
    wrapped: Found = set()
    inner = list(_level(joined, _CERTAIN, wrapped, last=not joined.text))
    if inner:
        wrapped |= _level_of_joined(View(inner), shapes)
    _add(found, wrapped)
    return found


def _level_of_joined(view: View, shapes: tuple[Shape, ...]) -> Found:
    found: Found = set()
    for depth in range(_DEPTH):
        inner = list(_level(view, shapes, found, last=depth == _DEPTH - 1))
        if not inner:
            break
        view = View(inner)
    return found


def _level(view: View, shapes: Iterable[Shape], found: Found, *, last: bool) -> Iterator[Line]:
    """Add the values of one text, and return the lines of what is encoded in it."""
    known = bytearray(len(view.text))
    _plain(view, shapes, known, found)
    for basic in decoding.explicit_credentials(view.text):
        _credential(view, known, found, basic)
    if last:
        return
    for part in decoding.encoded(view.text):
        if known[part.start]:
            continue
        number = view.line_of(part.start)
        for content in _contents(part.data, number, found):
            text = text_of(content, legacy=False)
            if part.run and (credential := decoding.credential_in(text)):
                _credential(view, known, found, (part.start, part.run, credential))
            else:
                yield from ((number, line) for _, line in escapes.lines(text))


def _plain(view: View, shapes: Iterable[Shape], known: bytearray, found: Found) -> None:
    for shape in shapes:
        for match in shape.pattern.finditer(view.lower if shape.lowered else view.text):
            span = shape.value(view, match)
            if span is None or any(known[slice(*span)]):
                continue
            known[slice(*span)] = b"\1" * (span[1] - span[0])
            value = view.text[slice(*span)]
            if not is_safe(shape.kind, value):
                found.add((view.line_of(span[0]), (shape.kind, value)))


def _credential(view: View, known: bytearray, found: Found, basic: decoding.Credential) -> None:
    start, run, credential = basic
    user, _, secret = credential.partition(":")
    known[start : start + len(run)] = b"\1" * len(run)
    if not is_safe(BASIC, credential) and not (is_placeholder(user) and is_placeholder(secret)) and user != secret:
        found.add((view.line_of(start), (BASIC, run)))


def _contents(data: bytes, number: int, found: Found) -> Iterator[bytes]:
    """Data itself, or what is packed in it."""
    if not data.startswith(PACKED):
        yield data
        return
    from token_conformance.redaction.leaks.packed import leaves  # noqa: PLC0415  # a cassette has nothing packed

    for part in leaves(data, "", Budget()):
        if isinstance(part, Unseen):
            found.add((number, (UNSEEN, part.reason)))
        else:
            yield part[1]


def _add(found: Found, others: Found) -> None:
    """Add the values whose beginning is not known yet, in the same line or a later one."""
    beginnings: dict[str, list[tuple[int, str]]] = {}
    for number, (kind, value) in found:
        beginnings.setdefault(kind, []).append((number, value))
    found |= {
        (number, (kind, value))
        for number, (kind, value) in others
        if not any(number <= line and value.startswith(part) for line, part in beginnings.get(kind, ()))
    }
