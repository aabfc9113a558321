"""The part of a cell's result that a mutant can change."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.suite.cell_run import CellRun


@dataclass(frozen=True)
class Fingerprint:
    """A cell's verdict and outcome, its scrubbed answer with the diagnostic headers, and the day of recording.

    `outcome` and `status` are None if there was no answer. `body` is complete, unlike the body in the results.
    """

    verdict: Verdict
    outcome: Outcome | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: str
    recorded: date | None

    @classmethod
    def of(cls, cell_run: CellRun) -> Self:
        """The fingerprint of a cell after its run."""
        result = cell_run.result
        assert result is not None, "a cell ends with a result"  # noqa: S101  # narrows the type
        return cls(
            verdict=result.verdict,
            outcome=result.outcome,
            status=result.status,
            headers=tuple(sorted(result.headers.items())),
            body=cell_run.answer.text if cell_run.answer and result.outcome else "",
            recorded=result.recorded.at if result.recorded else None,
        )

    def differing(self, other: Self) -> frozenset[str]:
        """The names of the parts that differ from another fingerprint."""
        names = (field.name for field in fields(self))
        return frozenset(name for name in names if getattr(self, name) != getattr(other, name))

    def __str__(self) -> str:
        return f"{self.verdict}: {self.outcome}" if self.outcome else str(self.verdict)
