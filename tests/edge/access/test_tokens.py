"""The seeded tokens: their scopes reach what they must, are published ones, and respect Atlassian's limits."""

from dataclasses import replace
from pathlib import Path

import pytest

from for_each import for_each
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.operations import published
from token_conformance.edge.access.tokens import Token, seeded_account, tokens_of
from token_conformance.edge.tenant.people import SERVICE_ACCOUNT_DOMAIN
from token_conformance.model.cell import Credential, Product
from token_conformance.model.tenant import SEEDED
from token_conformance.suite.collection import Suites

SUITES = Path(__file__).parents[3] / "suites" / "endpoints"
TOKENS = tokens_of(seeded_account(SEEDED), SEEDED.account_id)
SCOPED = {name: token for name, token in TOKENS.items() if token.scopes is not None}
PRODUCT = {"jira": Product.JIRA_PLATFORM, "confluence": Product.CONFLUENCE}


def listed_operations() -> list[str]:
    """The operations of the suites' endpoints."""
    return sorted({endpoint.operation for endpoint in Suites(SUITES, Path()).requirements})


def test_the_listed_operations_are_found() -> None:
    """The next test would say nothing of an empty list."""
    assert 60 <= len(listed_operations())


@for_each("name", listed_operations())
def test_the_scoped_token_reaches_every_listed_endpoint(name: str) -> None:
    """All of the classic or all of the granular set is held, by the catalogue's word; no scopes need none."""
    operation = published()[name]
    token = TOKENS[seeded_account(SEEDED).token(Credential.SCOPED, PRODUCT[operation.app]) or ""]
    assert token.allows(operation) or not (operation.classic or operation.granular)


@pytest.mark.parametrize("scope", sorted(set().union(*(token.scopes or () for token in SCOPED.values()))))
def test_every_scope_is_a_published_one(scope: str) -> None:
    """A misspelt scope would lie unused."""
    assert any(scope in operation.classic | operation.granular for operation in published().operations.values())


@pytest.mark.parametrize("name", SCOPED)
def test_a_scoped_token_is_possible(name: str) -> None:
    """At most 50 scopes; the token of a person is made for one app, and that of a service account for several."""
    scopes = SCOPED[name].scopes or frozenset()
    apps = {
        operation.app
        for operation in published().operations.values()
        if scopes & (operation.classic | operation.granular)
    }
    assert (True, 1 if SCOPED[name].is_personal else 2) == (len(scopes) <= 50, len(apps))


def test_the_account_holds_the_seeded_tokens() -> None:
    """What the exchange sends is what the edge knows; the invalid value is nobody's."""
    account = seeded_account(SEEDED)
    assert {account.unscoped, account.scoped_jira, account.scoped_confluence, account.service_account} <= set(TOKENS)
    assert account.invalid not in TOKENS


def test_the_service_account_is_an_account_of_its_own() -> None:
    """A1: it has its own address and id; an account without one has no token of it."""
    account = seeded_account(SEEDED)
    token = TOKENS[account.service_account]
    assert ("service-account", False, True) == (token.kind, token.is_personal, token.is_scoped)
    assert token.email == account.service_account_email == f"conformance@{SERVICE_ACCOUNT_DOMAIN}"
    assert token.account_id != SEEDED.account_id
    without = tokens_of(replace(account, service_account=""), SEEDED.account_id)
    assert set(TOKENS) - {account.service_account} == set(without)


@pytest.mark.parametrize("value", TOKENS)
def test_the_kind_of_a_token_is_one_of_the_catalogue(value: str) -> None:
    """The kind says who has it, and whether it has scopes."""
    token = TOKENS[value]
    assert token.kind in credential_kinds()
    assert token.is_scoped == (token.kind != "unscoped")


def test_an_unscoped_token_reaches_even_the_unknown() -> None:
    """Only scopes are checked."""
    assert Token("a@example.com", "1", None, "unscoped").allows(None)
    assert not Token("a@example.com", "1", frozenset({"read:jira-work"}), "scoped-jira").allows(None)
