"""What a replay sends in the place of a token."""

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
        (Credential.NONE, Product.JIRA_PLATFORM, None),
    ],
)
def test_a_credential_has_the_name_of_its_kind(credential: Credential, product: Product, sent: str | None) -> None:
    """A scoped token is made for an app; nothing stands for nothing."""
    assert sent == PlaceholderCredentials().authorization(credential, product)
