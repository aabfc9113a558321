"""The problems of a mutant that was not killed as declared: one sentence names the mutant and the cell."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.baselines import AS_IT_IS
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.kill import problems
from token_conformance.proof.mutants.mutant import Differs, Effect, Ends, Mutant

Made = dict[Cell, Fingerprint]

MUTANT = Mutant("gateway-naps", "The gateway naps.", AS_IT_IS, ())
GONE = Ends(Verdict.FAILED, Outcome.GONE)


def found(declared: Mapping[str, Effect], before: Made, after: Made) -> list[str]:
    """The problems of a mutant that declares effects by column."""
    effects = {cell: declared[cell.column] for cell in before if cell.column in declared}
    return list(problems(MUTANT, effects, before, after))


def failing(before: Made, column: str, outcome: Outcome = Outcome.GONE) -> Made:
    """The run with one cell failing."""
    (cell,) = (cell for cell in before if cell.column == column)
    return before | {cell: replace(before[cell], verdict=Verdict.FAILED, outcome=outcome, status=410)}


def test_what_is_as_declared_is_not_a_problem(before: Made) -> None:
    """A mutant that changes its cell is killed, and so is one that declares and changes nothing."""
    assert [] == found({"unscoped-gateway": GONE}, before, failing(before, "unscoped-gateway"))
    assert [] == found({}, before, before)


def test_a_cell_that_was_declared_and_did_not_change_is_named(before: Made) -> None:
    """A check that the mutant does not reach proves nothing."""
    (problem,) = found({"unscoped-gateway": GONE}, before, before)
    cell = "jira-platform/myself/unscoped-gateway"
    assert f"gateway-naps: {cell} was declared to become failed: gone; it is still passed: works" == problem


def test_a_cell_that_changed_and_was_not_declared_is_named(before: Made) -> None:
    """A mutant that also changes another cell was not understood."""
    (problem,) = found({}, before, failing(before, "invalid-site"))
    change = "it was passed: unauthenticated and is failed: gone (outcome, status, verdict differ)"
    assert f"gateway-naps: jira-platform/myself/invalid-site changed, and no declaration names it: {change}" == problem


def test_a_cell_that_ended_differently_is_named(before: Made) -> None:
    """A change is not enough: it must be the declared one."""
    after = failing(before, "unscoped-gateway", Outcome.SERVER_ERROR)
    (problem,) = found({"unscoped-gateway": GONE}, before, after)
    assert "to become failed: gone; it was passed: works and is failed: server-error (outcome, status" in problem


def test_another_end_is_another_verdict_or_outcome(before: Made) -> None:
    """Other headers alone are not another end, although the end is as declared."""
    (cell,) = (cell for cell in before if cell.column == "scoped-site")
    after = before | {cell: replace(before[cell], headers=(("server", "nginx"),))}
    same = Ends(before[cell].verdict, before[cell].outcome)
    assert 1 == len(found({"scoped-site": same}, before, after))


@pytest.mark.parametrize("parts", [{"body"}, {"headers"}, {"body", "headers"}])
def test_other_parts_than_the_declared_ones_are_a_problem(before: Made, parts: set[str]) -> None:
    """A header that is dropped does not change the body."""
    (cell,) = (cell for cell in before if cell.column == "scoped-site")
    after = before | {cell: replace(before[cell], headers=(("server", "nginx"),))}
    lines = found({"scoped-site": Differs(frozenset(parts))}, before, after)
    assert (parts == {"headers"}) == (lines == [])
