"""Users on the Jira platform: the caller, one by account id, lists and searches."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize("form", UrlForm)
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
    assert [user] == ask("GET", f"/rest/api/3/user/search?accountId={tenant.account_id}").json()
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
