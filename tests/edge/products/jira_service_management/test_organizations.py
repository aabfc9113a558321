"""Organizations are created, get members, and use service desks."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/rest/servicedeskapi"


def test_an_organization_is_created_once(ask: Ask) -> None:
    """A second request with its name returns it."""
    first, second = (ask("POST", f"{API}/organization", json={"name": " Others "}) for _ in range(2))
    assert (201, first.json()) == (second.status_code, second.json())
    assert "Others" == first.json()["name"]
    url = f"{API}/organization/{first.json()['id']}"
    assert first.json() == ask("GET", url).json()
    assert 204 == ask("DELETE", url).status_code
    assert 404 == ask("GET", url).status_code


@pytest.mark.parametrize("body", [{}, {"name": " "}, {"name": 1}, {"name": "x" * 201}])
def test_an_organization_needs_a_name(ask: Ask, body: dict[str, Any]) -> None:
    """One of 1 to 200 characters."""
    assert 400 == ask("POST", f"{API}/organization", json=body).status_code


def test_members_join_and_leave(ask: Ask, tenant: Tenant) -> None:
    """An account's organizations are those of which it is a member."""
    members = {"accountIds": [tenant.account_id]}
    of_account = f"{API}/organization?accountId={tenant.account_id}"
    assert 0 == ask("GET", of_account).json()["size"]
    assert 204 == ask("POST", f"{API}/organization/1/user", json=members).status_code
    assert [tenant.account_id] == [
        each["accountId"] for each in ask("GET", f"{API}/organization/1/user").json()["values"]
    ]
    assert 1 == ask("GET", of_account).json()["size"]
    assert 400 == ask("POST", f"{API}/organization/1/user", json={"accountIds": ["nobody"]}).status_code
    assert 204 == ask("DELETE", f"{API}/organization/1/user", json=members).status_code
    assert 0 == ask("GET", of_account).json()["size"]


def test_an_organization_uses_a_desk(ask: Ask, tenant: Tenant) -> None:
    """It is added and removed by its id."""
    url = f"{API}/servicedesk/{tenant.service_desk_id}/organization"
    for method, count in (("DELETE", 0), ("POST", 1), ("POST", 1)):
        assert 204 == ask(method, url, json={"organizationId": 1}).status_code
        assert count == ask("GET", url).json()["size"]
    assert 404 == ask("POST", url, json={"organizationId": 0}).status_code
    assert 0 == ask("GET", f"{url}?accountId={tenant.account_id}").json()["size"]
