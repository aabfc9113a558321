"""Jira Software at the edge: boards, sprints, and the issues on them."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.project import DONE
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

BOARDS = "/rest/agile/1.0/board"


def test_boards_are_listed(ask: Ask, tenant: Tenant) -> None:
    """The tenant's board is the only one, and the page says that it is the last."""
    page = ask("GET", BOARDS).json()
    assert [tenant.board_id] == [board["id"] for board in page["values"]]
    assert (50, 0, 1, True) == (page["maxResults"], page["startAt"], page["total"], page["isLast"])


@pytest.mark.parametrize(
    "query",
    [{"projectKeyOrId": "NONE"}, {"type": "kanban"}, {"name": "another"}, {"startAt": 1}, {"maxResults": 0}],
)
def test_boards_are_filtered(ask: Ask, query: dict[str, str]) -> None:
    """A filter that matches nothing, and a page after the last, give an empty list."""
    assert [] == ask("GET", BOARDS, params=query).json()["values"]


@pytest.mark.parametrize(("size", "is_last"), [(0, False), (1, True)])
def test_a_page_says_whether_it_is_the_last(ask: Ask, size: int, is_last: bool) -> None:
    """It is when no board comes after it."""
    assert ask("GET", BOARDS, params={"maxResults": size}).json()["isLast"] is is_last


def test_boards_of_the_project(ask: Ask, tenant: Tenant) -> None:
    """A board that matches every filter is listed."""
    query = {"projectKeyOrId": tenant.project_key, "type": "scrum", "name": tenant.project_key.lower()}
    assert 1 == ask("GET", BOARDS, params=query).json()["total"]


def test_board_and_sprint(ask: Ask, tenant: Tenant) -> None:
    """A board and the sprint that it lists are found by their ids."""
    board = ask("GET", f"{BOARDS}/{tenant.board_id}").json()
    assert tenant.project_key == board["location"]["projectKey"]
    [sprint] = ask("GET", f"{BOARDS}/{tenant.board_id}/sprint").json()["values"]
    assert (tenant.sprint_id, tenant.board_id, "active") == (
        sprint["id"],
        sprint["originBoardId"],
        sprint["state"],
    )
    assert "2026-01-19T09:00:00.000Z" == sprint["endDate"]
    assert sprint == ask("GET", f"/rest/agile/1.0/sprint/{tenant.sprint_id}").json()


@pytest.mark.parametrize(("states", "count"), [("", 1), ("active", 1), ("future,active", 1), ("closed", 0)])
def test_sprints_by_state(ask: Ask, tenant: Tenant, states: str, count: int) -> None:
    """Only sprints in one of the requested states are listed."""
    page = ask("GET", f"{BOARDS}/{tenant.board_id}/sprint", params={"state": states}).json()
    assert count == len(page["values"])


def test_issues_of_the_board(ask: Ask, tenant: Tenant, state: State) -> None:
    """A new issue of the project is on the board after the tenant's, and in the backlog until it is done."""
    created = state.jira.create_issue(tenant.project_key, {"summary": "Made"}, tenant.account_id)
    issues = ask("GET", f"{BOARDS}/{tenant.board_id}/issue").json()
    keys = [issue["key"] for issue in issues["issues"]]
    assert (tenant.issue_key, created.key) == (keys[0], keys[-1])
    assert set(keys) - {tenant.issue_key} == _backlog(ask, tenant)
    state.jira.transition(created, DONE)
    assert created.key not in _backlog(ask, tenant)


@pytest.mark.parametrize("name", ["issue", "backlog"])
def test_issues_are_searched(ask: Ask, tenant: Tenant, name: str) -> None:
    """Only the issues of the list that the query finds are shown; an invalid query is an error."""
    url = f"{BOARDS}/{tenant.board_id}/{name}"
    [*_, key] = [issue["key"] for issue in ask("GET", url).json()["issues"]]
    issues = ask("GET", url, params={"jql": f"key in ({key}, {tenant.business_issue_key})"}).json()["issues"]
    assert [key] == [issue["key"] for issue in issues]
    assert 400 == ask("GET", url, params={"jql": "key ="}).status_code


def test_issues_are_paged(ask: Ask, tenant: Tenant) -> None:
    """A page of one issue, with the requested fields."""
    query: dict[str, str | int] = {"startAt": 1, "maxResults": 1, "fields": "summary"}
    page = ask("GET", f"{BOARDS}/{tenant.board_id}/issue", params=query).json()
    assert (1, 1) == (page["startAt"], page["maxResults"])
    [issue] = page["issues"]
    assert tenant.issue_key != issue["key"]
    assert {"summary"} == issue["fields"].keys()


@pytest.mark.parametrize("form", FORMS)
def test_links_stay_on_the_url_form(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """`self` starts with the base URL of the caller's URL form (rule G7)."""
    base = tenant.base_url(Product.JIRA_SOFTWARE, form)
    board = ask("GET", f"{BOARDS}/{tenant.board_id}", form=form).json()
    assert f"{base}/rest/agile/1.0/board/{tenant.board_id}" == board["self"]
    [issue, *_] = ask("GET", f"{BOARDS}/{tenant.board_id}/issue", form=form).json()["issues"]
    assert f"{base}/rest/agile/1.0/issue/{issue['id']}" == issue["self"]


@pytest.mark.parametrize(
    "path",
    [
        "agile/1.0/board/0",
        "agile/1.0/board/x",
        "agile/1.0/board/0/configuration",
        "agile/1.0/board/0/quickfilter",
        "agile/1.0/board/0/sprint",
        "agile/1.0/board/0/sprint?state=closed",
        "agile/1.0/board/0/issue",
        "agile/1.0/sprint/x",
        "agile/1.0/sprint/0/issue",
        "agile/1.0/epic/0",
        "agile/1.0/epic/{issue_key}",
        "agile/1.0/epic/0/issue",
        "agile/1.0/issue/0",
        "software/1.0/board/0/issue",
        "software/1.0/board/0/backlog/approximate-count",
        "software/1.0/sprint/0/issue",
    ],
)
def test_unknown_ids_are_not_found(ask: Ask, tenant: Tenant, path: str) -> None:
    """A board, a sprint or an epic that does not exist is a 404 in Jira's shape, as is an issue that is no epic."""
    answer = ask("GET", f"/rest/{path.format(issue_key=tenant.issue_key)}")
    assert 404 == answer.status_code
    assert {"errorMessages", "errors"} == answer.json().keys()


@pytest.mark.parametrize("query", ["startAt=x", "startAt=-1", "maxResults=", "maxResults=1e3"])
def test_page_parameters_must_be_integers(ask: Ask, query: str) -> None:
    """The message names the parameter."""
    answer = ask("GET", f"{BOARDS}?{query}")
    assert 400 == answer.status_code
    assert query.partition("=")[0] in answer.json()["errorMessages"][0]


@pytest.mark.parametrize("path", ["board", "board/{board_id}", "board/{board_id}/issue", "sprint/{sprint_id}"])
def test_anonymous_callers_are_refused(ask: Ask, tenant: Tenant, path: str) -> None:
    """The product itself answers 401, should the site pass an anonymous request on."""
    path = path.format(board_id=tenant.board_id, sprint_id=tenant.sprint_id)
    assert 401 == ask("GET", f"/rest/agile/1.0/{path}", anonymous=True).status_code


def _backlog(ask: Ask, tenant: Tenant) -> set[str]:
    issues = ask("GET", f"{BOARDS}/{tenant.board_id}/backlog").json()["issues"]
    return {issue["key"] for issue in issues}
