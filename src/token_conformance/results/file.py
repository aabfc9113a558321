"""The first line of a results file: which suite talked to what."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self, TextIO, TypeVar

from token_conformance.errors import ResultsError
from token_conformance.results.fields import optional, parse, shown, whole_number
from token_conformance.results.record import CellResult

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Header:
    """What holds for every cell of a run: the suite's version, the target, and the edge's world if named.

    `shard` is such as `1/4` where this is only a part of a run.
    """

    suite: str
    target: str
    world: str | None = None
    shard: str | None = None
    schema: int = SCHEMA

    def to_json(self) -> str:
        """The header as one line of JSON."""
        return json.dumps({"kind": "header", **asdict(self)}, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a header line; raises ValueError that says what is wrong with it."""
        header = cls(**parse(line, "header", _READERS))
        if header.schema != SCHEMA:
            raise ValueError(f"has schema {header.schema} of version {header.suite}, and this version reads {SCHEMA}")
        return header


_READERS = {
    "schema": whole_number,
    "suite": shown,
    "target": shown,
    "world": optional(shown),
    "shard": optional(shown),
}

_BEGINNING = '{"cells":'


def dump(header: Header, cells: Iterable[CellResult]) -> str:
    """Make the document: a line a cell, so that one changed cell is one changed line in a diff."""
    lines = ",\n".join(cell.to_json() for cell in cells)
    return f'{_BEGINNING} [\n{lines}\n],\n"header": {header.to_json()}}}\n'


def is_document(text: str) -> bool:
    """Whether a text is meant to be such a document, and not the lines of a run."""
    return text.lstrip().startswith("{") and '"kind"' not in text.partition("\n")[0]


def lines(text: str) -> list[str]:
    """The header and the cells as the lines that a run writes; raises ValueError where there are none."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.keys() != {"header", "cells"}:
        raise ValueError("it has no header and no cells")
    if not isinstance(document["cells"], list):
        raise ValueError("its cells are no list")  # noqa: TRY004  # one kind of error for all faults
    return [_line(document["header"]), *map(_line, document["cells"])]


def _line(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)


REMEDY = "make it again with `python -m pytest suites`"

T = TypeVar("T")


@dataclass(frozen=True)
class Results:
    """The cells that one run saw, with what holds for all of them."""

    header: Header
    cells: tuple[CellResult, ...]


def footer(cells: int) -> str:
    """The last line of a results file, which says how many cells must stand above it."""
    return json.dumps({"cells": cells, "kind": "footer"})


def read(path: Path) -> Results:
    """Read the lines of a run or a document; raises ResultsError where it is missing, broken or cut short."""
    return parse_results(_text(path), str(path))


def parse_results(text: str, name: str) -> Results:
    """Read results from a text that a message calls by `name`; raises ResultsError as `read` does."""
    lines = _lines_of_document(text, name) if is_document(text) else _lines_of_run(text, name)
    header = _parsed(Header.from_json, name, 1, lines[0])
    cells = [_parsed(CellResult.from_json, name, n, line) for n, line in enumerate(lines[1:], start=2)]
    _refuse_duplicates(name, cells)
    return Results(header, tuple(cells))


def _lines_of_run(text: str, name: str) -> list[str]:
    """The header and the cells; the footer must count them."""
    *lines, last = text.removesuffix("\n").split("\n")
    if lines and last == footer(len(lines) - 1):
        return lines
    _parsed(Header.from_json, name, 1, (lines or [last])[0])
    raise ResultsError(f"{name}: cut short, for its last line does not count its cells; {REMEDY}")


def _lines_of_document(text: str, name: str) -> list[str]:
    try:
        return lines(text)
    except (ValueError, RecursionError) as error:
        raise ResultsError(f"{name}: is no complete document of results ({error}); {REMEDY}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResultsError(f"{path}: cannot be read ({error.strerror}); {REMEDY}") from error
    except UnicodeDecodeError as error:
        raise ResultsError(f"{path}: is not UTF-8 text, so it is no results file; {REMEDY}") from error


def _parsed(parse: Callable[[str], T], name: str, number: int, line: str) -> T:
    try:
        return parse(line)
    except ValueError as error:
        raise ResultsError(f"{name}: line {number}: {error}; {REMEDY}") from error


def _refuse_duplicates(name: str, cells: list[CellResult]) -> None:
    for cell, times in Counter(cell.cell for cell in cells).items():
        if times > 1:
            raise ResultsError(f"{name}: the cell {cell} stands {times} times; {REMEDY}")


class ResultsWriter:
    """Writes the cells of a run to `<file>.<process id>.part`, line by line, and moves it to the file when closed.

    A run that is killed leaves the cells it saw in the `.part` file, which has no footer; a run without a
    cell leaves nothing at all. Raises ResultsError where the file cannot be written.
    """

    def __init__(self, path: Path, header: Header) -> None:
        if (path.exists() and not path.is_file()) or not path.parent.is_dir():
            raise ResultsError(f"{path}: is no file or lies in no folder; name a file in a folder that exists")
        self._path = path
        self._part = path.with_name(f"{path.name}.{os.getpid()}.part")  # two runs at once do not meet
        self.header = header
        self._file: TextIO | None = None
        self._cells = 0

    def write(self, cell: CellResult) -> None:
        """Add a cell, in a state that a kill of the process cannot lose."""
        if self._file is None:
            self._file = self._open()
        print(cell.to_json(), file=self._file, flush=True)
        self._cells += 1

    def close(self) -> None:
        """Add the footer and take the place of the last results, if there was a cell."""
        if self._file is None:
            return
        with self._file as file:
            print(footer(self._cells), file=file)
        self._part.replace(self._path)
        self._file = None

    def _open(self) -> TextIO:
        try:
            file = self._part.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise ResultsError(f"{self._part}: cannot be written ({error.strerror}); name another file") from error
        print(self.header.to_json(), file=file, flush=True)
        return file
