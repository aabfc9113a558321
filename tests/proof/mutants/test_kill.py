"""The problems of a mutant that was not killed as declared: one sentence names the mutant and the cell."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from token_conformance.edge.server.request_log import LoggedRequest
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants import kill as killing
from token_conformance.proof.mutants import observed
from token_conformance.proof.mutants.baselines import AS_IT_IS
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.kill import kill, problems
from token_conformance.proof.mutants.mutant import Differs, Effect, Ends, Mutant
from token_conformance.proof.mutants.setup import Setup
from token_conformance.proof.mutants.suite_run import SuiteRun
from token_conformance.proof.mutants.switches import SWITCHES

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


def request(rule: str = "S1", credential: str = "unscoped") -> LoggedRequest:
    """A request of a run without a mutant."""
    return LoggedRequest(0.0, "GET", "host", "/", "", credential, "test", 200, rule)


@pytest.fixture
def ran(before: Made, monkeypatch: pytest.MonkeyPatch) -> list[Setup]:
    """The setups in which the suites are run; every run shows the same cells, and observations are as usual."""
    ran: list[Setup] = []

    def run(setup: Setup) -> SuiteRun:
        ran.append(setup)
        return SuiteRun(before, (request(),))

    monkeypatch.setattr(killing, "run_suites", run)
    monkeypatch.setattr(killing, "baseline", lambda _: SuiteRun(before, (request(),)))
    monkeypatch.setattr(observed, "agreement", lambda _: dict.fromkeys(observed.usual(Setup().make_state), True))
    monkeypatch.setattr(observed, "usual", lambda _: {"removed-search-v3": True})
    return ran


def test_a_mutant_that_no_request_of_the_suites_meets_is_not_run_with_them(ran: list[Setup]) -> None:
    """Its cells are those without it; its observations are asked for, and one that stays the same is named."""
    [*_, problem] = kill("removed-operations-are-not-found").problems
    assert [] == ran
    assert "removed-operations-are-not-found: the observation removed-search-v3 was declared to differ" in problem


def test_a_mutant_that_a_request_meets_is_run(ran: list[Setup], monkeypatch: pytest.MonkeyPatch) -> None:
    """Then its cells may differ."""
    monkeypatch.setitem(SWITCHES, "removed-operations-are-not-found", reaching("S1"))
    kill("removed-operations-are-not-found")
    assert 1 == len(ran)


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize(("rule", "faults"), [("S1", 1), ("S5", 0)])
def test_a_mutant_of_the_optional_columns_leaves_the_others_alone(
    monkeypatch: pytest.MonkeyPatch, rule: str, faults: int
) -> None:
    """They are not run with it, so a mutant that may change them is refused."""
    mutant = Mutant("x", "A mutant.", "a service account, by Bearer", ())
    monkeypatch.setattr(killing, "mutants", lambda: {"x": mutant})
    monkeypatch.setattr(killing, "SWITCHES", {"x": reaching(rule)})
    assert faults == len(kill("x").problems)


def reaching(rule: str) -> Callable[[Setup], Setup]:
    """A switch that changes the answers by a rule."""
    return lambda setup: replace(setup, reach=lambda request: request.rule == rule)
