"""Operations that the caller may do, likes, users, and kinds of which there is nothing, in version 2's API."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"


def test_operations(ask: Ask, tenant: Tenant) -> None:
    """The caller may do everything; operations on a space are also on what is in it."""
    on_page = ask("GET", f"{API}/pages/{tenant.page_id}/operations").json()["operations"]
    assert {("read", "page"), ("update", "page"), ("delete", "page")} == {(*one.values(),) for one in on_page}
    on_space = ask("GET", f"{API}/spaces/{tenant.space_id}/operations").json()["operations"]
    assert {("read", "space"), ("create", "page")} <= {(*one.values(),) for one in on_space}


@pytest.mark.parametrize("what", ["operations", "likes/count", "likes/users"])
@pytest.mark.parametrize("kind", ["pages", "blogposts", "footer-comments", "inline-comments"])
def test_what_does_not_exist_is_not_found(ask: Ask, kind: str, what: str) -> None:
    """Nothing is liked, and nothing may be done, that does not exist."""
    assert 404 == ask("GET", f"{API}/{kind}/1/{what}").status_code


def test_nobody_likes_a_page(ask: Ask, tenant: Tenant) -> None:
    """No operation adds a like."""
    url = f"{API}/pages/{tenant.page_id}"
    assert {"count": 0} == ask("GET", f"{url}/likes/count").json()
    assert [] == ask("GET", f"{url}/likes/users").json()["results"]
    assert [] == ask("GET", f"{url}?include-likes=true").json()["likes"]["results"]


def test_users(ask: Ask, tenant: Tenant) -> None:
    """They are found by their account ids, without unknown ones; who has no access is found by address."""
    found = ask("POST", f"{API}/users-bulk", json={"accountIds": [tenant.account_id, "x"]}).json()["results"]
    assert [tenant.account_id] == [one["accountId"] for one in found]
    emails = {"emails": [tenant.email, "stranger@example.com"]}
    answer = ask("POST", f"{API}/user/access/check-access-by-email", json=emails).json()
    assert ["stranger@example.com"] == answer["emailsWithoutAccess"]
    for path, body in (("users-bulk", {"accountIds": 1}), ("user/access/check-access-by-email", {"emails": 1})):
        assert 400 == ask("POST", f"{API}/{path}", json=body).status_code
