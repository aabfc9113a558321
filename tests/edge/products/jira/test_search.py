"""Search by JQL on the Jira platform: results, pages and errors."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

PATH = "/rest/api/3/search/jql"


@pytest.mark.parametrize(
    ("jql", "expected"),
    [
        ("key = {issue_key}", ["{issue_key}"]),
        ("issuekey in ({idea_key}, '{request_key}')", ["{idea_key}", "{request_key}"]),
        ("project = {idea_project_key}", ["{idea_key}"]),
        ('project = "Ideas" ORDER BY created DESC, key', ["{idea_key}"]),
        ("PROJECT={idea_project_key} and status = 'to do'", ["{idea_key}"]),
        ("project = {idea_project_key} AND status != 'To Do'", []),
        ("type = Idea AND resolution = Unresolved", ["{idea_key}"]),
        ('summary ~ "IDEA an"', ["{idea_key}"]),
        ("summary ~ ide", []),
        ("key in ({idea_key}, {request_key}) and project not in ({idea_project_key})", ["{request_key}"]),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_finds_issues(ask: Ask, tenant: Tenant, method: str, jql: str, expected: list[str]) -> None:
    """Both methods find the same issues, with the requested fields."""
    names = asdict(tenant)
    found = search(ask, method, jql=jql.format(**names), fields=["summary"])
    assert [key.format(**names) for key in expected] == [issue["key"] for issue in found["issues"]]
    assert all({"summary"} == issue["fields"].keys() for issue in found["issues"])
    assert found["isLast"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_ids_are_shown_without_fields(ask: Ask, tenant: Tenant, method: str) -> None:
    """Without `fields` an issue has only its id, as Atlassian documents."""
    [issue] = search(ask, method, jql=f"key = {tenant.issue_key}")["issues"]
    assert {"id"} == issue.keys()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_are_linked_by_a_token(ask: Ask, tenant: Tenant, method: str) -> None:
    """Following the tokens shows every issue once; the last page has none."""
    jql = f"project = {tenant.project_key}"
    ids: list[str] = []
    token: dict[str, str | None] = {}
    for _ in range(2):
        page = search(ask, method, jql=jql, maxResults=1, **token)
        ids += [issue["id"] for issue in page["issues"]]
        token = {"nextPageToken": page.get("nextPageToken")}
    assert (2, None, True) == (len(set(ids)), token["nextPageToken"], page["isLast"])


@pytest.mark.parametrize(
    "members",
    [
        {"jql": 7},
        {"fields": "summary"},
        {"maxResults": "ten"},
        {"maxResults": True},
        {"maxResults": 0},
        {"nextPageToken": 7},
        {"nextPageToken": "ü"},
        {"nextPageToken": "bm9uZQ=="},
        {"nextPageToken": "ZnJvbTotMQ=="},
    ],
)
def test_an_invalid_body_is_refused(ask: Ask, tenant: Tenant, members: Any) -> None:
    """Every member must be of its documented type, and a token must come from a page of a search."""
    answer = ask("POST", PATH, json={"jql": f"project = {tenant.project_key}", **members})
    assert (400, 1) == (answer.status_code, len(answer.json()["errorMessages"]))


@pytest.mark.parametrize(("query", "keys"), [("idea AN", ["{idea_key}"]), ("absent-word", []), ("", [])])
def test_the_picker_suggests_issues_by_the_words_of_their_summary(
    ask: Ask, tenant: Tenant, query: str, keys: list[str]
) -> None:
    """Each suggestion has a number as its id, unlike the result of a search."""
    [section] = ask("GET", "/rest/api/3/issue/picker", params={"query": query}).json()["sections"]
    assert [key.format(**asdict(tenant)) for key in keys] == [issue["key"] for issue in section["issues"]]
    assert all(isinstance(issue["id"], int) and issue["summaryText"] for issue in section["issues"])


@pytest.mark.parametrize(
    ("query", "count"), [("currentIssueKey={idea_key}", 0), ("currentProjectId=1", 0), ("showSubTasks=false", 1)]
)
def test_the_picker_is_narrowed(ask: Ask, tenant: Tenant, query: str, count: int) -> None:
    """An issue can be left out, and a project be chosen."""
    path = f"/rest/api/3/issue/picker?query=idea&{query.format(**asdict(tenant))}"
    assert count == len(ask("GET", path).json()["sections"][0]["issues"])


@pytest.mark.parametrize(("jql", "count"), [("key = {idea_key}", 1), ("key != {idea_key}", 0)])
def test_the_picker_has_a_section_of_the_current_search(ask: Ask, tenant: Tenant, jql: str, count: int) -> None:
    """It has those of the suggestions that the query finds; the caller's history stays as it is."""
    params = {"query": "idea", "currentJQL": jql.format(**asdict(tenant))}
    current, history = ask("GET", "/rest/api/3/issue/picker", params=params).json()["sections"]
    assert ("cs", count) == (current["id"], len(current["issues"]))
    assert ("hs", 1) == (history["id"], len(history["issues"]))


def test_issues_are_counted(ask: Ask, tenant: Tenant) -> None:
    """The count is that of a search; a query without a condition is refused."""
    path = "/rest/api/3/search/approximate-count"
    assert {"count": 2} == ask("POST", path, json={"jql": f"project = {tenant.project_key}"}).json()
    assert 400 == ask("POST", path, json={}).status_code


def search(ask: Ask, method: str, **parameters: Any) -> dict[str, Any]:
    """Search with query parameters or with a body."""
    parameters = {name: value for name, value in parameters.items() if value is not None}
    if method == "GET":
        fields = {"fields": ",".join(parameters.pop("fields"))} if "fields" in parameters else {}
        answer = ask("GET", PATH, params=parameters | fields)
    else:
        answer = ask("POST", PATH, json=parameters)
    assert 200 == answer.status_code
    found: dict[str, Any] = answer.json()
    return found
