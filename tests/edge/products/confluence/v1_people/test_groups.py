"""Groups, properties of users and permissions, in version 1 of Confluence's API."""

from collections.abc import Callable
from functools import partial
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.people import EVERYONE
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/rest/api"


def test_groups(ask: Ask, tenant: Tenant) -> None:
    """The one group is listed, found by its id and by a part of its name, and has every user."""
    [group] = ask("GET", f"{API}/group").json()["results"]
    assert (EVERYONE.id, "group") == (group["id"], group["type"])
    assert group["name"] == ask("GET", f"{API}/group/by-id?id={EVERYONE.id}").json()["name"]
    sizes = {query: ask("GET", f"{API}/group/picker?query={query}").json()["size"] for query in ("USERS", "none")}
    assert {"USERS": 1, "none": 0} == sizes
    members = ask("GET", f"{API}/group/{EVERYONE.id}/membersByGroupId?shouldReturnTotalSize=true").json()
    assert (2, tenant.account_id) == (members["totalSize"], members["results"][0]["accountId"])
    assert 0 == ask("GET", f"{API}/group/none/membersByGroupId").json()["size"]
    assert 1 == ask("GET", f"{API}/user/memberof?accountId={tenant.account_id}").json()["size"]
    assert [404, 404, 400] == [
        ask("GET", f"{API}/{path}").status_code for path in ("group/by-id?id=x", "user/memberof", "group/picker")
    ]
    assert "anonymous" == ask("GET", f"{API}/user/anonymous").json()["type"]


@pytest.mark.parametrize("form", FORMS)
def test_a_group_is_created_and_deleted(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """Users become members and leave, a restriction to it holds for its members, and it is the same group in Jira."""
    send = partial(ask, form=form)
    made = send("POST", f"{API}/group", json={"name": "writers"})
    group_id, colleague = made.json()["id"], f"{tenant.account_id}-colleague"
    assert (201, "writers") == (made.status_code, made.json()["name"])
    assert "writers" in send("GET", f"/rest/api/3/group?groupId={group_id}").text
    member = f"{API}/group/userByGroupId?groupId={group_id}"
    body = {"accountId": colleague}
    assert [201, 501] == [send("POST", member, json=body).status_code for _ in range(2)]
    assert 1 == send("GET", f"{API}/group/{group_id}/membersByGroupId").json()["size"]
    content = f"{API}/content/{tenant.page_id}"
    restriction = f"{content}/restriction/byOperation/read/byGroupId/{group_id}"
    assert 200 == send("PUT", restriction).status_code
    subjects = (("user", colleague), ("user", tenant.account_id), ("group", "writers"))
    checks = [{"operation": "read", "subject": {"type": kind, "identifier": one}} for kind, one in subjects]
    allowed = [send("POST", f"{content}/permission/check", json=one).json()["hasPermission"] for one in checks]
    assert [True, False, True] == allowed
    deleted = f"{API}/group/by-id?id={group_id}"
    assert [501, 501] == [send("DELETE", url).status_code for url in (deleted, f"/rest/api/3/group?groupId={group_id}")]
    assert 200 == send("DELETE", restriction).status_code
    leaving = f"{member}&accountId={colleague}"
    assert [204, 204] == [send("DELETE", leaving).status_code for _ in range(2)]
    assert [204, 404, 404] == [send("DELETE", url).status_code for url in (deleted, deleted, leaving)]


def test_groups_that_are_refused(ask: Ask, tenant: Tenant) -> None:
    """A name is free and not empty, a member exists, and the group of all users stays as it is."""
    bodies: tuple[dict[str, str], ...] = ({}, {"name": " "}, {"name": EVERYONE.name})
    assert [400, 400, 400] == [ask("POST", f"{API}/group", json=body).status_code for body in bodies]
    assert 501 == ask("DELETE", f"{API}/group/by-id?id={EVERYONE.id}").status_code
    member = f"{API}/group/userByGroupId?groupId={EVERYONE.id}"
    answers = [ask("POST", member, json={"accountId": one}).status_code for one in ("nobody", tenant.account_id)]
    assert [400, 501] == answers
    assert 501 == ask("DELETE", f"{member}&accountId={tenant.account_id}").status_code
    assert 404 == ask("DELETE", f"{member}&accountId=nobody").status_code


@pytest.mark.parametrize(
    ("cql", "found"),
    [
        ("type = user", 2),
        ("user.fullname ~ 'quiet'", 1),
        ("user.fullname = x", 0),
        ("user = nobody", 0),
        ("user.fullname ~ q AND type = user", 501),
        ("space = DOCS", 501),
        ("nonsense (((", 400),
        ("", 400),
    ],
)
def test_users_are_searched(ask: Ask, cql: str, found: int) -> None:
    """One comparison is known; more is CQL, but not modelled, and the rest is none."""
    answer = ask("GET", f"{API}/search/user", params={"cql": cql})
    assert found == (answer.json()["totalSize"] if answer.status_code == 200 else answer.status_code)


def test_a_property_of_a_user(ask: Ask, tenant: Tenant) -> None:
    """It is created once, read, changed, listed by its key, and deleted."""
    url = f"{API}/user/{tenant.account_id}/property"
    assert [201, 409] == [ask("POST", f"{url}/a", json={"value": {"n": 1}}).status_code for _ in range(2)]
    assert 204 == ask("PUT", f"{url}/a", json={"value": {"n": 2}}).status_code
    assert {"n": 2} == ask("GET", f"{url}/a").json()["value"]
    assert [{"key": "a"}] == ask("GET", url).json()["results"]
    assert [204, 404] == [ask("DELETE", f"{url}/a").status_code for _ in range(2)]
    assert 400 == ask("POST", f"{url}/b", json={"value": 1}).status_code
    assert 404 == ask("GET", f"{API}/user/stranger/property").status_code


def _may(ask: Ask, tenant: Tenant, operation: str, identifier: str, kind: str = "user") -> Any:
    body = {"subject": {"type": kind, "identifier": identifier}, "operation": operation}
    answer = ask("POST", f"{API}/content/{tenant.page_id}/permission/check", json=body)
    return answer.json()["hasPermission"] if answer.status_code == 200 else answer.status_code


def test_permissions(ask: Ask, tenant: Tenant) -> None:
    """Users may do everything until a restriction names others; without an account nobody may do anything."""
    colleague = f"{tenant.account_id}-colleague"
    assert [True, True, True] == [_may(ask, tenant, one, colleague) for one in ("read", "update", "delete")]
    assert [False, True] == [_may(ask, tenant, "read", "anonymous"), _may(ask, tenant, "read", EVERYONE.id, "group")]
    assert [404, 400, 400] == [
        _may(ask, tenant, *one) for one in (("read", "x"), ("move", colleague), ("read", "x", "app"))
    ]
    url = f"{API}/content/{tenant.page_id}/restriction"
    ask("PUT", f"{url}/byOperation/update/user?accountId={tenant.account_id}")
    assert [True, False, 501] == [
        *(_may(ask, tenant, one, colleague) for one in ("read", "delete")),
        _may(ask, tenant, "update", EVERYONE.id, "group"),
    ]
