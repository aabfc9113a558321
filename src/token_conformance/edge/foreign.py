"""What reached the edge but was meant for nobody behind it, kept so that a stray credential is noticed."""

from collections.abc import Container
from dataclasses import dataclass

_CREDENTIAL_HEADERS = ("authorization", "cookie")


@dataclass(frozen=True)
class ForeignRequest:
    """A request that the edge refused with 421: another host, or Atlassian's over plain http.

    `carried_credential` says that it had an `Authorization` header or any cookie; neither is kept.
    """

    scheme: str
    host: str
    method: str
    path: str
    carried_credential: bool

    def __str__(self) -> str:
        credential = "with" if self.carried_credential else "without"
        return f"{self.method} {self.scheme}://{self.host}{self.path} ({credential} a credential)"


def carries_credential(header_names: Container[str]) -> bool:
    """Whether any of a request's header names (in lower case) can hold a credential."""
    return any(name in header_names for name in _CREDENTIAL_HEADERS)
