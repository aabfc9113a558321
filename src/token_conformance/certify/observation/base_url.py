"""Access at `https://localhost:PORT`, to try a product: many products behave differently there than at Atlassian."""

import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import h11
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.observation import process
from token_conformance.certify.observation.process import Completed
from token_conformance.certify.observation.wire import WireRecorder
from token_conformance.edge.server.edge import DirectSockets, Edge
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import APPS, GATEWAY_HOST, GATEWAY_ROOT, gateway_prefix


class BaseUrl:
    """Access at `https://localhost:PORT`, as a context manager.

    Paths below `/ex/` belong to the gateway, all others to the site. Links to Atlassian's hosts reach the edge through
    its proxy.
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

    def observer(self, recorder: WireRecorder) -> "_AtBaseUrl":
        """An adapter that gives requests the host names that the recorder expects."""
        return _AtBaseUrl(recorder, self._site)

    def variables(self, edge: Edge) -> dict[str, str]:
        """The variables of a proxy, which is not used for the base URL itself."""
        return edge.environment() | dict.fromkeys(("NO_PROXY", "no_proxy"), "localhost")

    def address_values(self) -> dict[str, str]:
        """The values of the placeholders for URLs, at localhost."""
        site = f"https://localhost:{self.sockets.tls.getsockname()[1]}"
        gateways = {f"{app}_gateway_url": f"{site}{gateway_prefix(app, self._cloud_id)}" for app in APPS}
        return {"site_url": site, **gateways}

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> Completed:
        """Run the command as usual."""
        return process.run(command, environment, folder, seconds)


class _AtBaseUrl:
    """Passes requests on to the recorder, with Atlassian's host name in place of localhost."""

    def __init__(self, recorder: WireRecorder, site: str) -> None:
        self._recorder = recorder
        self._site = site

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """The recorder's application, called with Atlassian's host names."""
        recorder = self._recorder.in_front_of(app)

        async def renamed(scope: Scope, receive: Receive, send: Send) -> None:
            await recorder({**scope, "headers": self._headers(scope)}, receive, send)

        return renamed

    def handshake(self) -> None:
        """Count a TLS handshake."""
        self._recorder.handshake()

    def plain(self, request: h11.Request) -> None:
        """Record a request over plain http."""
        self._recorder.plain(request)

    def _headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        host = GATEWAY_HOST if scope["path"].startswith(GATEWAY_ROOT) else self._site
        return [(name, host.encode() if _is_localhost(name, value) else value) for name, value in scope["headers"]]


def _is_localhost(name: bytes, value: bytes) -> bool:
    """Whether a header is a `Host` header with the name localhost."""
    return name == b"host" and value.partition(b":")[0] == b"localhost"
