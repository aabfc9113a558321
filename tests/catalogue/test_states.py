"""The states of operations: every row is well formed, and requests find their row."""

import datetime as dt
import re

import pytest

from for_each import for_each
from token_conformance.catalogue.operations import family_operations, published, retired
from token_conformance.catalogue.states import OperationState, State, noted, states
from token_conformance.model.grade import Grade

ROWS = states().states


def test_there_is_one_row_for_each_operation() -> None:
    """A second row of the same operation and parameter would never be found."""
    assert len(ROWS) == len({(row.name, row.query) for row in ROWS}) == 258


@for_each("row", ROWS)
def test_a_row_has_its_evidence(row: OperationState) -> None:
    """Each statement has a grade and a source, and says what an API token gets."""
    assert row.evidence.grade in set(Grade)
    assert row.evidence.source
    assert row.api_token
    assert re.fullmatch(r"|\d{4}(-\d\d){0,2}", row.since)
    assert row.for_whom if row.state is State.APP_ONLY else not row.for_whom
    assert row.since or row.state is not State.GOING


@pytest.mark.parametrize(
    ("method", "path", "query", "state"),
    [
        ("GET", "/rest/api/3/search", "", State.GONE),
        ("GET", "/rest/api/3/search", "jql=x", State.GONE),
        ("POST", "/rest/api/2/webhook", "", State.APP_ONLY),
        ("GET", "/wiki/rest/api/content/12/child/page", "", State.UNPUBLISHED),
        ("GET", "/wiki/rest/api/content/{id}/child/{type}", "", State.UNPUBLISHED),
        ("GET", "/rest/api/3/user", "username=somebody", State.GONE),
        ("GET", "/rest/api/3/user", "accountId=1&username=", State.GONE),
        ("GET", "/wiki/rest/api/user/current", "", State.ALIVE),
    ],
)
def test_a_request_finds_its_state(method: str, path: str, query: str, state: State) -> None:
    """By its literal path, its template, or a query parameter."""
    found = states().find(method, path, query)
    assert found is not None
    assert state is found.state


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [("GET", "/rest/api/3/myself", ""), ("GET", "/rest/api/3/user", "accountId=1"), ("PUT", "/rest/api/3/search", "")],
)
def test_other_requests_have_none(method: str, path: str, query: str) -> None:
    """An operation without a row is as its document says."""
    assert states().find(method, path, query) is None


@pytest.mark.parametrize(
    ("since", "is_past"),
    [
        ("2026-11-27", True),
        ("2026-11-28", False),
        ("2026-10", True),
        ("2026-11", False),
        ("2025", True),
        ("2026", False),
        ("", False),
    ],
)
def test_a_date_is_past_when_all_of_it_is_over(since: str, is_past: bool) -> None:  # a case
    """A month or year that is not over may still lie ahead."""
    row = ROWS[0]
    dated = OperationState(**{**vars(row), "since": since})
    assert is_past == dated.is_past(dt.date(2026, 11, 28))


def test_a_path_of_a_row_is_a_published_or_retired_one_or_says_that_it_left() -> None:
    """A misspelt path would be a row that no request finds."""
    known = {*published().operations, *retired().operations, *family_operations().operations}
    left = {State.GONE, State.UNPUBLISHED, State.GONE_FOR_OAUTH, State.ALIVE}
    assert not [row.name for row in ROWS if row.name not in known and row.state not in left and not row.query]


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("GET /rest/api/3/project", "deprecated. Its successor: GET /rest/api/3/project/search."),
        ("GET /rest/api/3/search", "Atlassian has removed it"),
    ],
)
def test_what_a_reader_should_know_of_an_operation_is_noted(operation: str, words: str) -> None:
    """In one sentence with its successor."""
    found = noted(operation)
    assert found
    assert words in found[1].text


@pytest.mark.parametrize("operation", ["GET /rest/api/3/myself", "GET /wiki/rest/api/search"])
def test_of_an_operation_that_is_alive_nothing_is_noted(operation: str) -> None:
    """Also if it has a row, which says that it is alive."""
    assert noted(operation) is None


def test_every_operation_with_a_deprecated_flag_is_noted() -> None:
    """Also without a row of its own, unless its row says that it is alive."""
    flagged = [name for name, one in published().operations.items() if one.deprecated]
    alive = {one.name for one in states().states if one.state is State.ALIVE}
    assert flagged
    assert [] == [name for name in flagged if noted(name) is None and name not in alive]
