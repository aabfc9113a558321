"""Users who are added to the site and removed from it."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"
NEW = {"emailAddress": "new@example.com", "products": ["jira-software"], "displayName": "New Colleague"}


@pytest.mark.parametrize("form", FORMS)
def test_a_user_is_added_and_removed(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """One who is added twice is the same; one who is removed is found no more, but stays on issues, not active."""
    made, again = (ask("POST", f"{API}/user", json=NEW, form=form) for _ in range(2))
    assert (201, 201, made.json()) == (made.status_code, again.status_code, again.json())
    account = made.json()["accountId"]
    assert ["New Colleague"] == [
        each["displayName"] for each in ask("GET", f"{API}/user/search?query=new", form=form).json()
    ]
    assigned = f"{API}/issue/{tenant.issue_key}"
    assert 204 == ask("PUT", f"{assigned}/assignee", json={"accountId": account}, form=form).status_code
    assert 204 == ask("DELETE", f"{API}/user?accountId={account}", form=form).status_code
    assert [] == ask("GET", f"{API}/user/search?query=new", form=form).json()
    shown = ask("GET", f"{assigned}?fields=assignee", form=form).json()["fields"]["assignee"]
    assert (account, False) == (shown["accountId"], shown["active"])
    assert 501 == ask("GET", f"{API}/user?accountId={account}", form=form).status_code


def test_who_cannot_be_added_or_removed(ask: Ask, tenant: Tenant) -> None:
    """A user needs an address and known products; nobody is removed who is not there, and the caller not at all."""
    for wrong in ({}, {"emailAddress": "x", "products": []}, NEW | {"products": ["none"]}):
        assert 400 == ask("POST", f"{API}/user", json=wrong).status_code
    assert 404 == ask("DELETE", f"{API}/user?accountId=nobody").status_code
    assert 501 == ask("DELETE", f"{API}/user?accountId={tenant.account_id}").status_code


@pytest.mark.parametrize("form", FORMS)
def test_a_user_shows_the_application_roles(ask: Ask, form: UrlForm) -> None:
    """If `expand` asks for them; otherwise their number alone."""
    shown = ask("GET", f"{API}/myself?expand=groups&expand=applicationRoles", form=form).json()
    assert (["jira-software"], ["jira-users"]) == (
        [each["key"] for each in shown["applicationRoles"]["items"]],
        [each["name"] for each in shown["groups"]["items"]],
    )
    assert {"size": 1, "items": []} == ask("GET", f"{API}/myself").json()["applicationRoles"]
