"""Dashboards and the gadgets on them."""

from collections.abc import Callable

import httpx

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3/dashboard"


def test_a_dashboard_is_created_changed_and_deleted(ask: Ask) -> None:
    """Sharing it with all users is shown as Jira shows it; one that is gone is named."""
    body = {"name": "Mine", "description": "Made up", "sharePermissions": [{"type": "authenticated"}]}
    made = ask("POST", API, json=body).json()
    assert ("Made up", ["loggedin"]) == (made["description"], [each["type"] for each in made["sharePermissions"]])
    path = f"{API}/{made['id']}"
    assert "Yours" == ask("PUT", path, json={"name": "Yours"}).json()["name"] == ask("GET", path).json()["name"]
    wrong = ({"name": "Yours"}, {"name": " "}, {"name": "x", "sharePermissions": [{"type": "nobody"}]})
    assert [400, 400, 400] == [ask("POST", API, json=each).status_code for each in wrong]
    assert [204, 404] == [ask("DELETE", path).status_code for _ in range(2)]
    assert [f"The dashboard with id '{made['id']}' does not exist."] == ask("GET", path).json()["errorMessages"]


def test_a_dashboard_is_shared_with_a_project_and_a_user(ask: Ask, tenant: Tenant) -> None:
    """As the permissions of a list are published; a role of a project is not modelled."""
    path = f"{API}/{ask('POST', API, json={'name': 'Mine'}).json()['id']}"
    project, user = {"type": "project", "project": {"id": "10000"}}, {"accountId": tenant.account_id}
    body = {"sharePermissions": [project, {"type": "user", "user": user}]}
    of_project, of_user = ask("PUT", path, json=body).json()["sharePermissions"]
    assert (tenant.project_key, tenant.account_id) == (of_project["project"]["key"], of_user["user"]["accountId"])
    with_role = {"sharePermissions": [{**project, "role": {"id": 10002}}]}
    assert 501 == ask("PUT", path, json=with_role).status_code


def test_gadgets_are_added_changed_and_removed(ask: Ask) -> None:
    """A copy of the dashboard has them too, with ids of their own."""
    dashboard = f"{API}/{ask('POST', API, json={'name': 'Mine'}).json()['id']}"
    uri = ask("GET", f"{API}/gadgets").json()["gadgets"][0]["uri"]
    first, second = (ask("POST", f"{dashboard}/gadget", json={"uri": uri}).json() for _ in range(2))
    assert [{"row": row, "column": 0} for row in (0, 1)] == [first["position"], second["position"]]
    path = f"{dashboard}/gadget/{first['id']}"
    assert [204, 400] == [ask("PUT", path, json={"color": each}).status_code for each in ("red", "none")]
    assert ["red"] == [
        each["color"] for each in ask("GET", f"{dashboard}/gadget?gadgetId={first['id']}").json()["gadgets"]
    ]
    copied = ask("POST", f"{dashboard}/copy", json={"name": "Copy"}).json()["id"]
    shown = ask("GET", f"{API}/{copied}/gadget").json()["gadgets"]
    assert ["red", "blue"] == [each["color"] for each in shown]
    assert not {first["id"], second["id"]} & {each["id"] for each in shown}
    assert [204, 404] == [ask("DELETE", path).status_code for _ in range(2)]
    unknown: tuple[dict[str, object], ...] = (
        {"uri": "none"},
        {},
        {"uri": "none", "ignoreUriAndModuleKeyValidation": True},
        {"moduleKey": "key"},
    )
    assert [400, 400, 200, 501] == [ask("POST", f"{dashboard}/gadget", json=each).status_code for each in unknown]


def test_a_gadget_has_properties(ask: Ask) -> None:
    """Any JSON under a key."""
    dashboard = f"{API}/{ask('POST', API, json={'name': 'Mine'}).json()['id']}"
    uri = ask("GET", f"{API}/gadgets").json()["gadgets"][0]["uri"]
    gadget = ask("POST", f"{dashboard}/gadget", json={"uri": uri}).json()["id"]
    path = f"{dashboard}/items/{gadget}/properties"
    assert 201 == ask("PUT", f"{path}/config", json={"num": 5}).status_code
    assert ["config"] == [each["key"] for each in ask("GET", path).json()["keys"]]
    assert 404 == ask("GET", f"{dashboard}/items/1/properties").status_code
