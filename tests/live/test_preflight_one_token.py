"""The preflight of a run with one token: it says who the caller is, and what is wrong with it."""

from collections.abc import Callable

import pytest

from token_conformance.edge.server.edge import Edge
from token_conformance.live.cloud_id import Identity
from token_conformance.live.settings import SettingsError

Check = Callable[..., Identity]
Given = dict[str, str]

UNSCOPED = "TOKEN_CONFORMANCE_UNSCOPED_TOKEN"
JIRA = "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN"


def only(given: Given, variable: str, value: str) -> Given:
    """The settings with one token alone."""
    kept = {name: text for name, text in given.items() if name.endswith(("SITE", "EMAIL")) or "CONFORMANCE" not in name}
    return kept | {variable: value}


def problem(check: Check, given: Given) -> str:
    """The one line of a preflight that refuses to go on."""
    with pytest.raises(SettingsError) as caught:
        check(given)
    (line,) = caught.value.problems
    return line


@pytest.mark.parametrize("variable", [UNSCOPED, JIRA])
def test_one_token_gives_the_identity(check: Check, given: Given, own_tenant: Edge, variable: str) -> None:
    """Either says who the caller is."""
    found = check(only(given, variable, given[variable]))
    assert (own_tenant.tenant.account_id, own_tenant.tenant.cloud_id) == (found.account_id, found.cloud_id)


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        (UNSCOPED, (JIRA, ""), "is a token with scopes: it is refused at the site and known at the gateway"),
        (JIRA, (UNSCOPED, ""), "works at the site, which no token with scopes is known to do"),
        (JIRA, (JIRA, "-OTHER-SCOPES"), "lacks a scope for GET /rest/api/3/myself; create a token for Jira with"),
    ],
)
def test_one_token_of_a_wrong_kind_is_one_line(
    check: Check, given: Given, variable: str, value: tuple[str, str], words: str
) -> None:
    """It says which variable it belongs in, or what it lacks."""
    other, ending = value
    assert problem(check, only(given, variable, given[other] + ending)).startswith(f"{variable}: {words}")


@pytest.mark.parametrize("variable", [UNSCOPED, JIRA])
def test_one_token_that_nobody_accepts_is_one_line(check: Check, given: Given, variable: str) -> None:
    """It can be the address as well."""
    line = problem(check, only(given, variable, "MADE-UP-NOBODYS"))
    assert line.startswith("TOKEN_CONFORMANCE_EMAIL: no token is accepted with this address")


def test_a_thing_that_is_set_is_read_with_the_only_token(check: Check, given: Given) -> None:
    """With scopes, at the gateway."""
    alone = only(given, JIRA, given[JIRA]) | {"TOKEN_CONFORMANCE_PROJECT_KEY": "NOPE"}
    assert problem(check, alone).startswith("TOKEN_CONFORMANCE_PROJECT_KEY: NOPE does not exist, or the account may")
