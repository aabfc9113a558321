"""Selects the cells of a declaration by properties of cells and operations, and by the run without the mutant."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from token_conformance.catalogue.operations import Operation, published
from token_conformance.model.cell import Cell, Credential, UrlForm
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.suite_run import Fingerprints

Patterns = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A cell is selected if it meets all conditions; a condition that is left out is met by every cell.

    `columns`, `endpoints`, `without` (endpoints to exclude) and `operations` are patterns such as `*-site`.
    `anonymous`, `classic` and `any_granular` are properties of the published operation, `open` of the endpoint. `was`
    lists outcomes of the cell without the mutant, and `strangers` is the outcome of an anonymous caller at the site.
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
        """The selected cells among those of a run without the mutant."""
        strangers = {cell.endpoint: fingerprint for cell, fingerprint in before.items() if _is_stranger_at_site(cell)}
        return [cell for cell, was in before.items() if self._selects(cell, was, strangers.get(cell.endpoint))]

    def _selects(self, cell: Cell, was: Fingerprint, stranger: Fingerprint | None) -> bool:
        return (
            self._names(cell)
            and self._describes(published()[cell.endpoint.operation])
            and self.open in {None, bool(cell.endpoint.open_at)}
            and (self.was is None or was.outcome in self.was)
            and (self.strangers is None or (stranger is not None and stranger.outcome == self.strangers))
        )

    def _names(self, cell: Cell) -> bool:
        name, endpoint = cell.column, cell.endpoint
        is_left_out = matches(endpoint.id, self.without)
        is_named = matches(endpoint.id, self.endpoints) and matches(endpoint.operation, self.operations)
        return matches(name, self.columns) and is_named and not is_left_out

    def _describes(self, operation: Operation) -> bool:
        return (
            self.anonymous in {None, operation.anonymous}
            and (self.classic is None or operation.classic == set(self.classic))
            and (self.any_granular is None or not operation.granular.isdisjoint(self.any_granular))
        )


def _is_stranger_at_site(cell: Cell) -> bool:
    return (cell.credential, cell.url_form) == (Credential.NONE, UrlForm.SITE)


def matches(name: str, patterns: Patterns) -> bool:
    """Whether a name matches one of the patterns."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
