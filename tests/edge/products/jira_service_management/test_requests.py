"""Which requests a caller finds, and what a new request can have."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from busy_tenant import make_busy
from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/rest/servicedeskapi/request"


@pytest.fixture(autouse=True)
def busy(state: State) -> None:
    """A tenant with a closed request, and one of a colleague."""
    make_busy(state)


def _summaries(ask: Ask, query: str) -> set[str]:
    return {request["summary"] for request in ask("GET", f"{API}?{query}").json()["values"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"A request for help", "Closed long ago"}),
        ("requestOwnership=OWNED_REQUESTS", {"A request for help", "Closed long ago"}),
        ("requestOwnership=PARTICIPATED_REQUESTS", {"A request for help"}),
        ("requestOwnership=ALL_ORGANIZATIONS&requestOwnership=APPROVER", set()),
        ("requestOwnership=ALL_REQUESTS", {"A request for help", "Closed long ago", "Of a colleague"}),
        ("requestStatus=OPEN_REQUESTS", {"A request for help"}),
        ("requestStatus=CLOSED_REQUESTS", {"Closed long ago"}),
        ("requestStatus=ALL_REQUESTS", {"A request for help", "Closed long ago"}),
        ("searchTerm=LONG%20closed", {"Closed long ago"}),
        ("searchTerm=nothing", set()),
    ],
)
def test_requests_are_filtered(ask: Ask, query: str, expected: set[str]) -> None:
    """By default, those that the caller has reported or takes part in are found."""
    assert expected == _summaries(ask, query)


def test_requests_of_a_type(ask: Ask, tenant: Tenant) -> None:
    """A type is one of a desk, which the query must name."""
    both = f"serviceDeskId={tenant.service_desk_id}&requestTypeId={tenant.request_type_id}"
    assert 2 == len(_summaries(ask, both))
    assert 400 == ask("GET", f"{API}?requestTypeId={tenant.request_type_id}").status_code


def test_the_latest_activity_is_first(ask: Ask, tenant: Tenant, state: State) -> None:
    """A comment is an activity."""
    [first, last] = [each["issueKey"] for each in ask("GET", API).json()["values"]]
    state.jira.add_comment(state.jira.issues[last], tenant.account_id, document("New"))
    assert [last, first] == [each["issueKey"] for each in ask("GET", API).json()["values"]]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("requestOwnership=ORGANIZATION", 501),
        ("requestOwnership=OTHERS", 501),
        ("searchTerm=clos*", 501),
        ("requestStatus=OPEN", 400),
    ],
)
def test_other_filters_are_refused(ask: Ask, query: str, status: int) -> None:
    """They are not modelled, or invalid; none is ignored."""
    assert status == ask("GET", f"{API}?{query}").status_code


@pytest.mark.parametrize("name", ["form", "isAdfRequest"])
def test_a_request_with_a_form_or_a_document_is_not_modelled(ask: Ask, tenant: Tenant, name: str) -> None:
    """The request is not created as if it had neither."""
    assert 501 == ask("POST", API, json={**_body(tenant), name: {"answers": {}}}).status_code


def test_a_request_is_created_with_participants(ask: Ask, tenant: Tenant, state: State) -> None:
    """They are listed."""
    created = ask("POST", API, json={**_body(tenant), "requestParticipants": list(state.jira.users)}).json()
    listed = ask("GET", f"{API}/{created['issueKey']}/participant").json()["values"]
    assert list(state.jira.users) == [each["accountId"] for each in listed]


def _body(tenant: Tenant) -> dict[str, Any]:
    return {
        "serviceDeskId": tenant.service_desk_id,
        "requestTypeId": tenant.request_type_id,
        "requestFieldValues": {"summary": "Raised"},
    }
