"""Which cells a declaration means, by what is known of cells, operations, and the run without the mutant."""

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
