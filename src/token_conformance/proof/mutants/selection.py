"""What a run has found in a cell, as far as a mutant can move it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import fnmatchcase
from typing import Self

from token_conformance.catalogue.operations import Operation, published
from token_conformance.model.cell import Cell, Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.suite_run import Fingerprints
from token_conformance.suite.cell_run import CellRun


@dataclass(frozen=True)
class Fingerprint:
    """A cell's verdict and outcome, and its answer: what of it is telling, scrubbed, with the day of recording.

    `outcome` and `status` are None where there was no answer; `body` is whole, unlike that of the results.
    """

    verdict: Verdict
    outcome: Outcome | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: str
    recorded: date | None

    @classmethod
    def of(cls, cell_run: CellRun) -> Self:
        """The fingerprint of a cell that has been run."""
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
        """The names of the parts in which another one differs."""
        names = (field.name for field in fields(self))
        return frozenset(name for name in names if getattr(self, name) != getattr(other, name))

    def __str__(self) -> str:
        return f"{self.verdict}: {self.outcome}" if self.outcome else str(self.verdict)


Patterns = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """All conditions hold for a cell that is meant; one that is left out holds for every cell.

    `columns`, `endpoints`, `without` (endpoints that are not meant) and `operations` are patterns such as `*-site`.
    `anonymous`, `classic` and `any_granular` speak of the published operation, `open` of the endpoint. `was` is what
    the cell came to without the mutant, and `strangers` what a stranger at the site came to at its endpoint.
    """

    columns: Patterns = ("*",)
    endpoints: Patterns = ("*",)
    without: Patterns = ()
    operations: Patterns = ("*",)
    anonymous: bool | None = None
    open: bool | None = None
    classic: Sequence[str] | None = None
    any_granular: Sequence[str] | None = None
    was: Sequence[str] | None = None
    strangers: str | None = None

    def among(self, before: Fingerprints) -> list[Cell]:
        """The cells that are meant, of those of a run without the mutant."""
        strangers = {cell.endpoint: seen for cell, seen in before.items() if _is_stranger_at_site(cell)}
        return [cell for cell, seen in before.items() if self._means(cell, seen, strangers[cell.endpoint])]

    def _means(self, cell: Cell, seen: Fingerprint, stranger: Fingerprint) -> bool:
        return (
            self._names(cell)
            and self._describes(published()[cell.endpoint.operation])
            and self.open in {None, bool(cell.endpoint.open_at)}
            and (self.was is None or seen.outcome in self.was)
            and self.strangers in {None, stranger.outcome}
        )

    def _names(self, cell: Cell) -> bool:
        name, endpoint = cell.column, cell.endpoint
        is_left_out = _matches(endpoint.id, self.without)
        is_named = _matches(endpoint.id, self.endpoints) and _matches(endpoint.operation, self.operations)
        return _matches(name, self.columns) and is_named and not is_left_out

    def _describes(self, operation: Operation) -> bool:
        return (
            self.anonymous in {None, operation.anonymous}
            and (self.classic is None or operation.classic == set(self.classic))
            and (self.any_granular is None or not operation.granular.isdisjoint(self.any_granular))
        )


def _is_stranger_at_site(cell: Cell) -> bool:
    return (cell.credential, cell.url_form) == (Credential.NONE, UrlForm.SITE)


def _matches(name: str, patterns: Patterns) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
