"""What a board has: its configuration, versions, epics and sprints."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from busy_tenant import make_busy
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.fixture
def board(state: State) -> str:
    """The path of the board of a busy tenant."""
    return f"/rest/agile/1.0/board/{make_busy(state)['boardId']}"


def test_the_configuration_names_filter_project_and_columns(ask: Ask, board: str, tenant: Tenant, state: State) -> None:
    """There is a column for each status."""
    configuration = ask("GET", f"{board}/configuration").json()
    assert tenant.project_key == configuration["location"]["key"]
    assert state.jira.filters[0].id == configuration["filter"]["id"]
    assert ["To Do", "In Progress", "Done"] == [each["name"] for each in configuration["columnConfig"]["columns"]]


def test_the_boards_of_a_filter(ask: Ask, board: str, state: State) -> None:
    """They are those that use it."""
    url = f"{board.rpartition('/')[0]}/filter"
    assert 2 == ask("GET", f"{url}/{state.jira.filters[0].id}").json()["total"]
    assert 0 == ask("GET", f"{url}/0").json()["total"]


def test_boards_in_the_order_of_their_names(ask: Ask, board: str) -> None:
    """A minus sign reverses it, and a plus sign, which a URL reads as a space, does not."""
    url = board.rpartition("/")[0]
    ordered = {
        order: [each["name"] for each in ask("GET", f"{url}?orderBy={order}").json()["values"]]
        for order in ("name", "%2Bname", "+name", "-name")
    }
    assert ordered["name"] == ordered["%2Bname"] == ordered["+name"] == ordered["-name"][::-1]
    assert sorted(ordered["name"]) == ordered["name"]


@pytest.mark.parametrize("query", ["board?orderBy=type", "sprint?state=open", "version?released=x", "epic?done=x"])
def test_a_value_that_is_not_published_is_invalid(ask: Ask, board: str, query: str) -> None:
    """The message names the parameter."""
    name = query.partition("?")[2].partition("=")[0]
    answer = ask("GET", f"{board.rpartition('/')[0]}{query[5:]}" if "order" in query else f"{board}/{query}")
    assert 400 == answer.status_code
    assert name in answer.json()["errorMessages"][0]


def test_epics_and_versions_by_their_state(ask: Ask, board: str) -> None:
    """No version is released, and one epic is done; the id of a version is a number here."""
    assert ["1.0", "2.0"] == [each["name"] for each in ask("GET", f"{board}/version").json()["values"]]
    assert {int} == {type(each["id"]) for each in ask("GET", f"{board}/version?released=false").json()["values"]}
    assert ["Done"] == [each["name"] for each in ask("GET", f"{board}/epic?done=true").json()["values"]]
    assert ["An epic"] == [each["name"] for each in ask("GET", f"{board}/epic?done=false").json()["values"]]


def test_sprints_are_ordered_by_their_state(ask: Ask, board: str) -> None:
    """Closed ones come first, then active ones, then future ones."""
    sprints = ask("GET", f"{board}/sprint").json()["values"]
    assert ["closed", "active", "future"] == [sprint["state"] for sprint in sprints]


def test_a_board_has_one_project_and_no_quick_filter(ask: Ask, board: str, tenant: Tenant) -> None:
    """Its project is the one that it is located in."""
    assert [tenant.project_key] == [each["key"] for each in ask("GET", f"{board}/project").json()["values"]]
    assert 0 == ask("GET", f"{board}/quickfilter").json()["total"]


def test_a_board_is_created_and_deleted(ask: Ask, tenant: Tenant, state: State) -> None:
    """It is over the project that it is located in, or that its filter finds, and its sprints go with it."""
    body = {"name": "Mine", "type": "scrum", "filterId": int(state.jira.filters[0].id)}
    location = {"location": {"type": "project", "projectKeyOrId": tenant.project_key}}
    made = ask("POST", "/rest/agile/1.0/board", json=body | location)
    assert (201, tenant.project_key) == (made.status_code, made.json()["location"]["projectKey"])
    assert 201 == ask("POST", "/rest/agile/1.0/board", json=body).status_code
    path = f"/rest/agile/1.0/board/{made.json()['id']}"
    sprint = ask("POST", "/rest/agile/1.0/sprint", json={"name": "First", "originBoardId": made.json()["id"]}).json()
    assert [204, 404] == [ask("DELETE", path).status_code for _ in range(2)]
    assert 404 == ask("GET", f"/rest/agile/1.0/sprint/{sprint['id']}").status_code


def test_a_board_that_cannot_be_created(ask: Ask, state: State) -> None:
    """It needs a name, a known type, a filter and a project that exist; the model has scrum boards alone."""
    body = {"name": "Mine", "type": "scrum", "filterId": int(state.jira.filters[0].id)}
    wrong: list[dict[str, Any]] = [
        {"name": " "},
        {"type": "other"},
        {"filterId": 1},
        {"location": {"type": "project"}},
        {"type": "kanban"},
    ]
    assert [400, 400, 400, 400, 501] == [
        ask("POST", "/rest/agile/1.0/board", json=body | each).status_code for each in wrong
    ]
