"""A packed file: the cassettes of all cells of one API, in the format of vcrpy.

The first line has the numbers of the formats and the API, and the last line closes the document. Between them each cell
has three lines, its stamp, its request and its response, and cells are in the order of their ids. So the file does not
depend on the order of a recording, and a cell that is added, changed or removed is one hunk of a diff.

A cell is found by its id, and its lines are read when they are asked for: what is broken in them is a problem of this
cell only.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any

from token_conformance.errors import shortened
from token_conformance.model.answer import NotJsonError
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.cell import CATALOGUE
from token_conformance.model.strict_json import members, parse_json
from token_conformance.recording.cassette import VCRPY_FORMAT, CassetteError, Stamp, binary, checked

FORMAT = 1
"""The version of the layout of a packed file, and of the members that vcrpy does not know."""

LARGEST = 50 * MEGABYTE
"""The most bytes of a packed file: some ten times those of the largest API."""

_HEAD = re.compile(rb'\{"version":1,"metadata":\{"api":"([a-z0-9-]+)","format":([0-9]{1,9})\},"interactions":\[\n')
_CELL = re.compile(rb'^\{"metadata":\{"cell":"([^"\\]*)"', re.MULTILINE)
_FOOT = b"\n]}\n"

_PARTS = ("metadata", "request", "response")


class PackError(CassetteError):
    """A packed file of which no cell can be used; the message names the file, what is wrong and what to do."""

    def __init__(self, path: Path, what: str) -> None:
        remedy = "restore the file, or remove it and record its cells again with --record-mode=once"
        Exception.__init__(self, f"{path}: {what}; {remedy}")


@dataclass(frozen=True)
class Pack:
    """The content of a packed file, with the part of it that each cell has. `name` is the path that messages use."""

    name: Path
    content: bytes = b""
    parts: Mapping[str, slice] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes, name: Path) -> "Pack":
        """Find the cells of a packed file; raises PackError if it is cut short or has an id twice or of another API."""
        head = _HEAD.match(content)
        if head is None:
            raise PackError(name, "does not begin as a file of packed cassettes")
        if int(head[2]) != FORMAT:
            raise PackError(name, f"{int(head[2])} is another format than {FORMAT}, which this version reads")
        if not content.endswith(_FOOT):
            raise PackError(name, f"is cut short at line {_line(content, len(content))}")
        if not _is_text(content):
            raise PackError(name, "is not UTF-8 text")
        api = head[1].decode()
        if api != name.stem:
            raise PackError(name, f"has the cassettes of {api}, so it was moved or renamed")
        return cls(name, content, _parts(content, head.end(), name))

    def load(self, cell_id: str) -> tuple[dict[str, Any], Stamp] | None:
        """The cassette of a cell and its stamp, None if it is not in the file; raises ValueError if it is broken."""
        part = self.parts.get(cell_id)
        if part is None:
            return None
        entry = self.content[part].rstrip(b",\n")
        try:
            return parse_entry(entry)
        except NotJsonError:
            return parse_entry(b"\n" * (self._line_of(part) - 1) + entry)  # raises it again, with the line of the file
        except ValueError as error:
            raise ValueError(f"line {self._line_of(part)}: {error}") from None

    def _line_of(self, part: slice) -> int:
        return _line(self.content, part.start)

    def with_entries(self, entries: Mapping[str, bytes]) -> bytes:
        """The content of the file with these cells in addition, or in place of those of the same ids."""
        known = {cell: self.content[part].rstrip(b",\n") for cell, part in self.parts.items()}
        cells = dict(sorted({**known, **entries}.items()))
        head = {"api": self.name.stem, "format": FORMAT}
        first = f'{{"version":{VCRPY_FORMAT},"metadata":{_compact(head)},"interactions":[\n'
        return first.encode() + b",\n".join(cells.values()) + _FOOT


def entry_of(cassette: Mapping[str, Any]) -> str:
    """The three lines of a cassette in a packed file, without the comma and the line feed at their end."""
    parts = {"metadata": cassette["metadata"], **cassette["interactions"][0]}
    return "{" + ",\n".join(f'"{part}":{_compact(parts[part])}' for part in _PARTS) + "}"


def parse_entry(content: bytes) -> tuple[dict[str, Any], Stamp]:
    """Read such lines as the cassette of one cell, and its stamp; raises ValueError that says what is wrong."""
    entry = members(parse_json(content), dict.fromkeys(_PARTS, lambda value: value))
    metadata = entry.pop("metadata")
    return checked({"interactions": [entry], "metadata": metadata, "version": VCRPY_FORMAT})


def _parts(content: bytes, first: int, name: Path) -> dict[str, slice]:
    """The part of each cell: from its first line to that of the next one; `first` is where the first one begins."""
    last = len(content) - len(_FOOT) + 1
    found = list(_CELL.finditer(content))
    starts = [cell.start() for cell in found]
    if [first] != (starts or [last])[:1]:
        raise PackError(name, "line 2: is not the first line of a cell")
    parts: dict[str, slice] = {}
    for cell, end in zip(found, [*starts[1:], last], strict=False):
        cell_id = intern(cell[1].decode(errors="replace"))
        if not cell_id.startswith(f"{CATALOGUE}/{name.stem}/"):
            raise PackError(name, f"line {_line(content, cell.start())}: {shortened(cell_id)} is of another API")
        if cell_id in parts:
            lines = (_line(content, start) for start in (parts[cell_id].start, cell.start()))
            raise PackError(name, f"has {shortened(cell_id)} twice, at line {' and line '.join(map(str, lines))}")
        if content[end - 2 : end] != (b"}\n" if end == last else b",\n"):
            raise PackError(name, f"line {_line(content, end) - 1}: a comma is missing or too many at its end")
        parts[cell_id] = slice(cell.start(), end)
    return parts


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=binary)
