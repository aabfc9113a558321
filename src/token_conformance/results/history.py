"""How the cells came to be as they are: one line per transition of a cell, in the order in which they were seen."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from token_conformance.errors import HistoryError
from token_conformance.model.outcome import Outcome
from token_conformance.results.record import CellResult

FLAKY_TRANSITIONS = 3
"""A cell that went there, back, and there again is flaky: a change that lasts has one transition."""

FLAKY_DAYS = 30


@dataclass(frozen=True)
class Transition:
    """On the day `at`, the `cell` had `outcome` for the first time, recorded from `source` (edge or live)."""

    at: date
    cell: str
    outcome: Outcome
    source: str

    @classmethod
    def of(cls, cell: CellResult) -> Self | None:
        """The transition that a result may be; None for a cell that was not observed."""
        if cell.outcome is None or cell.recorded is None:
            return None
        return cls(cell.recorded.at, cell.cell, cell.outcome, cell.recorded.source)

    def to_json(self) -> str:
        """The transition as one line of JSON."""
        return json.dumps({**vars(self), "at": self.at.isoformat()}, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a line; raises ValueError or LookupError where it is none."""
        fields = json.loads(line)
        return cls(date.fromisoformat(fields["at"]), fields["cell"], Outcome(fields["outcome"]), fields["source"])


class History:
    """What is known of each cell's past."""

    def __init__(self, transitions: Iterable[Transition] = ()) -> None:
        self._transitions: dict[str, list[Transition]] = defaultdict(list)
        for transition in transitions:
            self._transitions[transition.cell].append(transition)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a history, which may not exist yet; raises HistoryError where it is broken."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise HistoryError(f"{path}: cannot be read as text ({error}); restore the file from git") from error
        return cls(_transition(path, number, line) for number, line in enumerate(lines, start=1))

    def to_text(self) -> str:
        """The history as lines of JSON, oldest first."""
        all_of_them = [transition for of_cell in self._transitions.values() for transition in of_cell]
        lines = [transition.to_json() for transition in sorted(all_of_them, key=lambda transition: transition.at)]
        return "".join(f"{line}\n" for line in lines)

    def with_results(self, cells: Iterable[CellResult]) -> "History":
        """The history with what is new in a run; the same history where nothing is."""
        seen = filter(None, map(Transition.of, cells))
        new = [transition for transition in seen if self.outcome(transition.cell) is not transition.outcome]
        old = [transition for of_cell in self._transitions.values() for transition in of_cell]
        return History([*old, *new])

    def outcome(self, cell: str) -> Outcome | None:
        """The last known outcome of a cell."""
        of_cell = self._transitions.get(cell)
        return of_cell[-1].outcome if of_cell else None

    def since(self, cell: str) -> date | None:
        """The day since which a cell is as it is."""
        of_cell = self._transitions.get(cell)
        return of_cell[-1].at if of_cell else None

    def sequence(self, cell: str) -> list[Outcome]:
        """The outcomes that a cell went through, oldest first."""
        return [transition.outcome for transition in self._transitions.get(cell, ())]

    def is_flaky(self, cell: str) -> bool:
        """Whether a cell keeps going back to an outcome that it had left, within a month."""
        latest = self._transitions.get(cell, [])[-FLAKY_TRANSITIONS:]
        if len(latest) < FLAKY_TRANSITIONS:
            return False
        returned = len({transition.outcome for transition in latest}) < len(latest)
        return returned and (latest[-1].at - latest[0].at).days <= FLAKY_DAYS


def _transition(path: Path, number: int, line: str) -> Transition:
    try:
        return Transition.from_json(line)
    except (ValueError, LookupError, TypeError) as error:
        what = f"{path}: line {number}: is no transition ({type(error).__name__}: {error})"
        raise HistoryError(f"{what}; restore the file from git") from error
