"""The ways on which a subject reaches the edge: a proxy, a network of its own, or another address."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from token_conformance.certify.observation import process

if TYPE_CHECKING:
    from token_conformance.certify.observation.process import Completed
    from token_conformance.certify.observation.wire import Wire
    from token_conformance.edge.server.edge import DirectSockets, Edge
    from token_conformance.edge.server.observer import Observer


class AccessKind(StrEnum):
    """The kinds of access by their names in the record of a run, because not each of them proves the same."""

    PROXY = "proxy"
    """`HTTPS_PROXY`, at the real host names."""
    JAIL = "jail"
    """A network namespace in which the real host names lead to the edge, and nothing else anywhere."""
    BASE_URL = "base-url"
    """Another address in place of Atlassian's, to try things out: many clients do something else there."""

    @property
    def is_certifiable(self) -> bool:
        """Whether what was seen is what a user would see."""
        return self is not AccessKind.BASE_URL


class Access(Protocol):
    """One kind of access, while it is open."""

    @property
    def sockets(self) -> "DirectSockets | None":
        """The sockets at which the edge accepts connections besides those of its proxy."""
        ...

    def observer(self, wire: "Wire") -> "Observer":
        """The recorder, or what passes requests on to it under Atlassian's host names."""
        ...

    def variables(self, edge: "Edge") -> dict[str, str]:
        """The environment variables with which a program reaches the edge and trusts it."""
        ...

    def names(self) -> dict[str, str]:
        """The placeholders of addresses that differ from Atlassian's."""
        ...

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> "Completed":
        """Run a command where the edge can be reached."""
        ...


class Proxy:
    """Access by `HTTPS_PROXY`, which most programs obey: the edge answers at Atlassian's host names."""

    sockets: "DirectSockets | None" = None

    def observer(self, wire: "Wire") -> "Observer":
        """The recorder itself."""
        return wire

    def variables(self, edge: "Edge") -> dict[str, str]:
        """The variables that name the edge as the proxy."""
        return edge.environment()

    def names(self) -> dict[str, str]:
        """No placeholders: the addresses are Atlassian's."""
        return {}

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> "Completed":
        """Run a command as any other."""
        return process.run(command, environment, folder, seconds)
