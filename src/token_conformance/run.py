"""One run of the suites: what it talks to, whether it records, and which controls have failed."""

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import token_conformance
from token_conformance.cell_run import CellRun
from token_conformance.deviations import Deviations, DeviationsError, load, unknown_cells
from token_conformance.disposables import Disposables
from token_conformance.exchange import Exchange
from token_conformance.model import Cell, Endpoint
from token_conformance.recording import Persister, References, Scrubber, path_of, record, replay, replay_among_recorded
from token_conformance.results import Recorded, Verdict
from token_conformance.target import CASSETTES, Target, edge_target

DEVIATIONS = "deviations.toml"


@dataclass(frozen=True)
class Settings:
    """The user's choices: where cassettes and deviations are, what to talk to, and whether to record."""

    root: Path
    target: str = "cassettes"
    world: str = "known"
    record_mode: str = "none"
    use_deviations: bool = True
    use_cassettes: bool = True

    def records(self, cassette: Path) -> bool:
        """Whether a cell is recorded, by the meaning that pytest-recording gives its modes."""
        return self.record_mode in {"all", "rewrite"} or (
            self.record_mode in {"once", "new_episodes"} and not (self.root / cassette).exists()
        )


class Run:
    """The run's resources, made when they are first needed and released by `close`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._deviations: dict[Path, Deviations] = {}
        self._faults: list[str] = []
        self._failed_controls: dict[str, str] = {}
        self._resources = ExitStack()

    def close(self) -> None:
        """Release what the run has opened."""
        self._resources.close()

    @property
    def is_replay(self) -> bool:
        """Whether the cassettes alone answer, with the network blocked."""
        return self.settings.target == "cassettes"

    @cached_property
    def target(self) -> Target:
        """What the run talks to; the edge is started on first use."""
        if self.is_replay:
            return CASSETTES
        return self._resources.enter_context(edge_target(self.settings.world))

    @cached_property
    def exchange(self) -> Exchange:
        """The one HTTP client of the run."""
        return self._resources.enter_context(Exchange(self.target))

    @cached_property
    def references(self) -> References:
        """The names that cassettes use."""
        return References(self.target.wallet)

    @cached_property
    def scrubber(self) -> Scrubber:
        """What keeps secrets and accidents out of cassettes."""
        return Scrubber(self.references)

    @cached_property
    def disposables(self) -> Disposables:
        """Makes what requirements may change."""
        return Disposables(self.exchange, self.scrubber, self.references)

    @cached_property
    def recorded(self) -> Recorded:
        """The stamp of what is observed in this run."""
        return Recorded("edge", datetime.now(UTC).date(), token_conformance.__version__)

    def prepare(self, cell: Cell, folder: Path) -> CellRun:
        """A cell ready to run, with the deviation that is declared for it beside its suite."""
        declared = self.deviations(folder).get(cell.id)
        deviation = declared if self.settings.use_deviations else None
        if not self.settings.use_cassettes:
            return CellRun(cell, deviation, None, self.recorded)
        recorded = self.recorded if self.settings.records(path_of(cell)) else None
        persister = Persister(self.settings.root, path_of(cell), cell.id, recorded)
        return CellRun(cell, deviation, persister, recorded)

    def vcr_options(self, cell_run: CellRun) -> dict[str, Any] | None:
        """What vcrpy is told about a cell; None where it runs without a cassette."""
        if cell_run.persister is None:
            return None
        if self.is_replay:
            return replay(cell_run.persister)
        if cell_run.recorded is None:
            return replay_among_recorded(cell_run.persister, lambda: self.scrubber)
        return record(cell_run.persister, lambda: self.scrubber)

    def deviations(self, folder: Path) -> Deviations:
        """The deviations declared beside the suites of a folder; none where there is no such file."""
        if folder not in self._deviations:
            path = folder / DEVIATIONS
            self._deviations[folder] = self._load(path) if path.exists() else {}
        return self._deviations[folder]

    def _load(self, path: Path) -> Deviations:
        try:
            return load(path)
        except DeviationsError as error:
            self._faults += str(error).splitlines()
            return {}

    def faults(self, endpoints: Collection[Endpoint], collected: Collection[Path]) -> list[str]:
        """A line for each fault of the deviations, and for each whose endpoint no suite states.

        The latter can be told only of folders that were collected whole.
        """
        whole = [folder for folder in self._deviations if set(folder.glob("test_*.py")) <= set(collected)]
        stray = [fault for folder in whole for fault in unknown_cells(self._deviations[folder], endpoints)]
        return self._faults + stray

    def failed_control(self, cell: Cell) -> str | None:
        """The positive control that failed before this cell's turn, if this cell depends on one."""
        return None if cell.is_positive_control else self._failed_controls.get(cell.endpoint.id)

    def note_control(self, cell_run: CellRun) -> None:
        """Remember a positive control that failed.

        One whose test broke says nothing of the endpoint, and one that is known not to work controls nothing, also
        where the run requires that it works.
        """
        cell, result = cell_run.cell, cell_run.result
        is_known = any(cell.id in deviations for deviations in self._deviations.values())
        if cell.is_positive_control and not is_known and result and result.verdict is Verdict.FAILED:
            self._failed_controls[cell.endpoint.id] = cell.column
