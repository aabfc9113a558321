"""The comparison of two sets of recordings, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.compare.recording import Recording
from token_conformance.compare.shape import differences
from token_conformance.report.symbol import outcome_label


class Change(StrEnum):
    """How a cell compares, worst first."""

    OUTCOME = "changed outcome"
    """It ended in another way."""

    SHAPE = "changed shape"
    """It ended in the same way, by another status or with a body of another shape."""

    MISSING = "missing"
    """It is not among the newer recordings."""

    NEW = "new"
    """It is not among the older recordings."""

    SAME = "same"
    """Outcome, status and shape are the same."""


@dataclass(frozen=True)
class Compared:
    """A cell with how it compares; `details` says in what it differs."""

    cell: str
    change: Change
    details: tuple[str, ...] = ()


def compare(before: Mapping[str, Recording], after: Mapping[str, Recording]) -> list[Compared]:
    """Every cell of either, worst first, then by name."""
    compared = [_compare(cell, before.get(cell), after.get(cell)) for cell in sorted(before.keys() | after.keys())]
    worst_first = list(Change)
    return sorted(compared, key=lambda one: worst_first.index(one.change))


def _compare(cell: str, before: Recording | None, after: Recording | None) -> Compared:
    if before is None or after is None:
        return Compared(cell, Change.NEW if before is None else Change.MISSING)
    if before.outcome is not after.outcome:
        return Compared(cell, Change.OUTCOME, (f"{_label(before)} became {_label(after)}",))
    details = [f"status {before.status} became {after.status}"] if before.status != after.status else []
    details += differences(before.body, after.body)
    return Compared(cell, Change.SHAPE if details else Change.SAME, tuple(details))


def _label(recording: Recording) -> str:
    return outcome_label(recording.outcome, recording.status)
