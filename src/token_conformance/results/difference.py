"""The differences between two runs, cell by cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.record import CellResult


class Change(StrEnum):
    """The kinds of difference of a cell, worst first."""

    REGRESSED = "regressed"
    """It was as a user needs it, and is not any more. For a control: a stranger was refused, and is not refused now."""

    GONE = "gone"
    """It had an outcome, and does not have one now."""

    CHANGED = "changed"
    """It fails as before, but with another outcome."""

    IMPROVED = "improved"
    """It did not work, and works now."""

    NEW = "new"
    """It did not have an outcome before."""


@dataclass(frozen=True)
class Difference:
    """One cell that differs; `before` or `after` is None if the cell does not have an outcome in that run."""

    change: Change
    before: CellResult | None
    after: CellResult | None

    @property
    def cell(self) -> CellResult:
        """The cell of the later run; if it is gone, that of the earlier run."""
        cell = self.after or self.before
        assert cell is not None  # noqa: S101  # one of the two runs has the cell, because it differs
        return cell


def differences(before: Iterable[CellResult], after: Iterable[CellResult]) -> list[Difference]:
    """The cells whose outcome differs, in the order of the later run; those that are gone come last."""
    old, new = _observed(before), _observed(after)
    return [
        Difference(change, old.get(name), new.get(name))
        for name in dict.fromkeys([*new, *old])
        if (change := _change(old.get(name), new.get(name)))
    ]


def is_as_needed(cell: CellResult) -> bool:
    """Whether a cell works; for a control, whether the stranger is refused."""
    return cell.verdict is Verdict.PASSED if cell.expected is None else cell.outcome is Outcome.WORKS


def _observed(cells: Iterable[CellResult]) -> dict[str, CellResult]:
    return {cell.cell: cell for cell in cells if cell.outcome is not None}


def _change(before: CellResult | None, after: CellResult | None) -> Change | None:
    if before is None or after is None:
        return Change.NEW if before is None else Change.GONE
    if is_as_needed(before) != is_as_needed(after):
        return Change.REGRESSED if is_as_needed(before) else Change.IMPROVED
    return Change.CHANGED if before.outcome is not after.outcome else None
