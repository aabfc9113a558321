"""Search by JQL on the Jira platform: what is found, page by page, and what is refused."""

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
def test_a_query_finds_what_it_means(ask: Ask, tenant: Tenant, method: str, jql: str, expected: list[str]) -> None:
    """Both methods find the same issues, with the fields asked for."""
    names = asdict(tenant)
    found = search(ask, method, jql=jql.format(**names), fields=["summary"])
    assert [key.format(**names) for key in expected] == [issue["key"] for issue in found["issues"]]
    assert all({"summary"} == issue["fields"].keys() for issue in found["issues"])
    assert found["isLast"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_ids_are_shown_unless_fields_are_asked_for(ask: Ask, tenant: Tenant, method: str) -> None:
    """Without `fields` an issue is its id, as Atlassian documents."""
    [issue] = search(ask, method, jql=f"key = {tenant.issue_key}")["issues"]
    assert {"id"} == issue.keys()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_are_joined_by_a_token(ask: Ask, tenant: Tenant, method: str) -> None:
    """Following the tokens shows every issue once; the last page has none."""
    jql = f"project = {tenant.project_key}"
    seen: list[str] = []
    more: dict[str, str | None] = {}
    for _ in range(2):
        page = search(ask, method, jql=jql, maxResults=1, **more)
        seen += [issue["id"] for issue in page["issues"]]
        more = {"nextPageToken": page.get("nextPageToken")}
    assert (2, None, True) == (len(set(seen)), more["nextPageToken"], page["isLast"])


@pytest.mark.parametrize(
    ("jql", "words"),
    [
        ("", "Unbounded JQL queries are not allowed here."),
        ("ORDER BY created", "Unbounded JQL queries are not allowed here."),
        ("project = NONE", "The value 'NONE' does not exist for the field 'project'."),
        ("key = NONE-1", "The value 'NONE-1' does not exist for the field 'key'."),
        ("colour = red", "Field 'colour' does not exist, or the local model does not search by it"),
        ("project", "Expecting an operator"),
        ("project =", "Expecting a name or a value but the query ended."),
        ("project = (", "Expecting a name or a value but got '('."),
        ("project in X", "Expecting '(' but got 'X'."),
        ("project in (X", "Expecting ')' but the query ended."),
        ("project ~ X", "Expecting an operator"),
        ("summary = X", "Expecting '~'"),
        ("summary ~ ~", "Expecting a name or a value"),
        ("type = Idea OR type = Task", "the local model knows no OR"),
        ("type = Idea ORDER created", "Expecting 'BY'"),
        ("type = Idea ORDER BY", "Expecting a name or a value but the query ended."),
        ("type = 'Idea", "Expecting a name or a value but got ''Idea'."),
        ("'", "Expecting a name or a value but got '''."),
    ],
)
def test_a_query_that_is_not_understood_is_refused(ask: Ask, jql: str, words: str) -> None:
    """One line says what is wrong and where."""
    answer = ask("GET", PATH, params={"jql": jql})
    assert 400 == answer.status_code
    [message] = answer.json()["errorMessages"]
    assert words in message


@pytest.mark.parametrize(
    "given",
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
def test_a_faulty_body_is_refused(ask: Ask, tenant: Tenant, given: Any) -> None:
    """Every member must be of its documented type, and a token one of ours."""
    answer = ask("POST", PATH, json={"jql": f"project = {tenant.project_key}", **given})
    assert (400, 1) == (answer.status_code, len(answer.json()["errorMessages"]))


def search(ask: Ask, method: str, **given: Any) -> dict[str, Any]:
    """Search by query parameters or by body."""
    given = {name: value for name, value in given.items() if value is not None}
    if method == "GET":
        fields = {"fields": ",".join(given.pop("fields"))} if "fields" in given else {}
        answer = ask("GET", PATH, params=given | fields)
    else:
        answer = ask("POST", PATH, json=given)
    assert 200 == answer.status_code
    found: dict[str, Any] = answer.json()
    return found
