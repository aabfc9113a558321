"""Tokens with the scopes that a user asks for: every scope of the catalogue, one line for anything else."""

from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from for_each import for_each
from token_conformance.catalogue.operations import family_operations, published, retired
from token_conformance.edge.access.own_tokens import OwnToken, check_names, every_scope, holding, scopes_of_apps
from token_conformance.edge.access.tokens import seeded_account
from token_conformance.errors import UserError
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., httpx.Response]

SCOPES = sorted(
    {
        scope
        for catalogue in (published(), retired(), family_operations())
        for operation in catalogue.operations.values()
        for scope in operation.classic | operation.granular
    }
)
JIRA = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
CONFLUENCE = "https://api.atlassian.com/ex/confluence/00000000-c10d-4000-8000-000000000001"


@for_each("scope", SCOPES)
def test_every_scope_of_the_catalogue_can_be_asked_for(scope: str) -> None:
    """A token has exactly the scopes, is a person's with scopes, and is of the app that they belong to."""
    own = OwnToken.parse(f"mine={scope}")
    token = own.token("a@example.com", "1")
    assert (frozenset({scope}), [], True) == (token.scopes, own.notes, token.is_personal)
    assert token.kind == f"scoped-{own.apps[0]}"
    assert scope in scopes_of_apps()[own.apps[0]]


@pytest.mark.parametrize("app", ["jira", "confluence"])
def test_all_scopes_of_an_app_can_be_asked_for(app: str) -> None:
    """Such a token allows every operation of the app that has scopes."""
    own = OwnToken.parse(f"wide=all:{app}")
    token = own.token("a@example.com", "1")
    assert [f"it has {len(own.scopes)} scopes; a real token is said to have at most 50 (claimed)"] == own.notes
    for operation in published().operations.values():
        has_scopes = bool(operation.classic or operation.granular)
        assert token.allows(operation) == (has_scopes and operation.app == app)


def test_an_account_can_hold_tokens_with_every_scope() -> None:
    """They take the place of its own tokens with scopes, and nothing else changes."""
    account, wide = seeded_account(SEEDED), every_scope()
    held = holding(account, wide)
    assert (wide["scoped_jira"].value, wide["scoped_confluence"].value) == (held.scoped_jira, held.scoped_confluence)
    assert account == replace(held, scoped_jira=account.scoped_jira, scoped_confluence=account.scoped_confluence)
    assert account == holding(account, {})


def test_scopes_of_both_apps_are_noted() -> None:
    """A person's token is said to be for one app; the edge gives it all the same."""
    own = OwnToken.parse("both=read:jira-work, read:page:confluence")
    assert {"read:jira-work", "read:page:confluence"} == own.scopes
    assert ("read:jira-work,read:page:confluence", "scoped-jira") == (own.asked, own.token("a@example.com", "1").kind)
    assert ["it has scopes of Jira and Confluence; a person's token is said to be for one app (claimed)"] == own.notes


@pytest.mark.parametrize("count", [50, 51])
def test_more_scopes_than_claimed_are_noted(count: int) -> None:
    """50 is said to be the most."""
    own = OwnToken.parse(f"many={','.join(sorted(scopes_of_apps()['jira'])[:count])}")
    assert (count, count > 50) == (len(own.scopes), bool(own.notes))


FORM = "write NAME=SCOPE,SCOPE, such as mine=read:jira-work,write:jira-work"
NO_NAME = "is not a name of a token: it must be a letter, and at most 39 letters, digits, '-' and '_' after it"

NOT_NEEDED = ", which no operation of the catalogue needs"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("scoped", f"'scoped' has no scopes; {FORM}"),
        ("", f"'' has no scopes; {FORM}"),
        ("=read:jira-work", f"'' {NO_NAME}; {FORM}"),
        ("1a=read:jira-work", f"'1a' {NO_NAME}; {FORM}"),
        ("a b=read:jira-work", f"'a b' {NO_NAME}; {FORM}"),
        (f"{'a' * 41}=read:jira-work", f"'{'a' * 41}' {NO_NAME}; {FORM}"),
        ("a\n=read:jira-work", f"'a\\n' {NO_NAME}; {FORM}"),
        ("a=", f"a scope is empty; {FORM}"),
        ("a=read:jira-work,", f"a scope is empty; {FORM}"),
        ("a=,", f"a scope is empty; {FORM}"),
        ("a=read:jira-wrok", f"unknown scope 'read:jira-wrok'{NOT_NEEDED}; did you mean \"read:jira-work\"?"),
        ("a=READ:JIRA-WORK", f"unknown scope 'READ:JIRA-WORK'{NOT_NEEDED}; did you mean \"read:jira-work\"?"),
        ("a=all:jria", f"unknown scope 'all:jria'{NOT_NEEDED}; did you mean \"all:jira\"?"),
        ("a=x", f"unknown scope 'x'{NOT_NEEDED}; {FORM}, or all:jira or all:confluence for all of an app"),
    ],
)
def test_anything_else_is_one_line(text: str, line: str) -> None:
    """It says what is wrong and what to do."""
    with pytest.raises(UserError) as error:
        OwnToken.parse(text)
    assert line == str(error.value)


def test_two_tokens_of_one_name_are_refused() -> None:
    """Also if only the variables of their names are the same."""
    one, other = OwnToken.parse("a-b=read:jira-work"), OwnToken.parse("A_B=all:jira")
    check_names([one, OwnToken.parse("ab=read:jira-work")])
    with pytest.raises(UserError, match="two tokens would be called 'a-b'; give each --token another name"):
        check_names([one, other])


def test_the_edge_takes_them(ask_with: Callable[..., Ask]) -> None:
    """What the scopes allow works at the gateway, everything else is refused, and the site reads a stranger."""
    own = OwnToken.parse("mine=read:jira-work,read:page:confluence")
    ask = ask_with(own_tokens=[own])
    assert own.value not in vars(seeded_account(SEEDED)).values()
    assert 200 == ask("GET", f"{JIRA}/rest/api/3/issue/SOFT-1", own.value).status_code
    assert 200 == ask("GET", f"{CONFLUENCE}/wiki/api/v2/pages", own.value).status_code
    refused = ask("GET", f"{JIRA}/rest/api/3/myself", own.value)
    assert (401, "FAILURE_CLIENT_SCOPE_CHECK") == (refused.status_code, refused.headers["x-failure-category"])
    stranger = ask("GET", "https://conformance-edge.atlassian.net/rest/api/3/issue/SOFT-1", own.value)
    assert (404, "AUTHENTICATED_FAILED") == (stranger.status_code, stranger.headers["x-seraph-loginreason"])
