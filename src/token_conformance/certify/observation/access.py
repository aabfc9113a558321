"""How a subject reaches the edge: through a proxy, in a separate network namespace, or at another base URL."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from token_conformance.certify.observation import process

if TYPE_CHECKING:
    from token_conformance.certify.observation.process import Completed
    from token_conformance.certify.observation.wire import WireRecorder
    from token_conformance.edge.server.edge import DirectSockets, Edge
    from token_conformance.edge.server.observer import Observer


class AccessKind(StrEnum):
    """The kinds of access, by their names in the record of a run: not every kind proves the same."""

    PROXY = "proxy"
    """Requests to the real host names reach the edge through `HTTPS_PROXY`."""
    JAIL = "jail"
    """In a network namespace, the real host names resolve to the edge; no other host can be reached."""
    BASE_URL = "base-url"
    """The product is configured with another address than Atlassian's. Many clients behave differently there."""

    @property
    def is_certifiable(self) -> bool:
        """Whether the subject behaves as it does at Atlassian's addresses, so that its run can be packed."""
        return self is not AccessKind.BASE_URL


class Access(Protocol):
    """One kind of access, during an observation."""

    @property
    def sockets(self) -> "DirectSockets | None":
        """The sockets at which the edge accepts connections, besides those of its proxy; None if it needs no others."""
        ...

    def observer(self, recorder: "WireRecorder") -> "Observer":
        """The observer of the edge: the recorder, or an adapter that restores Atlassian's host names for it."""
        ...

    def variables(self, edge: "Edge") -> dict[str, str]:
        """The environment variables with which a program reaches the edge and trusts it."""
        ...

    def address_values(self) -> dict[str, str]:
        """The values of placeholders for addresses that differ from Atlassian's."""
        ...

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> "Completed":
        """Run a command in a folder, for some seconds at most, where it can reach the edge."""
        ...


class Proxy:
    """Access through `HTTPS_PROXY`, which most programs obey: the edge answers at Atlassian's host names."""

    sockets: "DirectSockets | None" = None

    def observer(self, recorder: "WireRecorder") -> "Observer":
        """The recorder itself."""
        return recorder

    def variables(self, edge: "Edge") -> dict[str, str]:
        """The variables that name the edge as the proxy, and its certificate authority."""
        return edge.environment()

    def address_values(self) -> dict[str, str]:
        """No values: the addresses are Atlassian's."""
        return {}

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> "Completed":
        """Run the command as usual."""
        return process.run(command, environment, folder, seconds)
