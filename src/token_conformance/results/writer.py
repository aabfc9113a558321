"""Writes the results of a run, line by line, and removes what killed runs have left."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from token_conformance.errors import ResultsError
from token_conformance.model.file import append
from token_conformance.model.text_file import reason_of
from token_conformance.model.unfinished import abandoned, unfinished
from token_conformance.results.file import Header, footer
from token_conformance.results.record import CellResult

_LONGEST_HEADER = 10_000
"""The most bytes of a header that is read from an unfinished file."""


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
        self.path = path
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
            with suppress(OSError):  # its folder may have been removed
                self._part.unlink()

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
        with _explained(self.path, f"the results of this run {kept}"):
            self._part.replace(self.path)
        remove_abandoned(self.path)


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
