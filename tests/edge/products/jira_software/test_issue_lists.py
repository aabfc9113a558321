"""Lists of issues at `/rest/agile/1.0`, and those that replace them at `/rest/software/1.0`."""

from collections.abc import Callable

import httpx
import pytest

from busy_tenant import make_busy
from token_conformance.catalogue.states import states
from token_conformance.edge.products.jira_software.issue_lists import SOURCES
from token_conformance.edge.products.jira_software.routes import ROUTES
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
Read = Callable[..., httpx.Response]


@pytest.fixture
def read(ask: Ask, state: State) -> Read:
    """Get a list of a busy tenant: `read("agile", "board/{boardId}/issue", **query)`."""
    parameters = make_busy(state)

    def send(api: str, path: str, **query: str | int) -> httpx.Response:
        return ask("GET", f"/rest/{api}/1.0/{path.format_map(parameters)}", params=query)

    return send


def _keys(answer: httpx.Response) -> list[str]:
    return [issue["key"] for issue in answer.json()["issues"]]


def test_each_deprecated_list_has_its_successor() -> None:
    """The successors that Atlassian names are served."""
    names = {route.name for route in ROUTES}
    for path in SOURCES:
        state = states().find("GET", f"/rest/agile/1.0/{path}")
        assert state is not None
        assert state.successor in names


@pytest.mark.parametrize("path", SOURCES)
def test_the_successor_lists_the_same_issues(read: Read, path: str) -> None:
    """A page of it ends with a token instead of a total."""
    old, new = read("agile", path), read("software", path)
    assert _keys(old)
    assert _keys(old) == _keys(new)
    assert {"startAt", "maxResults", "total"} <= old.json().keys()
    assert (True, False) == (new.json()["isLast"], "nextPageToken" in new.json())


@pytest.mark.parametrize("path", SOURCES)
def test_pages_by_token_make_up_the_list(read: Read, path: str) -> None:
    """Every page but the last has the token of the next one."""
    keys: list[str] = []
    page = read("software", path, maxResults=1)
    while "nextPageToken" in page.json():
        keys += _keys(page)
        assert page.json()["isLast"] is False
        page = read("software", path, maxResults=1, nextPageToken=page.json()["nextPageToken"])
    assert [*keys, *_keys(page)] == _keys(read("agile", path))
    assert page.json()["isLast"] is True


@pytest.mark.parametrize("token", ["", "x", "1", "cG9zaXRpb246", "cG9zaXRpb246LTE=", "ZnJvbTox", "é"])
def test_another_token_is_invalid(read: Read, token: str) -> None:
    """The answer is an error that names it."""
    answer = read("software", "board/{boardId}/issue", nextPageToken=token)
    assert 400 == answer.status_code
    assert "nextPageToken" in answer.json()["errorMessages"][0]


@pytest.mark.parametrize("path", ["board/{boardId}/issue", "board/{boardId}/backlog"])
def test_the_count_is_that_of_the_list(read: Read, path: str) -> None:
    """JQL narrows both alike."""
    for jql in ("", "summary ~ backlog"):
        count = read("software", f"{path}/approximate-count", jql=jql).json()
        assert {"count": len(_keys(read("agile", path, jql=jql)))} == count


def test_jql_needs_no_restriction_here(read: Read) -> None:
    """The list itself restricts the issues, so an order alone is a query."""
    path = "sprint/{sprintId}/issue"
    assert set(_keys(read("agile", path))) == set(_keys(read("agile", path, jql=" order by created DESC")))


def test_the_words_of_an_order_in_quotes_are_no_order(read: Read) -> None:
    """They are a text to search for."""
    assert 200 == read("agile", "board/{boardId}/issue", jql='summary ~ "order by created"').status_code


@pytest.mark.parametrize("api", ["agile", "software"])
def test_jql_is_always_checked(read: Read, api: str) -> None:
    """What Jira answers without the check is not modelled."""
    path = "board/{boardId}/issue"
    assert 400 == read(api, path, jql="no such field", validateQuery="True").status_code
    answer = read(api, path, validateQuery="false")
    assert (501, "The local model does not know the answer with validateQuery=false.\n") == (
        answer.status_code,
        answer.text,
    )


def test_an_issue_has_the_fields_of_jira_software(ask: Ask, read: Read, tenant: Tenant) -> None:
    """Its sprint and its epic, if it has them, and no closed sprint."""
    fields = ask("GET", f"/rest/agile/1.0/issue/{tenant.issue_key}").json()["fields"]
    assert (tenant.sprint_id, "An epic", [], False) == (
        fields["sprint"]["id"],
        fields["epic"]["name"],
        fields["closedSprints"],
        fields["flagged"],
    )
    assert "summary" in fields
    [*_, last] = read("agile", "board/{boardId}/backlog", fields="sprint,epic").json()["issues"]
    assert {"sprint": None, "epic": None} == last["fields"]
    left_out = read("agile", "board/{boardId}/backlog", fields="-sprint").json()["issues"][0]["fields"]
    assert {"sprint", "summary", "epic"} & left_out.keys() == {"summary", "epic"}


def test_epics_are_not_on_the_board(read: Read, state: State) -> None:
    """A scrum board shows the other issues of its project."""
    keys = _keys(read("agile", "board/{boardId}/issue"))
    assert {"An epic", "Done"}.isdisjoint(state.jira.issues[key].fields["summary"] for key in keys)
