"""Targets: what a run sends its requests to, with which credentials; and the placeholders that cassettes have."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from token_conformance.model.cell import Credential, Product
from token_conformance.model.tenant import PLACEHOLDER_TENANT, Tenant

if TYPE_CHECKING:
    import httpx

TITLE = "Made by atlassian-token-conformance"
DISPOSABLE_ISSUE = "<project>-<disposable>"
DISPOSABLE_PAGE = "<disposable-page>"
TRANSITION = "<transition>"
FOR_ONE_CELL = (DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION)
"""The placeholders in cassettes of the things that are created, or looked up, for one cell."""

TARGETS = ("cassettes", "edge", "live")

Source = Literal["edge", "live"]
"""The source of a recording: the edge or a live tenant."""


class Credentials(Protocol):
    """The credentials of a target, from which the `Authorization` header of a request is built."""

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The header's value, or None to send no header."""


class PlaceholderCredentials:
    """The credentials of a replay: they have no tokens, only the placeholders that a cassette has in their place."""

    def authorization(self, credential: Credential, product: Product) -> str | None:
        """The placeholder of the credential, or None for no credential."""
        return None if credential is Credential.NONE else placeholder_of(credential, product)


def placeholder_of(credential: Credential, product: Product) -> str:
    """The placeholder of a credential in cassettes. A replay matches requests by it."""
    if credential is Credential.SCOPED:
        return f"<scoped {product.app} token>"
    return f"<{credential} token>"


@dataclass(frozen=True)
class Target:
    """A tenant, its credentials, and the network access to it: without `proxy` and `ca_file`, by the open network.

    `source` is the source of its recordings. It is `edge` also for an edge that is used as a live tenant.
    `in_process` asks a target of this process without the network.
    """

    name: str
    tenant: Tenant
    credentials: Credentials
    proxy: str | None = None
    ca_file: Path | None = None
    source: Source = "edge"
    in_process: "httpx.BaseTransport | None" = None

    @property
    def is_replay(self) -> bool:
        """Whether cassettes answer. Then no request is sent, and nothing can be created."""
        return self.name == "cassettes"


CASSETTES = Target("cassettes", PLACEHOLDER_TENANT, PlaceholderCredentials())
