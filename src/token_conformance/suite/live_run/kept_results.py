"""The results of a live run, kept beside its recording: the next run replaces `results.jsonl`, but not these."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from token_conformance.errors import ResultsError
from token_conformance.project import RESULTS
from token_conformance.results.file import Results, read
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter
from token_conformance.suite.options import Settings


def keeps(settings: Settings) -> bool:
    """Whether a run records to a folder of its own, which is kept with its results."""
    return settings.is_recording and settings.library.is_of_a_run


def keep(results: Results, folder: Path) -> None:
    """Write the results of a run to its folder; a resumed part of it keeps the cells that it has left out.

    Raises ResultsError if the file cannot be written.
    """
    path = folder / RESULTS
    cells = {cell.cell: cell for cell in (*_earlier(path), *results.cells)}
    writer = ResultsWriter(path, results.header)
    for cell in cells.values():
        writer.write(cell)
    writer.close()


def _earlier(path: Path) -> Iterable[CellResult]:
    """The cells that an earlier part of the run has; none if its file is not complete."""
    with suppress(ResultsError):
        return read(path).cells
    return ()
