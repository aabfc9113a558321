"""The edge at an address of its own, to try a product out: many behave differently there than at Atlassian's."""

import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import h11
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.observation import process
from token_conformance.certify.observation.process import Completed
from token_conformance.certify.observation.wire import Wire
from token_conformance.edge.server.edge import DirectSockets, Edge
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import APPS, GATEWAY_HOST, GATEWAY_ROOT, gateway_prefix


class BaseUrl:
    """Access by `https://localhost:PORT`, as a context manager; links of Atlassian's lead to the edge as a proxy.

    Paths below `/ex/` are the gateway's, all others the site's.
    """

    sockets: DirectSockets

    def __init__(self, state: State) -> None:
        self._site = state.tenant.site_host
        self._cloud_id = state.tenant.cloud_id

    def __enter__(self) -> Self:
        self.sockets = DirectSockets(socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0)))
        return self

    def __exit__(self, *_: object) -> None:
        for listener in self.sockets:
            listener.close()

    def observer(self, wire: Wire) -> "_AtBaseUrl":
        """What gives requests the host names that the recorder knows."""
        return _AtBaseUrl(wire, self._site)

    def variables(self, edge: Edge) -> dict[str, str]:
        """The variables of a proxy, which is not asked for the base URL itself."""
        return edge.environment() | dict.fromkeys(("NO_PROXY", "no_proxy"), "localhost")

    def names(self) -> dict[str, str]:
        """The placeholders of the base URL."""
        site = f"https://localhost:{self.sockets.tls.getsockname()[1]}"
        gateways = {f"{app}_gateway_url": f"{site}{gateway_prefix(app, self._cloud_id)}" for app in APPS}
        return {"site_url": site, **gateways}

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> Completed:
        """Run a command as any other."""
        return process.run(command, environment, folder, seconds)


class _AtBaseUrl:
    """What passes requests on to the recorder under the host names that they are meant for."""

    def __init__(self, wire: Wire, site: str) -> None:
        self._wire = wire
        self._site = site

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """The recorder, which sees the real host names."""
        recorder = self._wire.in_front_of(app)

        async def renamed(scope: Scope, receive: Receive, send: Send) -> None:
            await recorder({**scope, "headers": self._headers(scope)}, receive, send)

        return renamed

    def handshake(self) -> None:
        """Count one."""
        self._wire.handshake()

    def plain(self, request: h11.Request) -> None:
        """Record what came over plain http."""
        self._wire.plain(request)

    def _headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        own = GATEWAY_HOST if scope["path"].startswith(GATEWAY_ROOT) else self._site
        return [(name, own.encode() if _is_here(name, value) else value) for name, value in scope["headers"]]


def _is_here(name: bytes, value: bytes) -> bool:
    """Whether a header says that the request is for this address."""
    return name == b"host" and value.partition(b":")[0] == b"localhost"
