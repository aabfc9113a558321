"""The Jira instance: its configuration, the caller's permissions, filters and dashboards."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize("form", FORMS)
def test_the_server_names_its_site_at_both_url_forms(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """The base URL of the server is the site, also at the gateway."""
    info = ask("GET", "/rest/api/2/serverInfo", form=form).json()
    assert f"https://{tenant.site}.atlassian.net" == info["baseUrl"]


def test_the_configuration_is_shown(ask: Ask) -> None:
    """A feature that the local model does not have is shown as disabled."""
    configuration = ask("GET", "/rest/api/3/configuration").json()
    assert (True, False) == (configuration["attachmentsEnabled"], configuration["subTasksEnabled"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("resolution", {"Done", "Won't Do", "Duplicate", "Cannot Reproduce"}),
        ("issuetype", {"Task", "Story", "Bug", "Epic", "Idea", "Service Request"}),
        ("priority", {"Highest", "High", "Medium", "Low", "Lowest"}),
        ("status", {"To Do", "In Progress", "Done"}),
    ],
)
def test_the_settings_of_administrators_are_listed(ask: Ask, path: str, expected: set[str]) -> None:
    """Each resource is in the list, and is found by its id."""
    listed = ask("GET", f"/rest/api/3/{path}").json()
    assert expected == {each["name"] for each in listed}
    for each in listed:
        assert each == ask("GET", f"/rest/api/3/{path}/{each['id']}").json()
    assert 404 == ask("GET", f"/rest/api/3/{path}/99").status_code


def test_the_caller_has_the_permissions(ask: Ask) -> None:
    """An account of the tenant has every permission."""
    answer = ask("GET", "/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS").json()
    assert {"BROWSE_PROJECTS": True} == {key: bean["havePermission"] for key, bean in answer["permissions"].items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "The 'permissions' query parameter is required."),
        ("?permissions=BROWSE_PROJECTS,FLY", "Unrecognized permission keys: FLY."),
    ],
)
def test_permissions_are_requested_by_key(ask: Ask, query: str, expected: str) -> None:
    """Without keys, or with unknown keys, the answer is an error."""
    answer = ask("GET", f"/rest/api/3/mypermissions{query}")
    assert (400, [expected]) == (answer.status_code, answer.json()["errorMessages"])


@pytest.mark.parametrize(("path", "name"), [("filter/search", "values"), ("dashboard", "dashboards")])
def test_shared_objects_are_listed(ask: Ask, path: str, name: str) -> None:
    """The list has one, which is also found by its id."""
    page = ask("GET", f"/rest/api/3/{path}").json()
    [only] = page[name]
    assert 1 == page["total"]
    assert only == ask("GET", f"/rest/api/3/{path.removesuffix('/search')}/{only['id']}").json()


def test_a_filter_is_found_by_its_name(ask: Ask) -> None:
    """A part of the name is enough; another name finds nothing."""
    totals = [ask("GET", f"/rest/api/3/filter/search?filterName={name}").json()["total"] for name in ("SOFT", "x")]
    assert [1, 0] == totals


def test_a_filter_is_created_changed_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """It is one of the caller's own, and a favourite if the caller marks it."""
    body = {"name": "Mine", "jql": "assignee = currentUser()", "description": "What I do"}
    made = ask("POST", "/rest/api/3/filter", json=body).json()
    path = f"/rest/api/3/filter/{made['id']}"
    assert (made, "What I do") == (ask("GET", path).json(), made["description"])
    assert ask("PUT", f"{path}/favourite").json()["favourite"]
    assert ["Mine"] == [each["name"] for each in ask("GET", "/rest/api/3/filter/favourite").json()]
    assert not ask("DELETE", f"{path}/favourite").json()["favourite"]
    assert "Yours" == ask("PUT", path, json={"name": "Yours"}).json()["name"]
    assert 2 == len(ask("GET", "/rest/api/3/filter/my").json())
    ordered = ask("GET", f"/rest/api/3/filter/search?orderBy=-id&accountId={tenant.account_id}").json()
    assert "Yours" == ordered["values"][0]["name"]
    assert [204, 404] == [ask(method, path).status_code for method in ("DELETE", "GET")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"name": "Issues of the software project"}, 400),
        ({"name": "x", "jql": "project ="}, 400),
        ({"name": "x", "jql": []}, 400),
        ({"name": "x", "jql": "status WAS Done"}, 501),
        ({"name": "x", "sharePermissions": [{"type": "global"}]}, 501),
    ],
)
def test_an_invalid_filter_is_refused(ask: Ask, body: Any, status: int) -> None:
    """A filter needs a name of its own and a query that is JQL."""
    assert status == ask("POST", "/rest/api/3/filter", json=body).status_code


def test_dashboards_are_chosen(ask: Ask, tenant: Tenant) -> None:
    """The caller owns the dashboard, and it is nobody's favourite."""
    path = "/rest/api/3/dashboard"
    totals = [ask("GET", f"{path}?filter={each}").json()["total"] for each in ("my", "favourite")]
    totals += [
        ask("GET", f"{path}/search?{query}").json()["total"]
        for query in ("dashboardName=GLANCE", "dashboardName=x", f"accountId={tenant.account_id}")
    ]
    assert [1, 0, 1, 0, 1] == totals
    assert 400 == ask("GET", f"{path}?filter=all").status_code


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("priorityName=high", ["Highest", "High"]),
        ("id=1&id=5", ["Highest", "Lowest"]),
        ("onlyDefault=true", ["Medium"]),
        ("startAt=4", ["Lowest"]),
    ],
)
def test_priorities_are_found(ask: Ask, query: str, names: list[str]) -> None:
    """Each parameter narrows the page."""
    page = ask("GET", f"/rest/api/3/priority/search?{query}").json()
    assert names == [each["name"] for each in page["values"]]


def test_categories_of_statuses_are_listed(ask: Ask) -> None:
    """Each is found by its id and by its key, also the one that no status has."""
    listed = ask("GET", "/rest/api/3/statuscategory").json()
    assert {"No Category", "To Do", "In Progress", "Done"} == {each["name"] for each in listed}
    for each in listed:
        for name in ("id", "key"):
            assert each == ask("GET", f"/rest/api/3/statuscategory/{each[name]}").json()


@pytest.mark.parametrize(("query", "count"), [("", 4), ("?id=10000", 1), ("?id=7", 0), ("?onlyDefault=true", 0)])
def test_resolutions_are_found(ask: Ask, query: str, count: int) -> None:
    """None is the default."""
    assert count == ask("GET", f"/rest/api/3/resolution/search{query}").json()["total"]
    assert 400 == ask("GET", "/rest/api/3/resolution/search?onlyDefault=x").status_code


def test_types_of_a_project_and_labels_are_listed(ask: Ask, tenant: Tenant) -> None:
    """Types can be chosen by their level; each label is listed once."""
    path = "/rest/api/3/issuetype/project?projectId=10000"
    assert ["Epic"] == [each["name"] for each in ask("GET", f"{path}&level=1").json()]
    ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json={"fields": {"labels": ["b", "a"]}})
    assert ["a", "b"] == ask("GET", "/rest/api/3/label").json()["values"]


@pytest.mark.parametrize("version", [2, 3])
def test_permissions_may_be_repeated(ask: Ask, tenant: Tenant, version: int) -> None:
    """The parameter is read as often as it is sent; a project or an issue must exist."""
    path = f"/rest/api/{version}/mypermissions?permissions=BROWSE_PROJECTS&permissions=ADD_COMMENTS"
    assert ["BROWSE_PROJECTS", "ADD_COMMENTS"] == list(ask("GET", path).json()["permissions"])
    statuses = [
        ask("GET", f"{path}&{query}").status_code
        for query in (
            f"projectKey={tenant.project_key}",
            "projectKey=NONE",
            f"issueKey={tenant.issue_key}",
            "issueId=1",
        )
    ]
    assert [200, 404, 200, 404] == statuses


def test_a_permission_of_jira_that_the_model_lacks_is_not_modelled(ask: Ask) -> None:
    """It is not refused as unknown."""
    assert 501 == ask("GET", "/rest/api/3/mypermissions?permissions=SYSTEM_ADMIN").status_code


@pytest.mark.parametrize(("query", "status"), [("", 200), ("?size=small", 200), ("?size=x", 400), ("?format=png", 501)])
def test_an_avatar_has_sizes(ask: Ask, query: str, status: int) -> None:
    """The picture is SVG; another format is not modelled."""
    answer = ask("GET", f"/rest/api/3/universal_avatar/view/type/user/avatar/10400{query}")
    assert (status, status == 200 and "small" in query) == (answer.status_code, 'width="24"' in answer.text)
