"""Versions of a project can be created, changed, found, counted and deleted."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def create(ask: Ask, tenant: Tenant, **members: Any) -> Any:
    """A new version."""
    answer = ask("POST", "/rest/api/3/version", json={"project": tenant.project_key, **members})
    assert 201 == answer.status_code
    return answer.json()


def test_a_version_is_created_changed_and_read(ask: Ask, tenant: Tenant) -> None:
    """It shows what was set, and a change shows on the issues too."""
    made = create(ask, tenant, name="2.0", description="Next", releaseDate="2026-05-01", released=False)
    assert ("Next", "2026-05-01", False) == (made["description"], made["releaseDate"], made["released"])
    path = f"/rest/api/3/version/{made['id']}"
    assert made == ask("GET", path).json()
    ask("PUT", "/rest/api/3/version/10000", json={"name": "1.1", "released": True})
    [version] = ask("GET", f"/rest/api/3/issue/{tenant.issue_key}").json()["fields"]["fixVersions"]
    assert ("1.1", True) == (version["name"], version["released"])


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"name": "1.0"}, "name"),
        ({"name": "x", "releaseDate": "soon"}, "releaseDate"),
    ],
)
def test_an_invalid_version_is_refused(ask: Ask, tenant: Tenant, members: Any, field: str) -> None:
    """The error names the member."""
    answer = ask("POST", "/rest/api/3/version", json={"project": tenant.project_key, **members})
    assert (400, [field]) == (answer.status_code, list(answer.json()["errors"]))
    assert 404 == ask("POST", "/rest/api/3/version", json={"project": "NONE", "name": "x"}).status_code


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("orderBy=-name", ["old", "new", "1.0"]),
        ("orderBy=releaseDate", ["1.0", "new", "old"]),
        ("status=released", ["old"]),
        ("status=unreleased,archived", ["1.0", "new"]),
        ("query=NEXT", ["new"]),
        ("startAt=1&maxResults=1", ["old"]),
    ],
)
def test_versions_are_found(ask: Ask, tenant: Tenant, query: str, expected: list[str]) -> None:
    """Each parameter orders or narrows the page."""
    create(ask, tenant, name="old", released=True, releaseDate="2026-02-01")
    create(ask, tenant, name="new", description="What is next", archived=True, releaseDate="2026-01-01")
    page = ask("GET", f"/rest/api/3/project/{tenant.project_key}/version?{query}").json()
    assert expected == [each["name"] for each in page["values"]]


def test_issues_of_a_version_are_counted(ask: Ask) -> None:
    """Of the tenant's issues, one is to be fixed in the version."""
    counts = ask("GET", "/rest/api/3/version/10000/relatedIssueCounts").json()
    assert (1, 0) == (counts["issuesFixedCount"], counts["issuesAffectedCount"])
    unresolved = ask("GET", "/rest/api/3/version/10000/unresolvedIssueCount").json()
    assert (1, 1) == (unresolved["issuesUnresolvedCount"], unresolved["issuesCount"])


@pytest.mark.parametrize("is_swap", [False, True])
def test_a_deleted_version_is_replaced(ask: Ask, state: State, tenant: Tenant, *, is_swap: bool) -> None:
    """The issues get the other version, or none where no other one is named."""
    issue = state.jira.issues[tenant.issue_key]
    issue.fields["versions"] = list(issue.project.versions)
    other = create(ask, tenant, name="2.0")["id"]
    path = "/rest/api/3/version/10000"
    if is_swap:
        answer = ask("POST", f"{path}/removeAndSwap", json={"moveFixIssuesTo": int(other)})
    else:
        answer = ask("DELETE", f"{path}?moveFixIssuesTo={other}")
    assert (204, 404) == (answer.status_code, ask("GET", path).status_code)
    assert ([other], []) == ([each.id for each in issue.fields["fixVersions"]], issue.fields["versions"])
    assert 400 == ask("DELETE", f"/rest/api/3/version/{other}?moveFixIssuesTo=1").status_code


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"position": "First"}, ["3.0", "1.0", "2.0"]),
        ({"position": "Earlier"}, ["1.0", "3.0", "2.0"]),
        ({"position": "Later"}, ["1.0", "2.0", "3.0"]),
        ({"position": "Last"}, ["1.0", "2.0", "3.0"]),
        ({"after": "https://example.com/rest/api/3/version/10000"}, ["1.0", "3.0", "2.0"]),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_version_is_moved(ask: Ask, tenant: Tenant, body: dict[str, str], expected: list[str], form: UrlForm) -> None:
    """To a position among the others, or after one of them."""
    create(ask, tenant, name="2.0")
    moved = create(ask, tenant, name="3.0")
    answer = ask("POST", f"/rest/api/3/version/{moved['id']}/move", json=body, form=form)
    listed = ask("GET", f"/rest/api/3/project/{tenant.project_key}/versions").json()
    assert ("3.0", expected) == (answer.json()["name"], [each["name"] for each in listed])
    for wrong in ({}, {"position": "Next"}, {"after": "x/1"}, {"position": "First", "after": "x/10000"}):
        assert 400 == ask("POST", f"/rest/api/3/version/{moved['id']}/move", json=wrong).status_code


@pytest.mark.parametrize("form", FORMS)
def test_a_version_is_merged_into_another(ask: Ask, tenant: Tenant, state: State, form: UrlForm) -> None:
    """Its issues get the other one, which counts them by the category of their status; it is gone itself."""
    other = create(ask, tenant, name="2.0")
    path = f"/rest/api/3/version/10000/mergeto/{other['id']}"
    assert [204, 404] == [ask("PUT", path, form=form).status_code for _ in range(2)]
    assert ["2.0"] == [each.name for each in state.jira.issues[tenant.issue_key].fields["fixVersions"]]
    shown = ask("GET", f"/rest/api/3/version/{other['id']}?expand=issuesstatus", form=form).json()
    assert {"unmapped": 0, "toDo": 1, "inProgress": 0, "done": 0} == shown["issuesStatusForFixVersion"]
    assert 404 == ask("PUT", f"/rest/api/3/version/{other['id']}/mergeto/{other['id']}").status_code
