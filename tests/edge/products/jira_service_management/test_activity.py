"""Comments, statuses, transitions and participants of a request."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.fixture
def request_url(tenant: Tenant) -> str:
    """The path of the tenant's request."""
    return f"/rest/servicedeskapi/request/{tenant.request_key}"


@pytest.fixture
def colleague(state: State) -> str:
    """The account id of another user."""
    return list(state.jira.users)[1]


def test_a_comment_is_added_and_read(ask: Ask, request_url: str, tenant: Tenant) -> None:
    """It is plain text here, and on the issue too."""
    added = ask("POST", f"{request_url}/comment", json={"body": "Hello\nthere", "public": True})
    assert (201, "Hello\nthere", tenant.account_id) == (
        added.status_code,
        added.json()["body"],
        added.json()["author"]["accountId"],
    )
    assert added.json() == ask("GET", f"{request_url}/comment/{added.json()['id']}").json()
    assert [added.json()] == ask("GET", f"{request_url}/comment").json()["values"]
    assert [] == ask("GET", f"{request_url}/comment?public=false").json()["values"]
    assert 1 == ask("GET", f"/rest/api/3/issue/{tenant.request_key}/comment").json()["total"]


@pytest.mark.parametrize("body", [{"body": "x"}, {"public": True}, {"body": " ", "public": True}, {"body": {}}])
def test_a_comment_needs_text_and_says_whether_it_is_public(ask: Ask, request_url: str, body: dict[str, Any]) -> None:
    """Nothing is added otherwise."""
    assert 400 == ask("POST", f"{request_url}/comment", json=body).status_code
    assert 0 == ask("GET", f"{request_url}/comment").json()["size"]


def test_internal_comments_are_not_modelled(ask: Ask, request_url: str) -> None:
    """The model says so and does not publish the comment."""
    assert 501 == ask("POST", f"{request_url}/comment", json={"body": "x", "public": False}).status_code
    assert 0 == ask("GET", f"{request_url}/comment").json()["size"]


def test_a_transition_adds_a_status_and_a_comment(ask: Ask, request_url: str) -> None:
    """The current status is the first of the list, each with the time at which the request got it."""
    done = ask("GET", f"{request_url}/transition").json()["values"][-1]
    body = {"id": done["id"], "additionalComment": {"body": "Solved."}}
    assert 204 == ask("POST", f"{request_url}/transition", json=body).status_code
    current, first = ask("GET", f"{request_url}/status").json()["values"]
    assert ("Done", "DONE", "To Do") == (current["status"], current["statusCategory"], first["status"])
    assert current["statusDate"]["epochMillis"] > first["statusDate"]["epochMillis"] == 1767603600000
    request = ask("GET", request_url).json()
    assert current == request["currentStatus"]
    assert ["Solved."] == [each["body"] for each in ask("GET", f"{request_url}/comment").json()["values"]]


@pytest.mark.parametrize("body", [{}, {"id": "0"}, {"id": "31", "additionalComment": {"body": 1}}])
def test_a_bad_transition_is_refused(ask: Ask, request_url: str, body: dict[str, Any]) -> None:
    """The request keeps its status."""
    assert 400 == ask("POST", f"{request_url}/transition", json=body).status_code
    assert 1 == ask("GET", f"{request_url}/status").json()["size"]


def test_participants_are_added_once_and_removed(ask: Ask, request_url: str, colleague: str) -> None:
    """The answer is the list of them; only a participant can be removed."""
    url = f"{request_url}/participant"
    before = ask("GET", url).json()["values"]
    for _ in range(2):
        added = ask("POST", url, json={"accountIds": [colleague, colleague]})
        named = [each["accountId"] for each in (*before, {"accountId": colleague})]
        assert (200, named) == (added.status_code, [each["accountId"] for each in added.json()["values"]])
    assert added.json() == ask("GET", url).json()
    assert before == ask("DELETE", url, json={"accountIds": [colleague]}).json()["values"]
    assert 400 == ask("DELETE", url, json={"accountIds": [colleague]}).status_code
    assert 400 == ask("POST", url, json={"accountIds": ["nobody"]}).status_code


def test_a_request_shows_what_is_expanded(ask: Ask, request_url: str, colleague: str, tenant: Tenant) -> None:
    """Every list in it is that of its own operation; what is not expanded is named in `_expands`."""
    ask("POST", f"{request_url}/participant", json={"accountIds": [colleague]})
    ask("POST", f"{request_url}/comment", json={"body": "x", "public": True})
    plain = ask("GET", request_url).json()
    assert ["participant", "status", "sla", "requestType", "serviceDesk", "comment"] == plain["_expands"]
    full = ask("GET", request_url, params={"expand": ",".join(plain["_expands"])}).json()
    lists = {"participants": "participant", "status": "status", "sla": "sla", "comments": "comment"}
    for member, path in lists.items():
        assert ask("GET", f"{request_url}/{path}").json()["values"] == full[member]["values"]
    assert (tenant.request_type_id, tenant.service_desk_id) == (full["requestType"]["id"], full["serviceDesk"]["id"])
    assert [] == full["_expands"]
    assert set(plain) == set(full) - {*lists, "requestType", "serviceDesk"}


@pytest.mark.parametrize("path", ["sla", "approval"])
def test_a_request_has_no_goals_and_needs_no_approval(ask: Ask, request_url: str, path: str) -> None:
    """The desk has neither."""
    assert (0, True) == ((page := ask("GET", f"{request_url}/{path}").json())["size"], page["isLastPage"])
