"""From outcomes to verdicts."""

import datetime as dt

import pytest

from token_conformance.deviations import Deviation
from token_conformance.judge import judge
from token_conformance.model import Cell, Credential, Endpoint, Grade, Outcome, Product, UrlForm
from token_conformance.results import Verdict

ENDPOINT = Endpoint(
    Product.JIRA_PLATFORM,
    "get-issue",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    open_at=frozenset({UrlForm.SITE}),
)
HIDDEN = Deviation(
    endpoint=ENDPOINT.id,
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    outcome=Outcome.HIDDEN,
    grade=Grade.RECORDED,
    source="CLOUD-12617",
    date=dt.date(2025, 5, 15),
    effect="The issue seems not to exist.",
    file="deviations.toml",
    line=1,
)
UNSCOPED_AT_SITE = Cell(ENDPOINT, Credential.UNSCOPED, UrlForm.SITE)
NONE_AT_GATEWAY = Cell(ENDPOINT, Credential.NONE, UrlForm.GATEWAY)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome.HIDDEN, Verdict.KNOWN),
        (Outcome.WORKS, Verdict.IMPROVED),
        (Outcome.UNAUTHENTICATED, Verdict.CHANGED),
        (Outcome.UNREACHABLE, Verdict.CHANGED),
    ],
)
def test_a_deviation_is_known_only_by_its_exact_outcome(outcome: Outcome, verdict: Verdict) -> None:
    """Another refusal than the declared one is a change, not the same failure."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), HIDDEN, outcome, "")
    assert (verdict, Outcome.HIDDEN) == (judgement.verdict, judgement.expected)


@pytest.mark.parametrize("outcome", Outcome)
def test_without_a_deviation_only_working_passes(outcome: Outcome) -> None:
    """The requirement of every cell of the matrix is that it works."""
    judgement = judge(Cell(ENDPOINT, Credential.UNSCOPED, UrlForm.SITE), None, outcome, "")
    assert (outcome is Outcome.WORKS) == (judgement.verdict is Verdict.PASSED)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_stranger_must_be_refused_and_a_fault_of_the_run_is_no_refusal(outcome: Outcome) -> None:
    """Neither a working answer nor an unreachable host proves that a stranger is kept out."""
    judgement = judge(Cell(ENDPOINT, Credential.NONE, UrlForm.GATEWAY), None, outcome, "")
    refused = {"empty", "hidden", "unauthenticated", "forbidden", "scope-mismatch", "gone"}
    assert (outcome in refused) == (judgement.verdict is Verdict.PASSED)


def test_an_open_endpoint_must_be_open() -> None:
    """A stale claim of openness fails."""
    cell = Cell(ENDPOINT, Credential.NONE, UrlForm.SITE)
    assert Verdict.PASSED is judge(cell, None, Outcome.WORKS, "").verdict
    assert Verdict.FAILED is judge(cell, None, Outcome.HIDDEN, "").verdict


def test_the_message_names_cell_expectation_and_what_came_back() -> None:
    """A failure can be understood without opening anything."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), HIDDEN, Outcome.FORBIDDEN, "403 no")
    assert (
        "changed: GET /rest/api/3/issue/{issueIdOrKey}, scoped at site: expected hidden, got forbidden (403 no)"
        == judgement.message
    )


@pytest.mark.parametrize(
    ("cell", "outcome", "detail", "expected", "message"),
    [
        (UNSCOPED_AT_SITE, Outcome.HIDDEN, "404 no", Outcome.WORKS, "expected works, got hidden (404 no)"),
        (UNSCOPED_AT_SITE, Outcome.WORKS, "", Outcome.WORKS, "expected works, got works"),
        (NONE_AT_GATEWAY, Outcome.WORKS, "200 {}", None, "expected a refusal, got works (200 {})"),
    ],
)
def test_every_message_says_what_was_expected_and_what_came(
    cell: Cell, outcome: Outcome, detail: str, expected: Outcome | None, message: str
) -> None:
    """With what came back, where there is something to tell."""
    judgement = judge(cell, None, outcome, detail)
    assert expected is judgement.expected
    assert f"{ENDPOINT.operation}, {cell.credential} at {cell.url_form}: {message}" == judgement.message


def test_a_known_deviation_gives_its_reason() -> None:
    """Its evidence stands in the report of the run."""
    judgement = judge(Cell(ENDPOINT, Credential.SCOPED, UrlForm.SITE), HIDDEN, Outcome.HIDDEN, "404 no")
    assert HIDDEN.reason == judgement.message
