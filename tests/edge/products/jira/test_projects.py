"""Projects of the Jira platform, with versions and components, and the validation of keys."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from for_each import for_each
from in_process_edge import ACCOUNT, SITE
from in_process_edge import ask as ask_edge
from jira_operations import path_of
from token_conformance.edge.products.jira.routes import HANDLERS
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def keys(tenant: Tenant) -> list[str]:
    """The keys of the tenant's projects."""
    issues = (tenant.issue_key, tenant.business_issue_key, tenant.idea_key, tenant.request_key)
    return [key.rpartition("-")[0] for key in issues]


def test_all_projects_are_listed_in_both_ways(ask: Ask, tenant: Tenant) -> None:
    """The list and the search show the same projects, one of each kind."""
    listed = ask("GET", "/rest/api/3/project").json()
    assert keys(tenant) == [project["key"] for project in listed]
    assert listed == ask("GET", "/rest/api/3/project/search").json()["values"]
    kinds = ["software", "business", "product_discovery", "service_desk"]
    assert kinds == [project["projectTypeKey"] for project in listed]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("query=soft", ["Software"]),
        ("typeKey=business,service_desk", ["Business", "Help"]),
        ("id=10000&id=10002", ["Software", "Ideas"]),
        ("query=nonsense", []),
    ],
)
def test_a_project_search_is_filtered(ask: Ask, query: str, expected: list[str]) -> None:
    """Each query parameter narrows the search."""
    found = ask("GET", f"/rest/api/3/project/search?{query}").json()["values"]
    assert expected == [project["name"] for project in found]


def test_a_project_is_found_by_key_and_by_id(ask: Ask, tenant: Tenant) -> None:
    """The key and the id find the same project, with its lead and issue types."""
    project = ask("GET", f"/rest/api/3/project/{tenant.project_key}").json()
    assert project == ask("GET", f"/rest/api/3/project/{project['id']}").json()
    assert tenant.account_id == project["lead"]["accountId"]
    assert {"Task", "Story", "Bug", "Epic"} == {each["name"] for each in project["issueTypes"]}
    assert 404 == ask("GET", "/rest/api/3/project/NONE").status_code


@pytest.mark.parametrize(("listed", "paged"), [("versions", "version"), ("components", "component")])
def test_parts_of_a_project_are_listed_and_paged(ask: Ask, tenant: Tenant, listed: str, paged: str) -> None:
    """The list, the page and the project itself show the same single part."""
    path = f"/rest/api/3/project/{tenant.project_key}"
    parts = ask("GET", f"{path}/{listed}").json()
    assert 1 == len(parts)
    counted = {"issueCount": 1} if paged == "component" else {}
    assert [part | counted for part in parts] == ask("GET", f"{path}/{paged}").json()["values"]
    assert parts == ask("GET", path).json()[listed]
    assert parts[0] == ask("GET", f"/rest/api/3/{paged}/{parts[0]['id']}").json()
    assert 404 == ask("GET", f"/rest/api/3/{paged}/1").status_code


@pytest.mark.parametrize(
    ("key", "is_valid"), [("NEW1", True), ("", False), ("new", False), ("N", False), ("1N", False)]
)
def test_a_key_for_a_new_project_is_validated(ask: Ask, key: str, *, is_valid: bool) -> None:
    """The status is 200 in both cases; `errors` says what is wrong."""
    answer = ask("GET", f"/rest/api/3/projectvalidate/key?key={key}")
    errors: dict[str, Any] = answer.json()["errors"]
    assert (200, [] if is_valid else ["projectKey"]) == (answer.status_code, list(errors))


def test_a_key_in_use_is_not_valid(ask: Ask, tenant: Tenant) -> None:
    """The error names the project that uses the key."""
    answer = ask("GET", f"/rest/api/3/projectvalidate/key?key={tenant.project_key}")
    assert {"projectKey": "Project 'Software' uses this project key."} == answer.json()["errors"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("NEW1", "NEW1"),
        ("new key", "NEWKEY"),
        ("9lives", "LIVES"),
        ("averylongprojectname", "AVERYLONGP"),
        ("é", "P1"),
        ("n", "N1"),
    ],
)
def test_a_valid_key_is_suggested(ask: Ask, key: str, expected: str) -> None:
    """A valid key is returned unchanged, another one is made valid."""
    answer = ask("GET", "/rest/api/3/projectvalidate/validProjectKey", params={"key": key})
    assert (200, expected) == (answer.status_code, answer.json())


def test_a_key_in_use_is_not_suggested(ask: Ask, tenant: Tenant) -> None:
    """If a key is in use, Jira suggests another one."""
    path = f"/rest/api/3/projectvalidate/validProjectKey?key={tenant.project_key}"
    assert f"{tenant.project_key}1" == ask("GET", path).json()


def test_a_project_is_created_changed_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """Its lead is the caller, issues can be created in it, and they are deleted with it."""
    body = {"key": "NEW", "name": "New", "projectTypeKey": "software", "description": "Made by a test"}
    made = ask("POST", "/rest/api/3/project", json=body)
    assert (201, "NEW") == (made.status_code, made.json()["key"])
    fields = {"project": {"key": "NEW"}, "issuetype": {"name": "Task"}, "summary": "x"}
    assert "NEW-1" == ask("POST", "/rest/api/3/issue", json={"fields": fields}).json()["key"]
    changed = ask("PUT", "/rest/api/3/project/NEW", json={"name": "Newer", "url": "https://example.com"}).json()
    assert ("Newer", "https://example.com", tenant.account_id) == (
        changed["name"],
        changed["url"],
        changed["lead"]["accountId"],
    )
    assert 501 == ask("PUT", "/rest/api/3/project/NEW", json={"key": "OLD"}).status_code
    assert 204 == ask("DELETE", "/rest/api/3/project/NEW").status_code
    assert [404, 404] == [ask("GET", f"/rest/api/3/{path}").status_code for path in ("project/NEW", "issue/NEW-1")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "new"}, "projectKey"),
        ({"name": ""}, "projectName"),
        ({"name": "Software"}, "projectName"),
        ({"projectTypeKey": "garden"}, "projectType"),
        ({"leadAccountId": "nobody"}, "projectLead"),
        ({"categoryId": 7}, "categoryId"),
    ],
)
def test_an_invalid_project_is_refused(ask: Ask, changes: dict[str, Any], field: str) -> None:
    """The error names the field, and no project is created."""
    answer = ask("POST", "/rest/api/3/project", json={"key": "NEW", "name": "New", **changes})
    assert (400, [field]) == (answer.status_code, list(answer.json()["errors"]))
    assert 404 == ask("GET", "/rest/api/3/project/NEW").status_code


@pytest.mark.parametrize("path", ["project", "project/search", "project/{project_key}"])
def test_expand_adds_to_a_project(ask: Ask, tenant: Tenant, path: str) -> None:
    """The lists show the same of a project as the project itself."""
    url = f"/rest/api/3/{path.format(project_key=tenant.project_key)}?expand=description,lead,issueTypes,projectKeys"
    answer = ask("GET", url).json()
    projects = answer.get("values", [answer]) if isinstance(answer, dict) else answer
    [project] = [each for each in projects if each["key"] == tenant.project_key]
    assert (tenant.account_id, [tenant.project_key]) == (project["lead"]["accountId"], project["projectKeys"])
    assert ("", 4) == (project["description"], len(project["issueTypes"]))


def test_a_search_shows_how_many_issues_a_project_has(ask: Ask, tenant: Tenant) -> None:
    """`expand=insight` counts them, and has the time of the last change."""
    page = ask("GET", f"/rest/api/3/project/search?expand=insight,url&keys={tenant.project_key}").json()
    [project] = page["values"]
    assert ({"totalIssueCount": 2, "lastIssueUpdateTime": "2026-01-05T09:00:00.000+0000"}, "") == (
        project["insight"],
        project["url"],
    )


@pytest.mark.parametrize(("order", "names"), [("name", ["Business", "Help"]), ("-name", ["Software", "Ideas"])])
def test_projects_are_ordered(ask: Ask, order: str, names: list[str]) -> None:
    """A minus turns the order around; an order that the model does not know is 501."""
    page = ask("GET", f"/rest/api/3/project/search?maxResults=2&orderBy={order}").json()
    assert names == [each["name"] for each in page["values"]]
    assert 501 == ask("GET", "/rest/api/3/project/search?orderBy=issueCount").status_code


@pytest.mark.parametrize(("name", "free"), [("Garden", "Garden"), ("Software", "Software 2")])
def test_a_free_name_is_suggested(ask: Ask, name: str, free: str) -> None:
    """A name that is taken gets a number."""
    assert free == ask("GET", f"/rest/api/3/projectvalidate/validProjectName?name={name}").json()


@pytest.mark.parametrize("version", [2, 3])
def test_an_unknown_project_is_named_to_a_known_caller(ask: Ask, version: int) -> None:
    """Clients tell by this sentence whether a project exists; a stranger does not read it."""
    path = f"/rest/api/{version}/project/NONE"
    answers = [ask("GET", path, anonymous=anonymous) for anonymous in (False, True)]
    assert [404, 404] == [answer.status_code for answer in answers]
    assert ["No project could be found with key 'NONE'."] == answers[0].json()["errorMessages"]
    assert "NONE" not in answers[1].text


NAMED_IN_PATH = re.compile(r"project/\{project(IdOrKey|KeyOrId|Id)\}")
NAMED_IN_QUERY = (
    *("user/assignable/search?project=NONE", "user/assignable/multiProjectSearch?projectKeys=NONE"),
    *("user/viewissue/search?query=&projectKey=NONE", "user/permission/search?permissions=EDIT_ISSUES&projectKey=NONE"),
    *("mypermissions?permissions=EDIT_ISSUES&projectKey=NONE", "issuetype/project?projectId=NONE"),
)


@for_each("operation", [operation for operation in HANDLERS if NAMED_IN_PATH.search(operation)])
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_every_operation_of_a_project_names_an_unknown_one(ask: Ask, tenant: Tenant, operation: str) -> None:
    """In the recorded sentence."""
    method, path = operation.partition(" ")[0], NAMED_IN_PATH.sub("project/NONE", operation.partition(" ")[2])
    body: Any = {"content": b"\x89PNG"} if "avatar" in path else {"json": {"id": 0, "state": "ENABLED"}}
    answer = ask(method, f"/rest/api/3/{path_of(f'{method} {path}', tenant)}", **body)
    assert ["No project could be found with key 'NONE'."] == answer.json()["errorMessages"]


@pytest.mark.parametrize("path", NAMED_IN_QUERY)
def test_a_query_that_names_an_unknown_project_is_answered_alike(ask: Ask, path: str) -> None:
    """A number, or no project, gets the words for other things that do not exist."""
    unknown, number = ask("GET", f"/rest/api/3/{path}"), ask("GET", f"/rest/api/3/{path.replace('NONE', '1')}")
    assert ["No project could be found with key 'NONE'."] == unknown.json()["errorMessages"]
    assert ["Project does not exist or you do not have permission to see it."] == number.json()["errorMessages"]


@pytest.mark.parametrize(("key", "rule"), [("NONE", "no-such-project"), ("1", "S1")])
def test_the_answer_for_an_unknown_key_has_a_rule_of_its_own(key: str, rule: str) -> None:
    """What is recorded for a key says nothing of a number."""
    answer = ask_edge("GET", f"{SITE}/rest/api/3/project/{key}", ACCOUNT.unscoped)
    assert (404, rule) == (answer.status, answer.rule)
