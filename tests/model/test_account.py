"""Accounts, their tokens and their repr."""

from base64 import b64encode
from dataclasses import replace

import pytest

from token_conformance.model.account import Account, Scheme
from token_conformance.model.cell import Credential, Product

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")


@pytest.mark.parametrize(
    ("credential", "product", "token"),
    [
        (Credential.UNSCOPED, Product.CONFLUENCE, "UNSCOPED"),
        (Credential.SCOPED, Product.JIRA_SERVICE_MANAGEMENT, "SCOPED-JIRA"),
        (Credential.SCOPED, Product.CONFLUENCE, "SCOPED-CONFLUENCE"),
        (Credential.INVALID, Product.JIRA_PLATFORM, "INVALID"),
        (Credential.NONE, Product.JIRA_PLATFORM, None),
    ],
)
def test_a_credential_is_the_token_of_its_kind_and_app(
    credential: Credential, product: Product, token: str | None
) -> None:
    """A scoped token is for one app; the other kinds are for both."""
    assert token == ACCOUNT.token(credential, product)


def test_a_token_is_sent_as_basic_with_the_email() -> None:
    """The header is the Base64 of e-mail address, colon and token."""
    header = "Basic Y29uZm9ybWFuY2VAZXhhbXBsZS5jb206VU5TQ09QRUQ="
    assert header == ACCOUNT.authorization(Credential.UNSCOPED, Product.JIRA_PLATFORM)
    assert ACCOUNT.authorization(Credential.NONE, Product.JIRA_PLATFORM) is None
    scoped = b64encode(b"conformance@example.com:SCOPED-CONFLUENCE").decode()
    assert f"Basic {scoped}" == ACCOUNT.authorization(Credential.SCOPED, Product.CONFLUENCE)


@pytest.mark.parametrize(
    ("scheme", "header"),
    [
        ({}, "Bearer SERVICE"),
        ({"service_account_scheme": Scheme.BEARER}, "Bearer SERVICE"),
        ({"service_account_scheme": Scheme.BASIC}, f"Basic {b64encode(b'bot@example.com:SERVICE').decode()}"),
    ],
)
@pytest.mark.parametrize("product", [Product.JIRA_SOFTWARE, Product.CONFLUENCE])
def test_the_token_of_a_service_account_is_sent_as_its_scheme_says(
    scheme: dict[str, Scheme], header: str, product: Product
) -> None:
    """As Bearer alone, or as Basic with its own address; one token is for all products."""
    account = replace(ACCOUNT, service_account="SERVICE", service_account_email="bot@example.com", **scheme)
    assert "SERVICE" == account.token(Credential.SERVICE_ACCOUNT, product)
    assert header == account.authorization(Credential.SERVICE_ACCOUNT, product)


@pytest.mark.parametrize("scheme", Scheme)
def test_the_scheme_is_for_the_service_account_alone(scheme: Scheme) -> None:
    """A person's token is always sent as Basic."""
    account = replace(ACCOUNT, service_account_scheme=scheme)
    assert "Basic Y29uZm9ybWFuY2VAZXhhbXBsZS5jb206VU5TQ09QRUQ=" == account.authorization(
        Credential.UNSCOPED, Product.JIRA_PLATFORM
    )


def test_the_schemes_are_those_of_the_header() -> None:
    """Servers compare the words with case."""
    assert ("Bearer", "Basic") == tuple(map(str, Scheme))


def test_an_account_does_not_show_its_tokens() -> None:
    """A traceback or a log may print the account."""
    account = replace(ACCOUNT, service_account="SERVICE", service_account_email="bot@example.com")
    assert "Account(email='conformance@example.com', service_account_email='bot@example.com')" == repr(account)


def test_an_account_has_no_service_account_unless_it_is_given() -> None:
    """The token and the address are empty by default, and are what was given otherwise."""
    account = replace(ACCOUNT, service_account="SERVICE", service_account_email="bot@example.com")
    assert ("", "") == (ACCOUNT.service_account, ACCOUNT.service_account_email)
    assert ("SERVICE", "bot@example.com") == (account.service_account, account.service_account_email)
