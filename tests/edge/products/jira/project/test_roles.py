"""Roles in a project, its statuses, and types and categories of projects."""

from collections.abc import Callable

import httpx

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def test_the_lead_is_an_administrator(ask: Ask, tenant: Tenant) -> None:
    """Each project has the role, whose link leads to its users."""
    path = f"/rest/api/3/project/{tenant.project_key}/role"
    roles = ask("GET", path).json()
    [(name, url)] = roles.items()
    shown = ask("GET", f"{path}/{url.rpartition('/')[2]}").json()
    assert ("Administrators", name) == (name, shown["name"])
    assert [tenant.account_id] == [each["actorUser"]["accountId"] for each in shown["actors"]]
    assert 404 == ask("GET", f"{path}/1").status_code


def test_roles_are_listed(ask: Ask) -> None:
    """A role is the same in the list and by its id."""
    [role] = ask("GET", "/rest/api/3/role").json()
    assert role == ask("GET", f"/rest/api/3/role/{role['id']}").json()


def test_each_issue_type_has_its_statuses(ask: Ask, tenant: Tenant) -> None:
    """All types of the tenant have the same workflow."""
    types = ask("GET", f"/rest/api/3/project/{tenant.project_key}/statuses").json()
    assert ["Task", "Story", "Bug", "Epic"] == [each["name"] for each in types]
    assert ["To Do", "In Progress", "Done"] == [each["name"] for each in types[0]["statuses"]]


def test_types_of_projects_are_listed(ask: Ask) -> None:
    """Each is found by its key."""
    listed = ask("GET", "/rest/api/3/project/type").json()
    assert listed == [ask("GET", f"/rest/api/3/project/type/{each['key']}").json() for each in listed]
    assert 404 == ask("GET", "/rest/api/3/project/type/none").status_code


def test_a_category_is_created_given_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """A project shows its category, is found by it, and loses it when it is deleted."""
    made = ask("POST", "/rest/api/3/projectCategory", json={"name": "Internal"})
    path = f"/rest/api/3/projectCategory/{made.json()['id']}"
    assert (201, made.json()) == (made.status_code, ask("GET", path).json())
    ask("PUT", path, json={"description": "For us"})
    project = f"/rest/api/3/project/{tenant.project_key}"
    changed = ask("PUT", project, json={"categoryId": int(made.json()["id"])}).json()
    assert "For us" == changed["projectCategory"]["description"]
    found = ask("GET", f"/rest/api/3/project/search?categoryId={made.json()['id']}").json()["values"]
    assert [tenant.project_key] == [each["key"] for each in found]
    assert [409, 400] == [
        ask("POST", "/rest/api/3/projectCategory", json=body).status_code for body in ({"name": "Internal"}, {})
    ]
    assert [204, 404] == [ask(method, path).status_code for method in ("DELETE", "GET")]
    assert "projectCategory" not in ask("GET", project).json()


def test_actors_are_added_and_removed(ask: Ask, tenant: Tenant) -> None:
    """A user and a group get the role of a project; removing somebody who does not have it changes nothing."""
    path = f"/rest/api/3/project/{tenant.project_key}/role/10002"
    colleague = f"{tenant.account_id}-colleague"
    shown = ask("POST", path, json={"user": [colleague], "group": ["jira-users"]}).json()
    assert ["jira-users", "Quiet Colleague"] == sorted(each["displayName"] for each in shown["actors"])[::-1][:2]
    assert [204, 204, 400] == [
        ask("DELETE", f"{path}{query}").status_code for query in (f"?user={colleague}", "?user=nobody", "")
    ]
    assert 2 == len(ask("GET", path).json()["actors"])
    only = {"categorisedActors": {"atlassian-user-role-actor": [tenant.account_id]}}
    assert [tenant.account_id] == [
        each["actorUser"]["accountId"] for each in ask("PUT", path, json=only).json()["actors"]
    ]
    assert [400, 400] == [ask("POST", path, json=body).status_code for body in ({}, {"user": ["nobody"]})]


def test_a_role_is_created_given_and_deleted(ask: Ask, tenant: Tenant, state: State) -> None:
    """Each new project gives it to its default actors; when it is deleted, another one takes its place."""
    made = ask("POST", "/rest/api/3/role", json={"name": "Testers"}).json()
    role, default = f"/rest/api/3/role/{made['id']}", "/rest/api/3/role/10002/actors"
    assert [409, 400] == [ask("POST", "/rest/api/3/role", json=body).status_code for body in ({"name": "Testers"}, {})]
    ask("POST", f"{role}/actors", json={"user": [f"{tenant.account_id}-colleague"]})
    ask("POST", role, json={"description": "Those who test"})
    assert ("Those who test", 1) == ((got := ask("GET", role).json())["description"], len(got["actors"]))
    ask("POST", "/rest/api/3/project", json={"key": "NEW", "name": "New", "leadAccountId": tenant.account_id})
    held = "/rest/api/3/project/NEW/role"
    assert 1 == len(ask("GET", f"{held}/{made['id']}").json()["actors"])
    details = ask("GET", "/rest/api/3/project/NEW/roledetails?currentMember=true").json()
    assert ["Administrators"] == [each["name"] for each in details]
    assert [204, 404] == [ask("DELETE", f"{role}?swap=10002").status_code for _ in range(2)]
    assert made["id"] not in {each.role for each in state.jira.roles.defaults}
    colleague = f"{tenant.account_id}-colleague"
    assert [colleague] == [each["actorUser"]["accountId"] for each in ask("GET", default).json()["actors"]]
    assert 2 == len(ask("GET", f"{held}/10002").json()["actors"])
    assert 501 == ask("DELETE", "/rest/api/3/role/10002").status_code
