"""The custom fields of Jira Software: the sprint and the rank of an issue."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"
RANK, SPRINT = "customfield_10019", "customfield_10020"


def fields(ask: Ask, key: str) -> Any:
    """The custom fields of an issue."""
    return ask("GET", f"{API}/issue/{key}?fields={RANK},{SPRINT}").json()["fields"]


@pytest.mark.parametrize("form", FORMS)
def test_an_issue_shows_its_sprints(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """Until it is moved to the backlog; then it has none."""
    [sprint] = fields(ask, tenant.issue_key)[SPRINT]
    assert (tenant.sprint_id, tenant.board_id, "active") == (sprint["id"], sprint["boardId"], sprint["state"])
    found = ask("GET", f"{API}/search/jql", params={"jql": f"cf[10020] = {sprint['id']}", "fields": "key"}, form=form)
    assert [tenant.issue_key] == [each["key"] for each in found.json()["issues"]]
    ask("POST", "/rest/agile/1.0/backlog/issue", json={"issues": [tenant.issue_key]})
    assert None is fields(ask, tenant.issue_key)[SPRINT]


def test_ranks_sort_as_the_issues_are_ranked(ask: Ask, tenant: Tenant) -> None:
    """Ranking one before another changes the order of their texts, and that of a search."""
    first, second = tenant.business_issue_key, tenant.idea_key
    body = {"issues": [second], "rankBeforeIssue": first}
    assert fields(ask, first)[RANK] < fields(ask, second)[RANK]
    assert 204 == ask("PUT", "/rest/agile/1.0/issue/rank", json=body).status_code
    assert fields(ask, first)[RANK] > fields(ask, second)[RANK]
    jql = f"key in ({first}, {second}) ORDER BY cf[10019]"
    found = ask("GET", f"{API}/search/jql", params={"jql": jql, "fields": "key"}).json()["issues"]
    assert [second, first] == [each["key"] for each in found]


def test_they_are_not_set(ask: Ask, tenant: Tenant) -> None:
    """Neither by an edit of the issue nor in conditions on the rank: the answer is 501."""
    answer = ask("PUT", f"{API}/issue/{tenant.issue_key}", json={"fields": {SPRINT: tenant.sprint_id}})
    assert (501, f"The local model does not set the field {SPRINT} of an issue.\n") == (answer.status_code, answer.text)
    assert 501 == ask("GET", f"{API}/search/jql?jql=rank%20%3E%201").status_code


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=custom", [RANK, SPRINT]),
        ("type=custom&query=spri", [SPRINT]),
        ("type=system&query=summ", ["summary"]),
        ("id=summary", ["summary"]),
        ("type=custom&orderBy=-name", [SPRINT, RANK]),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_fields_are_searched(ask: Ask, query: str, expected: list[str], form: UrlForm) -> None:
    """By kind, id and a part of the name."""
    page = ask("GET", f"{API}/field/search?{query}", form=form).json()
    assert (expected, True) == ([each["id"] for each in page["values"]], page["isLast"])
    assert 400 == ask("GET", f"{API}/field/search?type=other").status_code


def test_a_custom_field_has_one_context(ask: Ask, state: State) -> None:
    """It is for all projects and issue types, and has no default value; a field of the system has none."""
    path = f"{API}/field/{SPRINT}/context"
    [context] = ask("GET", path).json()["values"]
    assert (True, True) == (context["isGlobalContext"], context["isAnyIssueType"])
    for query, count in (
        (f"contextId={context['id']}", 1),
        ("contextId=1", 0),
        ("isGlobalContext=false", 0),
        ("isAnyIssueType=true", 1),
    ):
        assert count == ask("GET", f"{path}?{query}").json()["total"]
    shown = [ask("GET", f"{path}/{name}").json()["values"] for name in ("projectmapping", "issuetypemapping")]
    expected = [{"contextId": context["id"], name: True} for name in ("isGlobalContext", "isAnyIssueType")]
    assert [[each] for each in expected] == shown
    assert [] == ask("GET", f"{path}/defaultValue").json()["values"]
    assert [404, 404] == [ask("GET", f"{API}/field/summary/{name}").status_code for name in ("context", "screens")]
    assert [501, 404] == [
        ask("DELETE", f"{API}/field/{each}/context/10101").status_code for each in (SPRINT, "summary")
    ]
    assert ["Default Screen"] == [each["name"] for each in ask("GET", f"{API}/field/{SPRINT}/screens").json()["values"]]
    assert state.jira.added_fields(next(iter(state.jira.issues.values())))
