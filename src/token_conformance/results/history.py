"""The history of the cells: one line per transition of a cell to another outcome, oldest first."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from token_conformance.errors import HistoryError
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import Reader, members, parse_line, shown, text
from token_conformance.model.text_file import read_text
from token_conformance.results.record import CellResult

REMEDY = "restore the file from git"

FLAKY_TRANSITIONS = 3
"""The transitions of a flaky cell: to an outcome, to another one, and back. A lasting change has one."""

FLAKY_DAYS = 30
"""The most days between the first and the last of these transitions."""


@dataclass(frozen=True)
class Transition:
    """The day `at` on which the `cell` first had this `outcome`, recorded from `source` (edge or live)."""

    at: date
    cell: str
    outcome: Outcome
    source: str

    @classmethod
    def of(cls, cell: CellResult) -> Self | None:
        """The transition that a result may be; None if the cell was not observed."""
        if cell.outcome is None or cell.recorded is None:
            return None
        return cls(cell.recorded.at, cell.cell, cell.outcome, cell.recorded.source)

    def to_json(self) -> str:
        """The transition as one line of JSON."""
        return json.dumps({**vars(self), "at": self.at.isoformat()})

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a line; raises ValueError that says what is wrong with it."""
        return cls(**members(parse_line(line), _READERS))


_READERS: dict[str, Reader] = {
    "at": lambda value: date.fromisoformat(text(value)),
    "cell": shown,
    "outcome": Outcome,
    "source": shown,
}


class History:
    """The transitions of each cell."""

    def __init__(self, transitions: Iterable[Transition] = ()) -> None:
        self._transitions: dict[str, list[Transition]] = defaultdict(list)
        for transition in transitions:
            self._transitions[transition.cell].append(transition)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a history, which is empty if there is no such file; raises HistoryError if it is broken."""
        lines = read_text(path, REMEDY, HistoryError, missing="").splitlines()
        return cls(_transition(path, number, line) for number, line in enumerate(lines, start=1))

    def to_text(self) -> str:
        """The history as lines of JSON, oldest first."""
        lines = [transition.to_json() for transition in sorted(self._all(), key=lambda transition: transition.at)]
        return "".join(f"{line}\n" for line in lines)

    def with_results(self, cells: Iterable[CellResult]) -> "History":
        """The history with the transitions of a run; the same history if the run has no new ones."""
        observed = filter(None, map(Transition.of, cells))
        new = [transition for transition in observed if self.outcome(transition.cell) is not transition.outcome]
        return History([*self._all(), *new])

    def with_changes(self, before: Iterable[CellResult], after: Iterable[CellResult]) -> "History":
        """The history with the transitions of the cells whose outcome changed between two runs.

        It has none of a cell that never changed: so the whole catalogue adds only what a reader wants to know.
        """
        earlier = {cell.cell: cell for cell in before}
        later = {cell.cell: cell for cell in after}
        changed = {
            name for name, cell in later.items() if name in earlier and earlier[name].outcome is not cell.outcome
        }
        kept = changed | (later.keys() & self._transitions.keys())
        with_earlier = self.with_results(cell for name, cell in earlier.items() if name in kept)
        return with_earlier.with_results(later[name] for name in later if name in kept)

    def outcome(self, cell: str) -> Outcome | None:
        """The last known outcome of a cell; None if it was never observed."""
        transitions = self._transitions.get(cell)
        return transitions[-1].outcome if transitions else None

    def since(self, cell: str) -> date | None:
        """The day since which a cell has its last outcome; None if it was never observed."""
        transitions = self._transitions.get(cell)
        return transitions[-1].at if transitions else None

    def sequence(self, cell: str) -> list[Outcome]:
        """The outcomes of a cell, oldest first."""
        return [transition.outcome for transition in self._transitions.get(cell, ())]

    def is_flaky(self, cell: str) -> bool:
        """Whether a cell has returned to an earlier outcome within `FLAKY_DAYS`."""
        latest = self._transitions.get(cell, [])[-FLAKY_TRANSITIONS:]
        if len(latest) < FLAKY_TRANSITIONS:
            return False
        returned = len({transition.outcome for transition in latest}) < len(latest)
        return returned and (latest[-1].at - latest[0].at).days <= FLAKY_DAYS

    def _all(self) -> list[Transition]:
        return [transition for transitions in self._transitions.values() for transition in transitions]


def _transition(path: Path, number: int, line: str) -> Transition:
    try:
        return Transition.from_json(line)
    except ValueError as error:
        raise HistoryError(f"{path}: line {number}: is not a transition ({error}); {REMEDY}") from error
