"""The customers of a service desk."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.fixture
def url(tenant: Tenant) -> str:
    """The path of the customers of the tenant's desk."""
    return f"/rest/servicedeskapi/servicedesk/{tenant.service_desk_id}/customer"


def _names(ask: Ask, url: str) -> list[str]:
    return [each["displayName"] for each in ask("GET", url).json()["values"]]


def test_customers_are_added_found_and_removed(ask: Ask, url: str, state: State) -> None:
    """A part of the name, from the beginning of a word, finds them."""
    everyone = {"accountIds": list(state.jira.users)}
    assert ["Conformance Caller"] == _names(ask, url)
    assert 204 == ask("POST", url, json=everyone).status_code
    assert {user.display_name for user in state.jira.users.values()} == set(_names(ask, url))
    assert ["Quiet Colleague"] == _names(ask, f"{url}?query=coll")
    assert [204, 204] == [ask("DELETE", url, json=everyone).status_code for _ in range(2)]
    assert [] == _names(ask, url)


def test_those_who_exist_are_added_also_if_others_do_not(ask: Ask, url: str, state: State) -> None:
    """The answer is an error all the same."""
    colleague = list(state.jira.users)[1]
    assert 400 == ask("POST", url, json={"accountIds": ["nobody", colleague]}).status_code
    assert "Quiet Colleague" in _names(ask, url)


@pytest.mark.parametrize("body", [{}, {"accountIds": "x"}, {"accountIds": [1]}, {"accountIds": [{}]}])
def test_accounts_are_a_list_of_texts(ask: Ask, url: str, body: dict[str, Any]) -> None:
    """Anything else is invalid."""
    assert [400, 400] == [ask(method, url, json=body).status_code for method in ("POST", "DELETE")]
