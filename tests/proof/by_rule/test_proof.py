"""The proof over the whole catalogue, by rule."""

from dataclasses import replace

import pytest

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell, Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.proof.by_rule import proof
from token_conformance.proof.by_rule.answers import Calls, Outcomes, calls_of
from token_conformance.proof.by_rule.breakages import BREAKAGES, INFERRED, negated
from token_conformance.proof.by_rule.proof import differences, expectations, prove_by_rule
from token_conformance.proof.by_rule.selection import CallsOf, among

CALLS = calls_of(["jsm"])
FIRST, SECOND = list(CALLS)[:2]


@pytest.fixture
def at_edge(monkeypatch: pytest.MonkeyPatch) -> dict[Cell, Outcome]:
    """What a sound edge shows, without an edge: each cell as expected; a test may change it."""
    shown = dict.fromkeys(CALLS, Outcome.STRANGER) | dict(expectations(CALLS))
    monkeypatch.setattr(proof, "outcomes", lambda _, **broken: _broken(shown) if broken else shown)
    return shown


def _broken(shown: Outcomes) -> Outcomes:
    """An edge that shows of every cell what the first breakage makes of its cells."""
    selected = among(BREAKAGES[0].cells, CALLS)
    return {cell: BREAKAGES[0].outcome if cell in selected else outcome for cell, outcome in shown.items()}


@pytest.mark.usefixtures("at_edge")
def test_a_breakage_turns_exactly_its_cells_red(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The inference is broken in turn, too."""
    monkeypatch.setattr(proof, "BREAKAGES", BREAKAGES[:1])
    assert 0 == prove_by_rule(["jsm"])
    lines = capsys.readouterr().out.splitlines()
    assert "the edge without S1: Jira's site accepts a scoped token. (75 of 299 cells): as declared" == lines[0]
    assert "the inference with the opposite of S1+S3 (72 of 299 cells): as declared" in lines


@pytest.mark.usefixtures("at_edge")
def test_a_cell_that_moves_without_being_declared_is_no_proof(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, with what it should have stayed."""
    monkeypatch.setattr(proof, "BREAKAGES", [replace(BREAKAGES[0], cells=[])])
    assert 1 == prove_by_rule(["jsm"])
    printed = capsys.readouterr()
    assert "is not one of its cells, so it should stay stranger, and is recognised" in printed.err
    assert "(0 of 299 cells): 75 not as declared" in printed.out


@pytest.mark.usefixtures("at_edge")
def test_a_cell_that_is_declared_and_stays_is_no_proof(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A breakage that does not reach a cell says nothing of its check."""
    cells = [*BREAKAGES[0].cells, CallsOf(credential=Credential.UNSCOPED, form=UrlForm.GATEWAY, app="jira")]
    monkeypatch.setattr(proof, "BREAKAGES", [replace(BREAKAGES[0], cells=cells, outcome=Outcome.STRANGER)])
    assert 1 == prove_by_rule(["jsm"])
    assert "was declared to become stranger, and is recognised" in capsys.readouterr().err


@pytest.mark.usefixtures("at_edge")
def test_an_inference_from_other_cells_is_no_proof(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cell that is declared and not inferred from the rule is named, and one that is inferred and not declared."""
    monkeypatch.setattr(proof, "BREAKAGES", ())
    monkeypatch.setattr(proof, "INFERRED", {"S1+S2": INFERRED["S1+S3"], "S1+S3": []})
    assert 1 == prove_by_rule(["jsm"])
    printed = capsys.readouterr().err
    assert "/scoped-site is not inferred from it\n" in printed
    assert "/scoped-site is inferred from it, too\n" in printed


def test_cells_that_are_not_as_expected_prove_nothing(at_edge: dict[Cell, Outcome]) -> None:
    """The first one is named."""
    cell = next(iter(expectations(CALLS)))
    at_edge[cell] = Outcome.GONE
    with pytest.raises(UserError, match=f"{cell.id} is not as expected even without a breakage"):
        prove_by_rule(["jsm"])


def test_every_difference_is_named() -> None:
    """A cell that changes as declared is none."""
    before = {FIRST: Outcome.STRANGER, SECOND: Outcome.STRANGER}
    declared = {FIRST: Outcome.RECOGNISED}
    assert [] == list(differences(declared, before, before | declared))
    assert [
        f"{FIRST.id} was declared to become recognised, and is stranger",
        f"{SECOND.id} is not one of its cells, so it should stay stranger, and is gone",
    ] == list(differences(declared, before, before | {SECOND: Outcome.GONE}))


def test_the_inference_is_whole_again_afterwards() -> None:
    """Another proof in the same process is not touched."""
    before = expectations(CALLS)
    with negated("S1+S4"):
        assert expectations(CALLS) != before
    assert expectations(CALLS) == before


def every_call() -> Calls:
    """All published calls."""
    return calls_of(["jira-platform-v3", "jira-platform-v2", "jira-software", "jsm", "confluence-v1", "confluence-v2"])


@pytest.mark.slow
def test_every_expected_cell_of_a_site_is_of_one_rule() -> None:
    """The selections of the inference do not overlap, and only what was removed is of none of them."""
    calls = every_call()
    by_rule = [among(cells, calls) for cells in INFERRED.values()]
    assert sum(map(len, by_rule)) == len(frozenset().union(*by_rule))
    rest = expectations(calls).keys() - frozenset().union(*by_rule)
    assert {Outcome.GONE} == {expectations(calls)[cell] for cell in rest}


@pytest.mark.nightly
@pytest.mark.slow
def test_every_rule_is_proved_over_the_whole_catalogue() -> None:
    """At the edge and in the inference: `token-conformance mutants --catalogue`."""
    assert 0 == prove_by_rule()
