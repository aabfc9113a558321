"""Groups on the Jira platform: created, deleted, filled, and named by what is shared with them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.people import EVERYONE
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"
NAME = "reviewers"


def made(ask: Ask, form: UrlForm = UrlForm.SITE) -> Any:
    """A new group."""
    created = ask("POST", f"{API}/group", json={"name": NAME}, form=form)
    assert (201, NAME, 0) == (created.status_code, created.json()["name"], created.json()["users"]["size"])
    return created.json()


@pytest.mark.parametrize("form", FORMS)
def test_a_group_is_created_filled_and_deleted(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """Its members have it among their groups, in Confluence too, and are found by it in JQL."""
    group = made(ask, form)
    account = tenant.account_id
    added = ask("POST", f"{API}/group/user?groupId={group['groupId']}", json={"accountId": account}, form=form)
    assert (201, 1) == (added.status_code, added.json()["users"]["size"])
    members = ask("GET", f"{API}/group/member?groupname={NAME}", form=form).json()["values"]
    assert [account] == [each["accountId"] for each in members]
    names = [each["name"] for each in ask("GET", f"{API}/user/groups?accountId={account}", form=form).json()]
    confluence = ask("GET", f"/wiki/rest/api/user/memberof?accountId={account}", form=form).json()["results"]
    assert [EVERYONE.name, NAME] == names == [each["name"] for each in confluence]
    jql = {"jql": f"assignee in membersOf({NAME})", "fields": "key"}
    found = ask("GET", f"{API}/search/jql", params=jql, form=form).json()["issues"]
    assert [tenant.issue_key] == [each["key"] for each in found]
    removed = ask("DELETE", f"{API}/group/user?groupname={NAME}&accountId={account}", form=form)
    assert (200, "") == (removed.status_code, removed.text)
    assert [200, 404] == [ask("DELETE", f"{API}/group?groupname={NAME}", form=form).status_code for _ in range(2)]


def test_a_group_is_listed(ask: Ask) -> None:
    """Among all, by its name, and in the pickers; its name is used once."""
    made(ask)
    assert [EVERYONE.name, NAME] == [each["name"] for each in ask("GET", f"{API}/group/bulk").json()["values"]]
    assert 1 == ask("GET", f"{API}/group/bulk?groupName={NAME}").json()["total"]
    assert 1 == ask("GET", f"{API}/groups/picker?query=review").json()["total"]
    assert 1 == ask("GET", f"{API}/groupuserpicker?query=review").json()["groups"]["total"]
    assert [400, 400] == [ask("POST", f"{API}/group", json={"name": each}).status_code for each in (NAME, " ")]


def test_membership_changes_once(ask: Ask, tenant: Tenant) -> None:
    """A member is not added again, and somebody else not taken out; the group of all users stays as it is."""
    made(ask)
    account = tenant.account_id
    body = {"json": {"accountId": account}}
    assert [201, 400] == [ask("POST", f"{API}/group/user?groupname={NAME}", **body).status_code for _ in range(2)]
    path = f"{API}/group/user?groupname={NAME}&accountId={account}"
    assert [200, 400] == [ask("DELETE", path).status_code for _ in range(2)]
    everyone = f"groupname={EVERYONE.name}"
    assert 400 == ask("POST", f"{API}/group/user?{everyone}", **body).status_code
    assert [501, 501] == [
        ask("DELETE", f"{API}/{path}").status_code
        for path in (f"group?{everyone}", f"group/user?{everyone}&accountId={account}")
    ]
    assert 404 == ask("POST", f"{API}/group/user?groupname={NAME}", json={"accountId": "nobody"}).status_code


def test_a_group_that_is_used_is_not_deleted(ask: Ask, tenant: Tenant) -> None:
    """By a filter that is shared with it, or a role that it has; what becomes of them is not modelled."""
    group = made(ask)
    [first] = ask("GET", f"{API}/filter/search").json()["values"]
    path = f"{API}/filter/{first['id']}/permission"
    [share] = ask("POST", path, json={"type": "group", "groupId": group["groupId"]}).json()
    assert NAME == share["group"]["name"]
    assert 501 == ask("DELETE", f"{API}/group?groupname={NAME}").status_code
    ask("DELETE", f"{path}/{share['id']}")
    role = f"{API}/project/{tenant.project_key}/role/10002"
    actors = ask("POST", role, json={"group": [NAME]}).json()["actors"]
    assert NAME in [each["name"] for each in actors if "actorGroup" in each]
    assert 501 == ask("DELETE", f"{API}/group?groupname={NAME}").status_code
    assert 204 == ask("DELETE", f"{role}?group={NAME}").status_code
    assert 200 == ask("DELETE", f"{API}/group?groupname={NAME}").status_code
