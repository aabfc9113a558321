"""An account and its API tokens, which are in no repr, so that no traceback, log or test id shows them."""

from base64 import b64encode
from dataclasses import dataclass, field

from token_conformance.model.cell import Credential, Product


@dataclass(frozen=True)
class Account:
    """The e-mail address and API tokens of one Atlassian account.

    A scoped token is created for one app, so there is one for Jira and one for Confluence.
    `invalid` is a value that is not a token of any account. `service_account` is the token of a service account, which
    is another account with the address `service_account_email`; both are empty where there is none.
    """

    email: str
    unscoped: str = field(repr=False)
    scoped_jira: str = field(repr=False)
    scoped_confluence: str = field(repr=False)
    invalid: str = field(repr=False)
    service_account: str = field(default="", repr=False)
    service_account_email: str = ""

    def token(self, credential: Credential, product: Product) -> str | None:
        """The token to send for a credential, or None to send no token."""
        match credential:
            case Credential.NONE:
                return None
            case Credential.SCOPED:
                return self.scoped_confluence if product.app == "confluence" else self.scoped_jira
            case Credential.UNSCOPED:
                return self.unscoped
            case Credential.INVALID:
                return self.invalid

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The value of the `Authorization` header, or None to send no header."""
        token = self.token(credential, product)
        if token is None:
            return None
        return "Basic " + b64encode(f"{self.email}:{token}".encode()).decode()
