"""The endpoint suites and their deviations agree with each other, the catalogue and CLOUD-12617; nothing is run."""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from token_conformance.catalogue.operations import Operation, published
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import load, unknown_cells
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Endpoint, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.tenant import SEEDED
from token_conformance.suite.collection import Suites

SUITES = Path(__file__).parents[2] / "suites" / "endpoints"

Deviations = Mapping[str, Deviation]

Requirements = Mapping[Endpoint, Callable[..., None]]
"""The test function of each endpoint."""

OPEN_AT_SITE = {"jira-platform/get-server-info", "jira-service-management/get-info"}

UNDATED = "jira-platform/search-issues/scoped-site"
"""The one observation that was published without a date."""

RESTS_ON: Mapping[tuple[str, str], Callable[[Operation], bool]] = {
    ("S1+S2", "anonymous = yes"): lambda row: row.app == "jira" and row.anonymous,
    ("S3", "anonymous = no"): lambda row: row.app == "jira" and not row.anonymous,
    ("C1", "api = confluence-v1"): lambda row: row.api == "confluence-v1",
    ("C1", "api = confluence-v2"): lambda row: row.api == "confluence-v2",
    ("G2", "classic_scopes and granular_scopes are empty"): lambda row: not row.classic | row.granular,
}
"""By rule and its basis, whether an operation's row of the catalogue has that basis."""


@pytest.fixture(scope="module")
def requirements() -> Requirements:
    """Read what the suites' files declare."""
    return Suites(SUITES, Path()).requirements


@pytest.fixture(scope="module")
def deviations() -> Deviations:
    """Load the committed file, which declares no cell open."""
    declared = load(SUITES / "deviations.toml")
    deviations = {cell: entry for cell, entry in declared.items() if isinstance(entry, Deviation)}
    assert declared == deviations
    return deviations


def test_every_endpoint_is_a_published_operation(requirements: Requirements) -> None:
    """The sixty and more endpoints that integrations need are there, each with its row in the catalogue."""
    operations = [endpoint.operation for endpoint in requirements]
    assert len(operations) >= 60
    assert [] == [operation for operation in operations if operation not in published()]


def test_every_requirement_is_one_sentence(requirements: Requirements) -> None:
    """The suites read as a specification."""
    sentences = [test.__doc__ or "" for test in requirements.values()]
    assert [] == [sentence for sentence in sentences if "\n" in sentence or not sentence.endswith(".")]


def test_what_changes_the_tenant_says_so(requirements: Requirements) -> None:
    """Every call but a GET writes, except the search that is a POST for its length alone."""
    writing = {endpoint.id for endpoint in requirements if endpoint.writes}
    not_reading = {endpoint.id for endpoint in requirements if endpoint.method != "GET"}
    assert writing == not_reading - {"jira-platform/search-issues-by-post"}


def test_only_what_was_made_for_the_cell_is_changed(requirements: Requirements) -> None:
    """A call that writes to the thing in its path takes a disposable one."""
    disposables = {"disposable_issue", "disposable_page"}
    assert [] == [
        endpoint.id
        for endpoint, test in requirements.items()
        if endpoint.writes and "{" in endpoint.path_template
        if disposables.isdisjoint(inspect.signature(test).parameters)
    ]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"values": [], "issues": [], "results": [], "errors": {}}'])
def test_no_proof_holds_for_an_empty_success(requirements: Requirements, body: bytes) -> None:
    """An empty success never counts as working; only a file may have any content, but not none."""
    holding = {endpoint.id for endpoint, test in requirements.items() if proof_holds(test, body)}
    assert holding == ({"jira-platform/download-attachment"} if body else set())


def proof_holds(test: Callable[..., None], body: bytes) -> bool:
    """Whether a requirement is content with this body of a success."""
    answer = Answer("https://conformance-edge.atlassian.net/", 200, {}, body)
    names = {"disposable_issue": "SOFT-9", "disposable_page": "9", "transition": "11"}
    given = {"send": lambda **_: answer, "tenant": SEEDED, "caller": SEEDED.account_id, **names}
    try:
        test(**{name: given[name] for name in inspect.signature(test).parameters})
    except (AssertionError, LookupError, TypeError, ValueError):
        return False
    return True


def test_strangers_are_greeted_in_two_places_only(requirements: Requirements) -> None:
    """Endpoints that say nothing about the tenant are open at the site, and no others are open."""
    openings = {(endpoint.id, form) for endpoint in requirements for form in endpoint.open_at}
    assert {(endpoint, UrlForm.SITE) for endpoint in OPEN_AT_SITE} == openings


def test_a_scoped_token_fails_at_the_site_wherever_strangers_are_not_greeted(
    requirements: Requirements, deviations: Deviations
) -> None:
    """Each endpoint that is not open deviates there, and one more at the gateway, since it has no scopes."""
    at_site = {f"{endpoint.id}/scoped-site" for endpoint in requirements if endpoint.id not in OPEN_AT_SITE}
    assert at_site | {"jira-service-management/get-info/scoped-gateway"} == set(deviations)


def test_every_deviation_is_of_an_endpoint_that_exists(requirements: Requirements, deviations: Deviations) -> None:
    """No deviation outlives its endpoint."""
    assert [] == unknown_cells(deviations, requirements)


def test_the_seven_calls_fail_as_the_ticket_lists(deviations: Deviations) -> None:
    """CLOUD-12617 states the answer of seven calls."""
    ticket = [deviation for deviation in deviations.values() if deviation.source == "CLOUD-12617"]
    assert {
        "jira-platform/create-issue": Outcome.UNAUTHENTICATED,
        "jira-platform/get-issue": Outcome.HIDDEN,
        "jira-platform/list-projects": Outcome.EMPTY,
        "jira-platform/get-project": Outcome.HIDDEN,
        "jira-platform/valid-project-key": Outcome.UNAUTHENTICATED,
        "jira-platform/validate-project-key": Outcome.UNAUTHENTICATED,
        "jira-platform/find-users-v2": Outcome.EMPTY,
    } == {deviation.endpoint: deviation.outcome for deviation in ticket}


def test_an_inference_agrees_with_the_catalogue(requirements: Requirements, deviations: Deviations) -> None:
    """An inferred deviation is based on its operation's row, in a column that its rule names."""
    rows = {endpoint.id: published()[endpoint.operation] for endpoint in requirements}
    assert [] == [
        deviation.cell
        for deviation in deviations.values()
        if deviation.grade is Grade.INFERRED
        if not RESTS_ON[deviation.rule or "", deviation.rests_on or ""](rows[deviation.endpoint])
    ]


def test_a_rule_has_the_outcome_that_it_speaks_of(requirements: Requirements, deviations: Deviations) -> None:
    """S1+S2 hides named things and empties lists; the other rules refuse loudly."""
    rows = {endpoint.id: published()[endpoint.operation] for endpoint in requirements}
    assert {
        deviation.cell: outcome_by(deviation.rule, rows[deviation.endpoint])
        for deviation in deviations.values()
        if deviation.rule
    } == {deviation.cell: deviation.outcome for deviation in deviations.values() if deviation.rule}


def outcome_by(rule: str | None, row: Operation) -> Outcome:
    """What a rule makes of an operation, read as the head of the deviations file says."""
    if rule == "G2":
        return Outcome.SCOPE_MISMATCH
    if rule != "S1+S2" or row.name == "POST /rest/api/3/issue":
        return Outcome.UNAUTHENTICATED
    is_named = "{" in row.path or row.path == "/rest/api/3/user"
    return Outcome.HIDDEN if is_named else Outcome.EMPTY


def test_an_observation_says_where_and_when(deviations: Deviations) -> None:
    """Evidence has a source and a date, which the loader alone does not demand."""
    observed = [deviation for deviation in deviations.values() if deviation.grade is not Grade.INFERRED]
    assert [] == [deviation.cell for deviation in observed if not deviation.source]
    assert [UNDATED] == [deviation.cell for deviation in observed if not deviation.date]
