"""The placeholders of what is created, or looked up, for one cell alone: cassettes have them in place of its names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from token_conformance.model.cell import Credential, Product
from token_conformance.model.tenant import REFERENCED, Tenant

TITLE = "Made by atlassian-token-conformance"
DISPOSABLE_ISSUE = "<project>-<disposable>"
DISPOSABLE_PAGE = "<disposable-page>"
TRANSITION = "<transition>"
FOR_ONE_CELL = (DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION)
"""The placeholders of one thing, unlike the title, which every created thing has."""

TARGETS = ("cassettes", "edge", "live")

Source = Literal["edge", "live"]
"""What an exchange was recorded from."""


class Credentials(Protocol):
    """Whatever can say what the `Authorization` header of a request must be."""

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The header's value, or None where nothing is sent."""


class PlaceholderCredentials:
    """The wallet of a replay: it holds no token, only the names that tokens have in a cassette."""

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The stand-in for the credential, as it stands in a cassette."""
        return None if credential is Credential.NONE else placeholder_of(credential, product)


def placeholder_of(credential: Credential, product: Product) -> str:
    """The name of a credential's kind, which takes its place in a cassette and is matched on."""
    if credential is Credential.SCOPED:
        return f"<scoped {product.app} token>"
    return f"<{credential} token>"


@dataclass(frozen=True)
class Target:
    """A tenant, the credentials for it, and how to reach it: `proxy` and `ca_file` are None on the open network.

    `source` is what its recordings are of: an edge stays one when it plays a live tenant.
    """

    name: str
    tenant: Tenant
    wallet: Credentials
    proxy: str | None = None
    ca_file: Path | None = None
    source: Source = "edge"

    @property
    def is_replay(self) -> bool:
        """Whether the cassettes alone answer: nothing is sent, and so nothing can be made."""
        return self.name == "cassettes"


CASSETTES = Target("cassettes", REFERENCED, PlaceholderCredentials())
