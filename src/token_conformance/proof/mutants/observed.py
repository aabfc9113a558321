"""Mutants judged by the published observations: which of them the edge of a setup answers as Atlassian was seen to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from token_conformance.catalogue.evidence import Observation, observations
from token_conformance.edge.tenant.state import State
from token_conformance.errors import UserError
from token_conformance.proof.fidelity.ask import compared, edge_to_ask
from token_conformance.proof.mutants.selection import Patterns, matches
from token_conformance.proof.mutants.setup import Setup

Agreement = Mapping[str, bool]
"""Whether the edge's answer agrees, by the id of each observation."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Observations that a mutant changes: those that meet all conditions. `agree` says what becomes of each.

    `ids`, `without` (ids to exclude), `credentials` and `forms` are patterns; `status` lists observed statuses.
    """

    ids: Patterns = ("*",)
    without: Patterns = ()
    credentials: Patterns = ("*",)
    forms: Patterns = ("*",)
    status: Sequence[int] | None = None
    agree: bool = False

    def among(self, rows: Sequence[Observation]) -> list[str]:
        """The ids of the selected observations."""
        return [row.id for row in rows if self._selects(row)]

    def _selects(self, row: Observation) -> bool:
        return (
            matches(row.id, self.ids)
            and not matches(row.id, self.without)
            and matches(row.credential, self.credentials)
            and matches(row.url_form, self.forms)
            and (self.status is None or row.status in self.status)
        )


def declared(mutant: str, changes: Sequence[Rows]) -> Agreement:
    """Whether each observation that a mutant changes agrees with it.

    Raises UserError if a declaration selects no observation, or one that an earlier declaration selects too.
    """
    found: dict[str, bool] = {}
    for number, change in enumerate(changes, start=1):
        selected = change.among(observations())
        if not selected:
            raise UserError(f"{mutant}: observations {number} selects none; correct its selection or delete it")
        if twice := [id_ for id_ in selected if id_ in found]:
            raise UserError(f"{mutant}: observations {number} selects {twice[0]}, which an earlier one selects too")
        found |= dict.fromkeys(selected, change.agree)
    return found


def agreement(setup: Setup) -> Agreement:
    """Ask the edge of a setup for every observation."""
    state = setup.make_state()
    with edge_to_ask(state, setup.world, [make(state) for make in setup.faults]) as edge:
        return {row.id: not differences for row, differences in compared(edge).items()}


@cache
def usual(make_state: Callable[[], State]) -> Agreement:
    """The agreement of the usual edge with a tenant, which is asked once per process."""
    return agreement(Setup(make_state=make_state))


def problems(mutant: str, effects: Agreement, before: Agreement, after: Agreement) -> Iterator[str]:
    """One sentence for each observation that did not change as declared, or changed without being declared."""
    for id_, was in before.items():
        wanted = effects.get(id_, was)
        if id_ in effects and wanted == was:
            yield f"{mutant}: {id_} was declared to {_verb(wanted)}, but does so without the mutant"
        elif after[id_] != wanted:
            said = f"was declared to {_verb(wanted)}" if id_ in effects else "changed, and no declaration names it"
            yield f"{mutant}: the observation {id_} {said}: with the mutant it {_verb(after[id_])}s"


def _verb(agrees: bool) -> str:  # noqa: FBT001  # the value of an agreement
    return "agree" if agrees else "differ"
