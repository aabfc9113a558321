"""An account and its API tokens, which are in no repr, so that no traceback, log or test id shows them."""

from base64 import b64encode
from dataclasses import dataclass, field
from enum import StrEnum

from token_conformance.model.cell import Credential, Product


class Scheme(StrEnum):
    """The schemes of `Authorization` with which the token of a service account can be sent."""

    BEARER = "Bearer"
    BASIC = "Basic"


@dataclass(frozen=True)
class Account:
    """The e-mail address and API tokens of one Atlassian account.

    A scoped token is created for one app, so there is one for Jira and one for Confluence.
    `invalid` is a value that is not a token of any account. `service_account` is the token of a service account, which
    is another account with the address `service_account_email`; both are empty where there is none. The scheme is the
    one that this token is sent with; every other token is sent as Basic.
    """

    email: str
    unscoped: str = field(repr=False)
    scoped_jira: str = field(repr=False)
    scoped_confluence: str = field(repr=False)
    invalid: str = field(repr=False)
    service_account: str = field(default="", repr=False)
    service_account_email: str = ""
    service_account_scheme: Scheme = field(default=Scheme.BEARER, repr=False)

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
            case Credential.SERVICE_ACCOUNT:
                return self.service_account

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The value of the `Authorization` header, or None to send no header."""
        token = self.token(credential, product)
        if token is None:
            return None
        if credential is not Credential.SERVICE_ACCOUNT:
            return basic(self.email, token)
        return self._of_service_account(token)

    def _of_service_account(self, token: str) -> str:
        if self.service_account_scheme is Scheme.BASIC:
            return basic(self.service_account_email, token)
        return f"Bearer {token}"


def basic(user: str, password: str) -> str:
    """The value of the `Authorization` header with the scheme Basic."""
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()
