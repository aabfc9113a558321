"""Writing a results file as the cells come, without touching the last good one before the run is complete."""

import os
from pathlib import Path
from typing import TextIO

from token_conformance.errors import ResultsError
from token_conformance.results.header import Header
from token_conformance.results.reader import footer
from token_conformance.results.record import CellResult


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
