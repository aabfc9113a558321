"""Epics are changed, get and lose issues, and are ranked as issues are."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from busy_tenant import make_busy
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

AGILE = "/rest/agile/1.0"


@pytest.fixture
def epic(state: State) -> str:
    """The path of an epic with two issues, on a busy tenant."""
    return f"{AGILE}/epic/{make_busy(state)['epicId']}"


def _keys(ask: Ask, url: str) -> list[str]:
    return [issue["key"] for issue in ask("GET", url).json()["issues"]]


def test_an_epic_is_changed_in_part(ask: Ask, epic: str) -> None:
    """What the body lacks stays; the summary is that of its issue."""
    before = ask("GET", epic).json()
    assert ("An epic", "An epic", False) == (before["name"], before["summary"], before["done"])
    body = {"name": "Short", "summary": "Long", "color": {"key": "color_9"}, "done": True}
    changed = ask("POST", epic, json=body).json()
    assert before | body == changed
    assert changed == ask("POST", epic, json={}).json()
    assert "Long" == ask("GET", f"/rest/api/3/issue/{before['id']}").json()["fields"]["summary"]


@pytest.mark.parametrize(
    "body", [{"color": {"key": "red"}}, {"color": "color_0"}, {"name": 1}, {"summary": ""}, {"done": "true"}]
)
def test_a_bad_change_of_an_epic_is_refused(ask: Ask, epic: str, body: dict[str, Any]) -> None:
    """Nothing of it is made."""
    before = ask("GET", epic).json()
    assert 400 == ask("POST", epic, json=body).status_code
    assert before == ask("GET", epic).json()


def test_issues_join_and_leave_an_epic(ask: Ask, epic: str) -> None:
    """An issue without an epic is in the list of those."""
    none = f"{AGILE}/epic/none/issue"
    first, *_ = _keys(ask, none)
    assert 204 == ask("POST", f"{epic}/issue", json={"issues": [first]}).status_code
    assert first in _keys(ask, f"{epic}/issue")
    assert first not in _keys(ask, none)
    assert 204 == ask("POST", none, json={"issues": [first]}).status_code
    assert first not in _keys(ask, f"{epic}/issue")
    assert first in _keys(ask, none)


def test_a_deleted_epic_leaves_its_issues(ask: Ask, epic: str, state: State) -> None:
    """They belong to none afterwards."""
    keys = _keys(ask, f"{epic}/issue")
    epic_issue = state.jira.issue(epic.rpartition("/")[2])
    assert epic_issue is not None
    state.jira.delete_issue(epic_issue)
    assert set(keys) <= set(_keys(ask, f"{AGILE}/epic/none/issue"))


@pytest.mark.usefixtures("epic")
@pytest.mark.parametrize(("place", "shift"), [("rankBeforeIssue", 0), ("rankAfterIssue", 1)])
def test_issues_are_ranked(ask: Ask, tenant: Tenant, place: str, shift: int) -> None:
    """They are moved in their order before or after the other issue, on every list."""
    board = f"{AGILE}/board/{tenant.board_id}/issue"
    first, second, *others = _keys(ask, board)
    body = {"issues": [second, first], place: others[-1]}
    assert 204 == ask("PUT", f"{AGILE}/issue/rank", json=body).status_code
    end = [others[-1], second, first] if shift else [second, first, others[-1]]
    assert [*others[:-1], *end] == _keys(ask, board)


def test_epics_are_ranked(ask: Ask, epic: str, tenant: Tenant) -> None:
    """The list of the board's epics is in this order."""
    listed = f"{AGILE}/board/{tenant.board_id}/epic"
    first, second = [each["key"] for each in ask("GET", listed).json()["values"]]
    assert 204 == ask("PUT", f"{epic}/rank", json={"rankAfterEpic": second}).status_code
    assert [second, first] == [each["key"] for each in ask("GET", listed).json()["values"]]


@pytest.mark.parametrize("path", ["issue/rank", "epic/{epic}/rank"])
def test_a_rank_needs_another_issue(ask: Ask, epic: str, tenant: Tenant, path: str) -> None:
    """The message names the members that could name it."""
    url = f"{AGILE}/{path.format(epic=epic.rpartition('/')[2])}"
    answer = ask("PUT", url, json={"issues": [tenant.issue_key]})
    assert 400 == answer.status_code
    assert "rankBefore" in answer.json()["errorMessages"][0]
