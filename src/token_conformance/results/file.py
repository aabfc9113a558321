"""Files of results: the lines that a run writes, and the one document that is committed.

A run writes a header, one line per cell and a footer that counts the cells. The document has the same header and cells.
Both are read by the same functions.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from token_conformance.errors import ResultsError, shortened
from token_conformance.model.append import append
from token_conformance.model.strict_json import parse_json
from token_conformance.model.text_file import read_text, reason_of
from token_conformance.model.unfinished import abandoned, unfinished
from token_conformance.results.fields import optional, parse, shown, whole_number
from token_conformance.results.record import CellResult

SCHEMA = 1

REMEDY = "make it again with `python -m pytest suites`"

MOST_CELLS = 20_000
"""The most cells of a file: about twice as many as the published operations of all products have."""

_DOCUMENT_START = '{"cells":'
_LONGEST_HEADER = 10_000
"""The most bytes of a header that is read from an unfinished file."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Header:
    """What is the same for all cells of a run: the version of the suite, the target, and the edge's world if named.

    `shard` is a text such as `1/4` if the file is only a part of a run.
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
            found = shortened(f"has schema {header.schema} of version {header.suite}")
            raise ValueError(f"{found}, and this version reads {SCHEMA}")
        return header


_TOO_MANY = f"has more than {MOST_CELLS:,} cells, which is the most that is read"

_READERS = {
    "schema": whole_number,
    "suite": shown,
    "target": shown,
    "world": optional(shown),
    "shard": optional(shown),
}


@dataclass(frozen=True)
class Results:
    """The cells of one run, in its order, with their header."""

    header: Header
    cells: tuple[CellResult, ...]


def read(path: Path) -> Results:
    """Read a file of either form; raises ResultsError if it is missing, broken, cut short or too large."""
    return parse_results(read_text(path, REMEDY, ResultsError), str(path))


def parse_results(text: str, name: str) -> Results:
    """Read results from a text, which messages call by `name`; raises ResultsError as `read` does."""
    lines = _lines_of_document(text, name) if is_document(text) else _lines_of_run(text, name)
    header = _parsed(Header.from_json, name, 1, lines[0])
    cells = [_parsed(CellResult.from_json, name, n, line) for n, line in enumerate(lines[1:], start=2)]
    _refuse_duplicates(name, cells)
    return Results(header, tuple(cells))


def is_document(text: str) -> bool:
    """Whether a text is a document, complete or not; otherwise it is read as the lines of a run."""
    return text.lstrip().startswith("{") and '"kind"' not in text.partition("\n")[0]


def dump(header: Header, cells: Iterable[CellResult]) -> str:
    """Write the document, with one line per cell: one changed cell is one changed line in a diff."""
    lines = ",\n".join(cell.to_json() for cell in cells)
    return f'{_DOCUMENT_START} [\n{lines}\n],\n"header": {header.to_json()}}}\n'


def document_lines(text: str) -> list[str]:
    """The header and the cells of a document as the lines of a run; raises ValueError if it does not have them."""
    document = parse_json(text)
    if not isinstance(document, dict) or document.keys() != {"header", "cells"}:
        raise ValueError("it does not have a header and cells")
    if not isinstance(document["cells"], list):
        raise ValueError("its cells are not a list")  # noqa: TRY004  # one kind of error for all problems
    if len(document["cells"]) > MOST_CELLS:
        raise ValueError(f"it {_TOO_MANY}")
    return [_line(document["header"]), *map(_line, document["cells"])]


def footer(cells: int) -> str:
    """The last line of a run, with the number of its cells."""
    return json.dumps({"cells": cells, "kind": "footer"})


class ResultsWriter:
    """Writes the cells of a run to `<file>.<process id>.part`, line by line, and renames it to the file when closed.

    A run that is killed leaves its cells in the `.part` file, which has no footer; a later run removes it. A run
    without a cell does not write a file. Raises ResultsError if the file cannot be written.
    """

    def __init__(self, path: Path, header: Header) -> None:
        with _explained(path, "name another file"):
            is_possible = path.parent.is_dir() and (path.is_file() or not path.exists())
        if not is_possible:
            raise ResultsError(
                f"{path}: is not a file, or its folder does not exist; name a file in a folder that exists"
            )
        self._path = path
        self._part = unfinished(path)  # not shared with another run at the same time
        self.header = header
        self._file: int | None = None
        self._cells = 0

    def open(self) -> None:
        """Create the `.part` file with its header; does nothing if it was created before."""
        self._opened()

    def write(self, cell: CellResult) -> None:
        """Add a cell, which is in the file even if the process is killed then."""
        self._opened()
        self.write_line(cell.to_json())

    def write_line(self, line: str) -> None:
        """Add a cell as the line of JSON that a worker has sent."""
        self._append(self._opened(), line)
        self._cells += 1

    def close(self) -> None:
        """Add the footer and replace the results of the last run, unless this run had no cell."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if self._cells:
            self._append(file, footer(self._cells))
        with _explained(self._part, _INCOMPLETE):
            os.close(file)
        if self._cells:
            self._replace()
        else:
            self._part.unlink(missing_ok=True)

    def _opened(self) -> int:
        if self._file is None:
            with _explained(self._part, "name another file"):
                if _is_of_a_run(self._part):  # a killed process had the same id
                    self._part.unlink()
                self._file = os.open(self._part, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o666)
            self._append(self._file, self.header.to_json())
        return self._file

    def _append(self, file: int, line: str) -> None:
        with _explained(self._part, _INCOMPLETE):
            append(file, f"{line}\n".encode())

    def _replace(self) -> None:
        is_kept = self._part.is_file()  # unless its folder was removed
        kept = f"are complete in {self._part.name}; rename it" if is_kept else "are lost; run it again"
        with _explained(self._path, f"the results of this run {kept}"):
            self._part.replace(self._path)
        remove_abandoned(self._path)


_INCOMPLETE = "the results of this run are incomplete; make room for them, and run it again"


@contextmanager
def _explained(path: Path, remedy: str) -> Iterator[None]:
    """Raise ResultsError with the remedy in place of an OSError."""
    try:
        yield
    except OSError as error:
        raise ResultsError(f"{path}: cannot be written ({reason_of(error)}); {remedy}") from error


def remove_abandoned(path: Path) -> None:
    """Remove the unfinished results that killed runs have left; other files with such a name stay."""
    with suppress(OSError):  # they do no harm, and the user may not be allowed to remove them
        for part in abandoned(path):
            if _is_of_a_run(part):
                part.unlink()


def _is_of_a_run(path: Path) -> bool:
    """Whether a file starts with the header of a run."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEADER)
    try:
        Header.from_json(line.decode())
    except ValueError:
        return False
    return True


def _lines_of_run(text: str, name: str) -> list[str]:
    """The header and the cells; the footer must count them. Lines are counted before they are split."""
    if text.count("\n") > MOST_CELLS + 2:
        raise ResultsError(f"{name}: {_TOO_MANY}; {REMEDY}")
    *lines, last = text.removesuffix("\n").split("\n")
    if lines and last == footer(len(lines) - 1):
        return lines
    _parsed(Header.from_json, name, 1, (lines or [last])[0])
    raise ResultsError(f"{name}: cut short, because its last line does not count its cells; {REMEDY}")


def _lines_of_document(text: str, name: str) -> list[str]:
    try:
        return document_lines(text)
    except ValueError as error:
        raise ResultsError(f"{name}: is not a complete document of results ({error}); {REMEDY}") from error


def _line(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)


def _parsed(parse: Callable[[str], T], name: str, number: int, line: str) -> T:
    try:
        return parse(line)
    except ValueError as error:
        raise ResultsError(f"{name}: line {number}: {error}; {REMEDY}") from error


def _refuse_duplicates(name: str, cells: list[CellResult]) -> None:
    for cell, times in Counter(cell.cell for cell in cells).items():
        if times > 1:
            raise ResultsError(f"{name}: the cell {shortened(cell)} is there {times} times; {REMEDY}")
