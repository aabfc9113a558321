"""The cells whose expectation rests on a rule, chosen by the columns of the tables and not by the inference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from token_conformance.catalogue.inference import SERVER_INFO
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.states import states
from token_conformance.model.cell import Cell, Credential, UrlForm

_GONE = 410


@dataclass(frozen=True, kw_only=True)
class CallsOf:
    """Cells of one credential at one URL form; a condition that is None is met by every call.

    `app` is `jira`, `confluence` or `family`. `anonymous` is the column of the tables. `has_scopes` is false for an
    operation that needs no scope of a scope set, and `is_open` true for those of them that answer every token. An
    operation `is_removed` if it is known to answer 410 to the unscoped token at the site.
    """

    credential: Credential
    form: UrlForm
    app: str | None = None
    anonymous: bool | None = None
    has_scopes: bool | None = None
    is_open: bool | None = None
    is_removed: bool | None = None

    def among(self, calls: Mapping[Cell, Operation]) -> frozenset[Cell]:
        """The cells of the calls that meet all conditions."""
        return frozenset(cell for cell, operation in calls.items() if self._selects(cell, operation))

    def _selects(self, cell: Cell, operation: Operation) -> bool:
        return (
            (cell.credential, cell.url_form) == (self.credential, self.form)
            and self.app in {None, "family" if operation.is_of_family else operation.app}
            and self.anonymous in {None, operation.anonymous}
            and self.has_scopes in {None, bool(operation.classic or operation.granular)}
            and self.is_open in {None, operation.path.endswith(SERVER_INFO)}
            and self.is_removed in {None, _is_removed(operation)}
        )


def _is_removed(operation: Operation) -> bool:
    state = states().find(operation.method, operation.path)
    return state is not None and state.status == _GONE


def among(selections: Iterable[CallsOf], calls: Mapping[Cell, Operation]) -> frozenset[Cell]:
    """The cells of any of the selections."""
    return frozenset(cell for selection in selections for cell in selection.among(calls))
