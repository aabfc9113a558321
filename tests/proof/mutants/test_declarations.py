"""From the declaration of a mutant to the effect on each cell."""

import pytest

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.baselines import AS_IT_IS
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.mutant import INCONCLUSIVE, Change, Differs, Effect, Ends, Mutant
from token_conformance.proof.mutants.selection import Selection

Made = dict[Cell, Fingerprint]

DOWN = Ends(Verdict.FAILED, Outcome.SERVER_ERROR)


def declared(before: Made, *changes: Change) -> dict[str, Effect]:
    """The effects that a mutant declares, by column."""
    effects = Mutant("gateway-naps", "The gateway naps.", AS_IT_IS, changes).declared(before)
    return {cell.column: effect for cell, effect in effects.items()}


@pytest.mark.parametrize(
    ("selection", "columns"),
    [
        (Selection(columns=["*-gateway"]), {"unscoped-gateway", "scoped-gateway", "none-gateway", "invalid-gateway"}),
        (Selection(columns=["scoped-site"], anonymous=False, open=False), {"scoped-site"}),
        (Selection(was=["unauthenticated"], columns=["scoped-*", "none-site"]), {"scoped-site", "none-site"}),
        (Selection(strangers="unauthenticated", columns=["unscoped-site"]), {"unscoped-site"}),
        (Selection(operations=["GET /rest/api/3/*"], columns=["none-site"]), {"none-site"}),
        (Selection(classic=["read:jira-user"], columns=["none-site"]), {"none-site"}),
        (Selection(any_granular=["read:user:jira", "x"], columns=["none-site"]), {"none-site"}),
    ],
)
def test_a_selection_selects_the_cells_that_meet_all_conditions(
    before: Made, selection: Selection, columns: set[str]
) -> None:
    """The conditions are about column, operation, scopes and the outcome without the mutant."""
    assert columns == {cell.column for cell in selection.among(before)}


@pytest.mark.parametrize(
    "selection",
    [
        Selection(columns=["nobody-*"]),
        Selection(endpoints=["confluence/*"]),
        Selection(without=["*/myself"]),
        Selection(operations=["POST *"]),
        Selection(anonymous=True),
        Selection(open=True),
        Selection(was=["gone"]),
        Selection(strangers="empty"),
        Selection(classic=[]),
        Selection(any_granular=["read:page:confluence"]),
    ],
)
def test_a_selection_of_no_cell_is_refused(before: Made, selection: Selection) -> None:
    """A typing error must not leave a declaration without an effect."""
    with pytest.raises(UserError, match="gateway-naps: change 1 selects no cell"):
        declared(before, Change(selection, DOWN))


def test_a_cell_is_declared_once(before: Made) -> None:
    """One of two declarations would be wrong."""
    first, second = Selection(columns=["none-*"]), Selection(columns=["*-site"])
    with pytest.raises(UserError, match="change 2 selects jira-platform/myself/none-site, which an earlier change"):
        declared(before, Change(first, DOWN), Change(second, DOWN))


@pytest.mark.parametrize("control", ["unscoped-site", "scoped-gateway"])
def test_what_depends_on_a_failed_control_is_inconclusive(before: Made, control: str) -> None:
    """Six cells are not judged, also if they have a declaration; the other control is judged."""
    effects = declared(
        before,
        Change(Selection(columns=[control]), DOWN),
        Change(Selection(columns=["none-site"]), Differs(frozenset({"body"}))),
    )
    assert DOWN == effects.pop(control)
    assert {INCONCLUSIVE} == set(effects.values())
    dependent = {cell.column for cell in before if not cell.is_positive_control}
    assert dependent == effects.keys() - {"unscoped-site", "scoped-gateway"} == effects.keys()


def test_a_control_that_only_differs_leaves_the_others_judged(before: Made) -> None:
    """Another cell that fails does so too."""
    control = Change(Selection(columns=["unscoped-site"]), Differs(frozenset({"headers"})))
    other = Change(Selection(columns=["none-site"]), DOWN)
    assert {"unscoped-site", "none-site"} == declared(before, control, other).keys()
