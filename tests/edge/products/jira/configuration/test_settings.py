"""Settings of the site and of its users: columns, time tracking, the banner, preferences, sharing and features."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"


@pytest.mark.parametrize("body", [{"json": {"columns": ["summary", "status"]}}, {"data": {"columns": ["summary"]}}])
def test_columns_are_chosen_and_reset(ask: Ask, body: dict[str, object]) -> None:
    """A user's columns are the site's until others are chosen; an unknown field is refused."""
    before = ask("GET", f"{API}/user/columns").json()
    assert ask("GET", f"{API}/settings/columns").json() == before
    assert 200 == ask("PUT", f"{API}/user/columns", **body).status_code
    assert "Summary" == ask("GET", f"{API}/user/columns").json()[0]["label"]
    assert before == ask("GET", f"{API}/settings/columns").json()
    assert 400 == ask("PUT", f"{API}/settings/columns", json={"columns": ["nothing"]}).status_code
    assert 204 == ask("DELETE", f"{API}/user/columns").status_code
    assert before == ask("GET", f"{API}/user/columns").json()


def test_a_filter_has_columns_when_they_are_chosen(ask: Ask, state: State) -> None:
    """Before that, and after they are deleted, they are not found."""
    path = f"{API}/filter/{state.jira.filters[0].id}/columns"
    assert [404, 200, 200, 204, 404] == [
        ask(method, path, **({"json": {"columns": ["summary"]}} if method == "PUT" else {})).status_code
        for method in ("GET", "PUT", "GET", "DELETE", "GET")
    ]


def test_time_tracking_is_configured(ask: Ask) -> None:
    """The configuration of the site shows the change; there is one provider."""
    changed = {"workingHoursPerDay": 7.5, "workingDaysPerWeek": 4, "timeFormat": "hours", "defaultUnit": "hour"}
    path = f"{API}/configuration/timetracking"
    assert changed == ask("PUT", f"{path}/options", json=changed).json() == ask("GET", f"{path}/options").json()
    assert changed == ask("GET", f"{API}/configuration").json()["timeTrackingConfiguration"]
    wrong = ask("PUT", f"{path}/options", json=changed | {"timeFormat": "never", "workingDaysPerWeek": 0})
    assert (400, ["workingDaysPerWeek", "timeFormat"]) == (wrong.status_code, list(wrong.json()["errors"]))
    assert [ask("GET", path).json()] == ask("GET", f"{path}/list").json()
    assert [204, 400] == [ask("PUT", path, json={"key": key}).status_code for key in ("JIRA", "none")]


def test_the_banner_is_changed(ask: Ask) -> None:
    """What the body lacks stays, and only two visibilities exist."""
    path = f"{API}/announcementBanner"
    assert [204, 400] == [
        ask("PUT", path, json=body).status_code for body in ({"message": "Made up"}, {"visibility": "everyone"})
    ]
    shown = ask("GET", path).json()
    assert ("Made up", "public", False) == (shown["message"], shown["visibility"], shown["isEnabled"])


def test_a_preference_is_stored_and_removed(ask: Ask) -> None:
    """As a JSON string or as plain text; a key is needed."""
    path = f"{API}/mypreferences?key=colour"
    for body in ({"json": "red"}, {"content": b"red"}):
        assert 204 == ask("PUT", path, **body).status_code
        assert "red" == ask("GET", path).json()
    assert [204, 404, 400] == [ask("DELETE", each).status_code for each in (path, path, f"{API}/mypreferences")]
    assert 404 == ask("GET", path).status_code
    assert {"locale": "en_US"} == ask("GET", f"{API}/mypreferences/locale").json()


def test_a_filter_is_shared(ask: Ask, tenant: Tenant, state: State) -> None:
    """The share is shown on the filter, and everyone replaces all others."""
    path = f"{API}/filter/{state.jira.filters[0].id}"
    project = state.jira.projects[tenant.project_key].id
    made = ask("POST", f"{path}/permission", json={"type": "project", "projectId": project})
    assert (201, tenant.project_key) == (made.status_code, made.json()[0]["project"]["key"])
    share = made.json()[0]
    assert [share] == ask("GET", path).json()["sharePermissions"] == ask("GET", f"{path}/permission").json()
    assert share == ask("GET", f"{path}/permission/{share['id']}").json()
    [everyone] = ask("POST", f"{path}/permission", json={"type": "global"}).json()
    assert 400 == ask("POST", f"{path}/permission", json={"type": "project", "projectId": project}).status_code
    assert [204, 404] == [ask("DELETE", f"{path}/permission/{everyone['id']}").status_code for _ in range(2)]
    kinds = [{"type": "user", "accountId": tenant.account_id}, {"type": "group", "groupname": "jira-users"}]
    assert [201, 201, 400, 501] == [
        ask("POST", f"{path}/permission", json=body).status_code
        for body in (*kinds, {"type": "nobody"}, {"type": "project", "projectId": project, "rights": 3})
    ]


def test_the_owner_of_a_filter_and_the_default_scope(ask: Ask, tenant: Tenant, state: State) -> None:
    """A filter is given to another user; a scope must be one of three."""
    path = f"{API}/filter/{state.jira.filters[0].id}"
    colleague = f"{tenant.account_id}-colleague"
    assert [204, 400] == [
        ask("PUT", f"{path}/owner", json={"accountId": each}).status_code for each in (colleague, "none")
    ]
    assert colleague == ask("GET", path).json()["owner"]["accountId"]
    scope = f"{API}/filter/defaultShareScope"
    assert [200, 400] == [ask("PUT", scope, json={"scope": each}).status_code for each in ("GLOBAL", "none")]
    assert {"scope": "GLOBAL"} == ask("GET", scope).json()


def test_a_feature_is_switched_off(ask: Ask, tenant: Tenant) -> None:
    """An unknown one is not found, and a state is one of two."""
    path = f"{API}/project/{tenant.project_key}/features"
    key = ask("GET", path).json()["features"][0]["feature"]
    assert [200, 400] == [ask("PUT", f"{path}/{key}", json={"state": each}).status_code for each in ("DISABLED", "x")]
    assert "DISABLED" == ask("GET", path).json()["features"][0]["state"]
    assert 404 == ask("PUT", f"{path}/none", json={"state": "ENABLED"}).status_code


def test_an_application_property_is_changed(ask: Ask) -> None:
    """By its key it is an object, by a filter it is in a list."""
    path = f"{API}/application-properties"
    assert [200, 404] == [
        ask("PUT", f"{path}/{key}", json={"value": "Mine"}).status_code for key in ("jira.title", "none")
    ]
    assert "Mine" == ask("GET", f"{path}?key=jira.title").json()["value"]
    assert ["jira.title"] == [each["key"] for each in ask("GET", f"{path}?keyFilter=jira.title").json()]
    assert 404 == ask("GET", f"{path}?key=none").status_code
