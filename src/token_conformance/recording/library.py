"""A folder of cassettes, and what may enter it: the committed one, or the one of a live run."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.project import CASSETTES, RECORDINGS
from token_conformance.recording.cassette import SUFFIX
from token_conformance.results.record import CellResult

ENDPOINTS = Path("endpoints")
"""Where the cassettes of the endpoint suites are in such a folder."""

FAULTS = frozenset({Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE})
"""What happened to a run, and says nothing of an endpoint."""

BESIDE = ".part"
"""The suffix of a recording that waits for its promotion."""


@dataclass(frozen=True)
class Library:
    """A folder of cassettes; `folder` is its path below `root`, by which messages call it."""

    root: Path
    folder: Path = CASSETTES

    def name_of(self, cell: Cell) -> Path:
        """Where a cell's cassette is, seen from the project's root."""
        return self.folder / ENDPOINTS / f"{cell.id}{SUFFIX}"

    def holds(self, cell: Cell) -> bool:
        """Whether there is a cassette of the cell."""
        return (self.root / self.name_of(cell)).exists()

    @property
    def is_of_a_run(self) -> bool:
        """Whether it holds what one live run observed, expected or not."""
        return RECORDINGS in self.folder.parents

    def keeps(self, result: CellResult) -> bool:
        """Whether the recording of a cell that ended so belongs here."""
        if result.outcome is None or result.outcome in FAULTS:
            return False
        return self.is_of_a_run or result.verdict.is_as_declared

    def sweep(self) -> None:
        """Remove the recordings that a killed run has left beside their cassettes."""
        for path in (self.root / self.folder).rglob(f"*{BESIDE}"):
            with suppress(OSError):  # it hurts nobody, and the user may not be allowed to
                path.unlink()
