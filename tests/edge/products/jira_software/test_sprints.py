"""Sprints are planned, changed, started, completed and deleted, and issues are moved to them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

AGILE = "/rest/agile/1.0"
START, END = "2026-02-02T09:00:00.000+10:00", "2026-02-16T09:00:00.000+10:00"


@pytest.fixture
def planned(ask: Ask, tenant: Tenant) -> int:
    """The id of a future sprint."""
    body = {"name": " Next ", "originBoardId": tenant.board_id}
    created = ask("POST", f"{AGILE}/sprint", json=body)
    assert 201 == created.status_code
    return int(created.json()["id"])


@pytest.fixture
def other(state: State, tenant: Tenant) -> str:
    """The key of an issue in the backlog."""
    return state.jira.create_issue(tenant.project_key, {"summary": "Other"}, tenant.account_id).key


def _keys(ask: Ask, path: str) -> list[str]:
    return [issue["key"] for issue in ask("GET", f"{AGILE}/{path}").json()["issues"]]


def test_a_planned_sprint_has_no_dates(ask: Ask, planned: int, tenant: Tenant) -> None:
    """The name is trimmed, and what it does not have is left out."""
    sprint = ask("GET", f"{AGILE}/sprint/{planned}").json()
    assert ("Next", "future", tenant.board_id) == (sprint["name"], sprint["state"], sprint["originBoardId"])
    assert {"startDate", "endDate", "completeDate", "goal"}.isdisjoint(sprint)


def test_a_sprint_is_started_and_completed(ask: Ask, planned: int) -> None:
    """Times are in UTC; the time of completion is that of the request."""
    url = f"{AGILE}/sprint/{planned}"
    started = ask("POST", url, json={"state": "active", "startDate": START, "endDate": END, "goal": "Done"}).json()
    assert ("active", "2026-02-01T23:00:00.000Z", "Done") == (started["state"], started["startDate"], started["goal"])
    closed = ask("POST", url, json={"state": "closed"}).json()
    assert "completeDate" in closed
    ignored = ask("POST", url, json={"name": "Last", "startDate": None, "state": "active"}).json()
    assert ("Last", "closed", started["startDate"]) == (ignored["name"], ignored["state"], ignored["startDate"])


@pytest.mark.parametrize(
    "body",
    [
        {"state": "active"},
        {"state": "closed"},
        {"state": "lost"},
        {"state": ["future"]},
        {"name": " "},
        {"name": 1},
        {"goal": {}},
        {"startDate": "soon"},
        {"endDate": "0001-01-01T00:00:00.000+14:00"},
    ],
)
def test_a_bad_change_is_refused(ask: Ask, planned: int, body: dict[str, Any]) -> None:
    """Nothing of it is made."""
    url = f"{AGILE}/sprint/{planned}"
    before = ask("GET", url).json()
    assert 400 == ask("POST", url, json=body).status_code
    assert before == ask("GET", url).json()


def test_a_full_update_empties_what_it_lacks(ask: Ask, planned: int) -> None:
    """The state stays; the name is required."""
    url = f"{AGILE}/sprint/{planned}"
    ask("POST", url, json={"goal": "Done", "startDate": START})
    assert {"goal", "startDate"}.isdisjoint(ask("PUT", url, json={"name": "Later"}).json())
    assert 400 == ask("PUT", url, json={"goal": "Done"}).status_code


@pytest.mark.parametrize("body", [{"originBoardId": 0, "name": "x"}, {"name": "x"}, {"originBoardId": 1}])
def test_a_sprint_needs_a_board_and_a_name(ask: Ask, body: dict[str, Any]) -> None:
    """Without a board it is not planned."""
    assert ask("POST", f"{AGILE}/sprint", json=body).status_code in {400, 404}


def test_sprints_are_swapped(ask: Ask, planned: int, tenant: Tenant) -> None:
    """Two future sprints exchange their positions."""
    later = ask("POST", f"{AGILE}/sprint", json={"name": "Later", "originBoardId": tenant.board_id}).json()["id"]
    assert 204 == ask("POST", f"{AGILE}/sprint/{later}/swap", json={"sprintToSwapWith": planned}).status_code
    listed = ask("GET", f"{AGILE}/board/{tenant.board_id}/sprint?state=future").json()["values"]
    assert [later, planned] == [sprint["id"] for sprint in listed]
    assert 404 == ask("POST", f"{AGILE}/sprint/{later}/swap", json={"sprintToSwapWith": 0}).status_code


def test_issues_are_moved_to_a_sprint_and_back(ask: Ask, planned: int, other: str, tenant: Tenant) -> None:
    """An issue is in one open sprint at most, at the rank that the request asks for."""
    moved = {"issues": [other, tenant.issue_key], "rankAfterIssue": tenant.issue_key}
    assert 204 == ask("POST", f"{AGILE}/sprint/{planned}/issue", json=moved).status_code
    assert [tenant.issue_key, other] == _keys(ask, f"sprint/{planned}/issue")
    assert [] == _keys(ask, f"sprint/{tenant.sprint_id}/issue")
    assert 204 == ask("POST", f"{AGILE}/backlog/issue", json={"issues": [tenant.issue_key]}).status_code
    assert [other] == _keys(ask, f"sprint/{planned}/issue")
    assert tenant.issue_key in _keys(ask, f"board/{tenant.board_id}/backlog")


def test_only_issues_of_the_board_are_moved_to_its_backlog(ask: Ask, tenant: Tenant, planned: int) -> None:
    """Others stay where they are."""
    ask("POST", f"{AGILE}/sprint/{planned}/issue", json={"issues": [tenant.business_issue_key, tenant.issue_key]})
    moved = {"issues": [tenant.business_issue_key, tenant.issue_key]}
    assert 204 == ask("POST", f"{AGILE}/backlog/{tenant.board_id}/issue", json=moved).status_code
    assert [tenant.business_issue_key] == _keys(ask, f"sprint/{planned}/issue")


def test_a_closed_sprint_takes_no_issue(ask: Ask, tenant: Tenant) -> None:
    """Its issues show it as a closed sprint, and are in the backlog."""
    url = f"{AGILE}/sprint/{tenant.sprint_id}"
    ask("POST", url, json={"state": "closed"})
    assert 400 == ask("POST", f"{url}/issue", json={"issues": [tenant.issue_key]}).status_code
    fields = ask("GET", f"{AGILE}/issue/{tenant.issue_key}").json()["fields"]
    assert (None, [tenant.sprint_id]) == (fields["sprint"], [each["id"] for each in fields["closedSprints"]])
    assert tenant.issue_key in _keys(ask, f"board/{tenant.board_id}/backlog")


def test_a_deleted_sprint_leaves_its_issues(ask: Ask, tenant: Tenant) -> None:
    """They are in the backlog."""
    assert 204 == ask("DELETE", f"{AGILE}/sprint/{tenant.sprint_id}").status_code
    assert 404 == ask("GET", f"{AGILE}/sprint/{tenant.sprint_id}").status_code
    assert tenant.issue_key in _keys(ask, f"board/{tenant.board_id}/backlog")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "issues"),
        ({"issues": []}, "issues"),
        ({"issues": "SOFT-1"}, "issues"),
        ({"issues": [1]}, "issues"),
        ({"issues": ["NONE-1"]}, "NONE-1"),
        ({"issues": ["x"] * 51}, "50"),
        ({"issues": ["{key}"], "rankBeforeIssue": "NONE-1"}, "NONE-1"),
        ({"issues": ["{key}"], "rankBeforeIssue": "{key}", "rankAfterIssue": "{key}"}, "rankBeforeIssue"),
    ],
)
def test_a_bad_move_is_refused(ask: Ask, tenant: Tenant, body: dict[str, Any], named: str) -> None:
    """Nothing is moved, and the message names what is wrong."""
    filled = {
        name: [each.format(key=tenant.issue_key) if isinstance(each, str) else each for each in value]
        if isinstance(value, list)
        else value.format(key=tenant.issue_key)
        for name, value in body.items()
    }
    answer = ask("POST", f"{AGILE}/backlog/issue", json=filled)
    assert 400 == answer.status_code
    assert named in answer.json()["errorMessages"][0]
    assert [tenant.issue_key] == _keys(ask, f"sprint/{tenant.sprint_id}/issue")
