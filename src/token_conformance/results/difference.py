"""What differs between two runs, cell by cell: the question of a regression run."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.record import CellResult


class Change(StrEnum):
    """How a cell differs, worst first."""

    REGRESSED = "regressed"
    """It was as a user needs it, and is not any more; for a control: a stranger was refused, and is not."""

    GONE = "gone"
    """It had an outcome, and has none now."""

    CHANGED = "changed"
    """It does not work, as before, but in another way."""

    IMPROVED = "improved"
    """It did not work, and works now."""

    NEW = "new"
    """It had no outcome before."""


@dataclass(frozen=True)
class Difference:
    """One cell that differs; `before` or `after` is None where the cell has no outcome there."""

    change: Change
    before: CellResult | None
    after: CellResult | None

    @property
    def cell(self) -> CellResult:
        """The cell as it is now, or as it was last seen."""
        cell = self.after or self.before
        assert cell is not None  # noqa: S101  # one of them has it, or nothing differs
        return cell


def differences(before: Iterable[CellResult], after: Iterable[CellResult]) -> list[Difference]:
    """The cells whose outcome differs, in the order of the later run, then those that are gone."""
    old, new = _observed(before), _observed(after)
    return [
        Difference(change, old.get(name), new.get(name))
        for name in dict.fromkeys([*new, *old])
        if (change := _change(old.get(name), new.get(name)))
    ]


def is_as_needed(cell: CellResult) -> bool:
    """Whether a cell works, or, where a stranger must be refused, refuses."""
    return cell.verdict is Verdict.PASSED if cell.expected is None else cell.outcome is Outcome.WORKS


def _observed(cells: Iterable[CellResult]) -> dict[str, CellResult]:
    return {cell.cell: cell for cell in cells if cell.outcome is not None}


def _change(before: CellResult | None, after: CellResult | None) -> Change | None:
    if before is None or after is None:
        return Change.NEW if before is None else Change.GONE
    if is_as_needed(before) != is_as_needed(after):
        return Change.REGRESSED if is_as_needed(before) else Change.IMPROVED
    return Change.CHANGED if before.outcome is not after.outcome else None
