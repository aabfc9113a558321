"""Users on the Jira platform: the caller, one by account id, lists and searches."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("version", [2, 3])
def test_the_caller_is_shown(ask: Ask, tenant: Tenant, version: int, form: UrlForm) -> None:
    """`myself` is the caller's account, with links on the caller's URL form."""
    me = ask("GET", f"/rest/api/{version}/myself", form=form).json()
    base = tenant.base_url(Product.JIRA_PLATFORM, form)
    assert (tenant.account_id, tenant.email) == (me["accountId"], me["emailAddress"])
    assert f"{base}/rest/api/{version}/user?accountId={tenant.account_id}" == me["self"]
    assert {"16x16", "24x24", "32x32", "48x48"} == me["avatarUrls"].keys()
    assert all(url.startswith(base) for url in me["avatarUrls"].values())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("query=conform", ["Conformance Caller"]),
        ("query=CALLER", ["Conformance Caller"]),
        ("query=colleague@", ["Quiet Colleague"]),
        ("query=", ["Conformance Caller", "Quiet Colleague"]),
        ("query=&startAt=1", ["Quiet Colleague"]),
        ("query=nobody", []),
    ],
)
def test_a_user_search_finds_by_name_and_address(ask: Ask, query: str, expected: list[str]) -> None:
    """The beginning of a word of the name, or of the e-mail address, is enough."""
    found = ask("GET", f"/rest/api/2/user/search?{query}").json()
    assert expected == [user["displayName"] for user in found]


def test_a_user_is_found_by_account_id(ask: Ask, tenant: Tenant) -> None:
    """`user` and the search find the same user; an unknown account id is not found."""
    user = ask("GET", f"/rest/api/3/user?accountId={tenant.account_id}").json()
    [found] = ask("GET", f"/rest/api/3/user/search?accountId={tenant.account_id}").json()
    assert {"groups", "applicationRoles"} == user.keys() - found.keys()
    assert found == {name: value for name, value in user.items() if name in found}
    assert tenant.email == user["emailAddress"]
    assert 404 == ask("GET", "/rest/api/3/user?accountId=nobody").status_code


def test_everyone_is_listed(ask: Ask) -> None:
    """The list of all users needs no query."""
    assert 2 == len(ask("GET", "/rest/api/3/users/search").json())


@pytest.mark.parametrize("query", ["project={project}", "issueKey={issue}", "project={project}&query=quiet"])
def test_assignable_users_are_found(ask: Ask, tenant: Tenant, query: str) -> None:
    """Users can be assigned in a project or to an issue; `query` narrows the list."""
    query = query.format(project=tenant.project_key, issue=tenant.issue_key)
    found = ask("GET", f"/rest/api/3/user/assignable/search?{query}").json()
    assert (1 if "quiet" in query else 2) == len(found)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("user/search", 400),
        ("user/assignable/search", 400),
        ("user/assignable/search?project=NONE", 404),
        ("user/assignable/search?issueKey=NONE-1", 404),
    ],
)
def test_a_search_needs_a_query_or_a_target(ask: Ask, path: str, status: int) -> None:
    """A search without parameters is an error, and so is one for an unknown project or issue."""
    assert status == ask("GET", f"/rest/api/3/{path}").status_code


def test_groups_of_a_user_are_shown(ask: Ask, tenant: Tenant) -> None:
    """`expand=groups` and the operation for it name the one group of the tenant."""
    for path in ("myself?", f"user?accountId={tenant.account_id}&"):
        shown = ask("GET", f"/rest/api/3/{path}expand=groups").json()
        assert ["jira-users"] == [each["name"] for each in shown["groups"]["items"]]
    groups = ask("GET", f"/rest/api/3/user/groups?accountId={tenant.account_id}").json()
    assert ["jira-users"] == [each["name"] for each in groups]


@pytest.mark.parametrize("query", ["groupname=jira-users", "groupId=00000000-6709-4000-8000-000000000001"])
def test_a_group_has_members(ask: Ask, query: str) -> None:
    """A group is named by its id or its name; everyone is in it."""
    members = ask("GET", f"/rest/api/3/group/member?{query}&maxResults=1&startAt=1").json()
    assert (2, ["Quiet Colleague"]) == (members["total"], [each["displayName"] for each in members["values"]])
    shown, expanded = (ask("GET", f"/rest/api/3/group?{query}{more}").json()["users"] for more in ("", "&expand=users"))
    assert [(2, 0), (2, 2)] == [(each["size"], len(each["items"])) for each in (shown, expanded)]


@pytest.mark.parametrize(("query", "status"), [("", 400), ("groupname=none", 404)])
def test_a_group_must_exist(ask: Ask, query: str, status: int) -> None:
    """Its members cannot be listed otherwise."""
    assert status == ask("GET", f"/rest/api/3/group/member?{query}").status_code


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("query=users", 1),
        ("query=USERS", 0),
        ("query=USERS&caseInsensitive=true", 1),
        ("query=x", 0),
        ("exclude=jira-users", 0),
    ],
)
def test_groups_are_picked(ask: Ask, query: str, count: int) -> None:
    """A part of the name is enough."""
    found = ask("GET", f"/rest/api/3/groups/picker?{query}").json()
    assert (count, count) == (found["total"], len(found["groups"]))


def test_groups_are_listed(ask: Ask) -> None:
    """All, or those with an id or a name."""
    totals = [ask("GET", f"/rest/api/3/group/bulk{query}").json()["total"] for query in ("", "?groupName=x")]
    assert [1, 0] == totals


def test_users_are_picked(ask: Ask, tenant: Tenant) -> None:
    """A picker finds by the query, without those who are excluded."""
    path = "/rest/api/3/user/picker?query=con&showAvatar=true"
    [user] = ask("GET", path).json()["users"]
    assert (tenant.account_id, True) == (user["accountId"], user["avatarUrl"].startswith("https://"))
    assert 0 == ask("GET", f"{path}&excludeAccountIds={tenant.account_id}").json()["total"]
    assert 0 == ask("GET", "/rest/api/3/user/picker").json()["total"]


def test_users_are_read_by_their_ids(ask: Ask, tenant: Tenant) -> None:
    """Unknown ids are left out; at least one is needed."""
    found = ask("GET", f"/rest/api/3/user/bulk?accountId={tenant.account_id}&accountId=nobody").json()
    assert [tenant.account_id] == [each["accountId"] for each in found["values"]]
    assert 400 == ask("GET", "/rest/api/3/user/bulk").status_code


def test_users_of_several_projects_and_viewers_are_found(ask: Ask, tenant: Tenant) -> None:
    """Each search needs what it is about."""
    both = f"{tenant.project_key},{tenant.idea_project_key}"
    paths = {
        f"user/assignable/multiProjectSearch?projectKeys={both}&query=quiet": 200,
        "user/assignable/multiProjectSearch": 400,
        "user/assignable/multiProjectSearch?projectKeys=NONE": 404,
        f"user/viewissue/search?issueKey={tenant.issue_key}&query=quiet": 200,
        f"user/viewissue/search?issueKey={tenant.issue_key}": 400,
        "user/viewissue/search": 400,
    }
    assert paths == {path: ask("GET", f"/rest/api/3/{path}").status_code for path in paths}
