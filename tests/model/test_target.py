"""The placeholders that a replay sends in place of tokens."""

import pytest

from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import PlaceholderCredentials


@pytest.mark.parametrize(
    ("credential", "product", "sent"),
    [
        (Credential.UNSCOPED, Product.CONFLUENCE, "<unscoped token>"),
        (Credential.SCOPED, Product.JIRA_SOFTWARE, "<scoped jira token>"),
        (Credential.SCOPED, Product.CONFLUENCE, "<scoped confluence token>"),
        (Credential.INVALID, Product.JIRA_PLATFORM, "<invalid token>"),
        (Credential.SERVICE_ACCOUNT, Product.CONFLUENCE, "<service-account token>"),
        (Credential.NONE, Product.JIRA_PLATFORM, None),
    ],
)
def test_a_credential_has_its_placeholder(credential: Credential, product: Product, sent: str | None) -> None:
    """A scoped token is for an app; no credential has no placeholder."""
    assert sent == PlaceholderCredentials().authorization(credential, product)
