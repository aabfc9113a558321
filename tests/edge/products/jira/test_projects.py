"""Projects of the Jira platform, with versions and components, and the validation of keys."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

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
    assert parts == ask("GET", f"{path}/{paged}").json()["values"]
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
