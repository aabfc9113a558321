"""The differences between two runs, cell by cell."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.model.cell import CATALOGUE, Credential, UrlForm
from token_conformance.model.outcome import SUCCESSES
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

    OBSERVED = "observed"
    """It is open, in one of the runs at least, and its outcome is another one: nobody knows which of them is right."""

    NEW = "new"
    """It did not have an outcome before."""

    NOT_SENT = "not sent"
    """It had an outcome, and the later run left it out: it writes, or the tenant or the tokens lack what it needs."""


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


def differences(
    before: Iterable[CellResult], after: Iterable[CellResult], absent: Container[str] = ()
) -> list[Difference]:
    """The cells whose outcome differs, in the order of the later run; those that are gone come last.

    If the later run has none of the optional cells of a kind, its user has not asked for them, and they are not gone.
    The cells of the whole catalogue are such a kind.
    `absent` are the products that the tenant of the later run does not have.
    """
    before, after = list(before), list(after)
    new = _observed(after)
    left_out = {cell.cell for cell in after if cell.verdict is Verdict.NOT_OBSERVED}
    left_out |= {cell.cell for cell in before if cell.product in absent}
    asked = set(map(_option, new.values())) | {None}
    old = _observed(cell for cell in before if _option(cell) in asked)
    missing = {name: Change.NOT_SENT if name in left_out else Change.GONE for name in old.keys() - new.keys()}
    return [
        Difference(change, old.get(name), new.get(name))
        for name in dict.fromkeys([*new, *old])
        if (change := missing.get(name) or _change(old.get(name), new[name]))
    ]


def is_as_needed(cell: CellResult) -> bool:
    """Whether a cell works, or knows its caller; for a control, whether the stranger is refused."""
    return cell.verdict is Verdict.PASSED if cell.expected is None else cell.outcome in SUCCESSES


def _option(cell: CellResult) -> str | None:
    """What the user must ask for to have the cell in a run; None if every run has it."""
    if cell.api:
        return CATALOGUE
    if cell.credential is Credential.SERVICE_ACCOUNT:
        return cell.credential
    return cell.url_form if cell.url_form is UrlForm.SITE_GATEWAY else None


def _observed(cells: Iterable[CellResult]) -> dict[str, CellResult]:
    return {cell.cell: cell for cell in cells if cell.outcome is not None}


def _change(before: CellResult | None, after: CellResult) -> Change | None:
    if before is None:
        return Change.NEW
    if Verdict.OPEN in {before.verdict, after.verdict}:
        return Change.OBSERVED if before.outcome is not after.outcome else None
    if is_as_needed(before) != is_as_needed(after):
        return Change.REGRESSED if is_as_needed(before) else Change.IMPROVED
    return Change.CHANGED if before.outcome is not after.outcome else None
