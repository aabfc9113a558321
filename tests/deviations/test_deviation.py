"""The texts of a deviation in reports and results."""

import datetime as dt
from dataclasses import replace

import pytest

from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import unknown_cells
from token_conformance.model.cell import Credential, Endpoint, Product, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

OBSERVED = Deviation(
    endpoint="jira-platform/get-issue",
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    outcome=Outcome.HIDDEN,
    grade=Grade.RECORDED,
    source="CLOUD-12617",
    date=dt.date(2025, 5, 15),
    effect="Looks as if the issue did not exist.",
    file="deviations.toml",
    line=1,
)

UNDATED = Deviation(
    endpoint="jira-platform/search-issues",
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    outcome=Outcome.EMPTY,
    grade=Grade.REPORTED,
    source="several public clients",
    effect="Success without an issue.",
    file="deviations.toml",
    line=11,
)

INFERRED = Deviation(
    endpoint="jira-software/get-board",
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    outcome=Outcome.UNAUTHENTICATED,
    grade=Grade.INFERRED,
    rule="S3",
    rests_on="anonymous = no",
    effect="Fails openly.",
    file="deviations.toml",
    line=20,
)


def test_a_deviation_is_named_after_its_cell() -> None:
    """A deviation and its cell have the same id."""
    assert "jira-platform/get-issue/scoped-site" == OBSERVED.cell


@pytest.mark.parametrize(
    ("deviation", "reason"),
    [
        (OBSERVED, "hidden, recorded 2025-05-15 (CLOUD-12617): Looks as if the issue did not exist."),
        (UNDATED, "empty, reported without a date (several public clients): Success without an issue."),
        (INFERRED, "unauthenticated, inferred from S3 (anonymous = no): Fails openly."),
    ],
)
def test_the_reason_says_outcome_evidence_and_effect(deviation: Deviation, reason: str) -> None:
    """The report of a test says in one line what is known, from which source, and what it means."""
    assert reason == deviation.reason


@pytest.mark.parametrize(
    ("deviation", "evidence"),
    [
        (OBSERVED, {"source": "CLOUD-12617", "date": "2025-05-15"}),
        (UNDATED, {"source": "several public clients"}),
        (INFERRED, {"rule": "S3", "rests_on": "anonymous = no"}),
    ],
)
def test_the_facts_are_what_the_file_says(deviation: Deviation, evidence: dict[str, str]) -> None:
    """A result has each declared value as a text, and no other value."""
    declared = {"outcome": deviation.outcome, "grade": deviation.grade, "effect": deviation.effect}
    assert declared | evidence == deviation.facts()


def test_an_endpoint_that_no_suite_has_is_reported_with_the_nearest() -> None:
    """The deviation of a renamed or mistyped endpoint is noticed."""
    get_issue = Endpoint(Product.JIRA_PLATFORM, "get-issue", "GET /rest/api/3/issue/{issueIdOrKey}")
    get_boards = Endpoint(Product.JIRA_SOFTWARE, "get-boards", "GET /rest/agile/1.0/board")
    deviations = {deviation.cell: deviation for deviation in (OBSERVED, INFERRED)}
    assert [
        (
            'deviations.toml:20: key "endpoint" names "jira-software/get-board", which is not in any suite; '
            'did you mean "jira-software/get-boards"?'
        )
    ] == unknown_cells(deviations, [get_issue, get_boards])


def test_the_remedy_of_an_endpoint_that_is_like_no_other_is_to_correct_or_delete_it() -> None:
    """No name is suggested that is not near."""
    assert [
        (
            'deviations.toml:20: key "endpoint" names "jira-software/get-board", which is not in any suite; '
            "correct the name or delete the entry"
        )
    ] == unknown_cells({INFERRED.cell: INFERRED}, [])


def test_only_the_first_unknown_cells_are_listed() -> None:
    """The last line says that there are more."""
    deviations = {str(number): replace(OBSERVED, endpoint=f"x/{number}") for number in range(21)}
    lines = unknown_cells(deviations, [])
    assert 21 == len(lines)
    assert "and more problems" == lines[-1]
    assert 20 == len(unknown_cells(dict(list(deviations.items())[:20]), []))


def test_what_contradicts_a_deviation_is_in_its_reason_and_its_facts() -> None:
    """Its reader sees both sides."""
    contradicted = replace(INFERRED, against="404, reported (a client)")
    evidence = "inferred from S3 (anonymous = no); against: 404, reported (a client)"
    assert f"unauthenticated, {evidence}: Fails openly." == contradicted.reason
    assert INFERRED.facts() | {"against": "404, reported (a client)"} == contradicted.facts()
