"""One line of the history: a cell's outcome became another one."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Self

from token_conformance.model import Outcome
from token_conformance.results import CellResult


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
