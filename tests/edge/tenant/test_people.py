"""The users of the tenant, of which a service account is found but not listed."""

import pytest

from token_conformance.edge.tenant.people import User, Users, service_account_email, service_account_id

PERSON = User("1", "A Person", "a@example.com")
SERVICE = User("1-service-account", "A Service", "a@serviceaccount.atlassian.com", "app")


def test_a_service_account_is_found_but_not_listed() -> None:
    """By its id in every way; a person is both."""
    users = Users([PERSON], [SERVICE])
    assert (PERSON, SERVICE, SERVICE) == (users["1"], users[SERVICE.account_id], users.get(SERVICE.account_id))
    assert [True, True, False] == [id_ in users for id_ in ("1", SERVICE.account_id, "2")]
    assert ([PERSON], ["1"], 1) == (list(users.values()), list(users), len(users))


def test_an_unknown_account_is_not_found() -> None:
    """The tenant has no other users."""
    users = Users([PERSON], [SERVICE])
    assert users.get("2") is None
    with pytest.raises(KeyError, match="2"):
        users["2"]


def test_a_service_account_has_its_own_id_and_address() -> None:
    """A1: the address is in the domain of service accounts."""
    assert SERVICE.account_id == service_account_id(PERSON.account_id)
    assert SERVICE.email == service_account_email(PERSON.email)
