"""The running edge: a TLS server behind a CONNECT door, on the loopback, in a thread of its own."""

import asyncio
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import uvicorn
from starlette.types import ASGIApp

from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.authority import Authority, server_context
from token_conformance.edge.faults.certificate import choose_leaf
from token_conformance.edge.faults.fault import Fault, with_faults
from token_conformance.edge.server.app import ROUTES, App
from token_conformance.edge.server.connect_proxy import ConnectProxy
from token_conformance.edge.server.observer import NullObserver, Observer
from token_conformance.edge.server.request_log import LoggedRequest, RequestLog
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account
from token_conformance.model.tenant import SEEDED, Tenant

if TYPE_CHECKING:
    from token_conformance.edge.server.request_log import ForeignRequest

_START_SECONDS = 10.0
_IDLE_SECONDS = 3600  # a client's pooled connection is never closed under its hands


class Doors(NamedTuple):
    """Bound sockets for clients that know of no proxy: for TLS, and for plain http, which is refused."""

    tls: socket.socket
    plain: socket.socket


class Edge:
    """A context manager that runs the local model, with a tenant of its own.

    `state` is all that the tenant holds and `account` its account, by default the seeded ones. `foreign` holds the
    requests that were refused as not meant for it, `seen` all that came through the door; `log` is a file that gets
    a line of JSON for each of those. A `witness` sees more of them. More `doors` may be opened than the one of the
    `port`. The first of the `faults` is met first. Entering raises OSError when the port that was asked for is taken.
    """

    def __init__(
        self,
        state: State | None = None,
        account: Account | None = None,
        *,
        world: World = KNOWN,
        port: int = 0,
        faults: Iterable[Fault] = (),
        log: Path | None = None,
        witness: Observer | None = None,
        doors: Doors | None = None,
    ) -> None:
        self.state = state or State.seeded(SEEDED)
        self.account = account or seeded_account(self.tenant)
        self.foreign: list[ForeignRequest] = []
        self.seen: list[LoggedRequest] = []
        self._tokens = tokens_of(self.account, self.tenant.account_id)
        self._app = App(Backend(self.state, world, self._tokens, ROUTES), self.foreign.append)
        self._port = port
        self._faults = tuple(faults)
        self._log = log
        self._witness = witness or NullObserver()
        self._doors = doors

    def __enter__(self) -> Self:
        with ExitStack() as started:
            listener = started.enter_context(_listen(self._port))
            directory = started.enter_context(tempfile.TemporaryDirectory(prefix="token-conformance-"))
            self.ca_file = Path(directory) / "ca.pem"
            self.proxy_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            started.enter_context(self._running(listener))
            self._close = started.pop_all().close
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    @property
    def tenant(self) -> Tenant:
        """The names of what the tenant holds."""
        return self.state.tenant

    def environment(self) -> dict[str, str]:
        """The variables that make a program reach the edge, and trust it, in place of Atlassian."""
        proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), self.proxy_url)
        return proxies | {"NO_PROXY": "", "no_proxy": ""} | self.authorities() | {"NODE_USE_ENV_PROXY": "1"}

    def authorities(self) -> dict[str, str]:
        """The variables that make a program trust the edge, however it reaches it."""
        names = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
        return dict.fromkeys(names, str(self.ca_file))

    @contextmanager
    def _running(self, listener: socket.socket) -> Iterator[None]:
        """Both servers, in a thread of their own until the context ends."""
        authority = Authority()
        authority.write_pem(self.ca_file)
        inner = _listen(0)
        door = ConnectProxy(inner.getsockname()[1], self.foreign.append, self._witness.plain)
        app = self._witness.in_front_of(with_faults(self._app, self._faults, door))
        observer = RequestLog(app, self._tokens, self.seen, self._log)
        tls = server_context(choose_leaf(authority, self._faults), self._witness.handshake)
        server = _Server(_configuration(observer, tls), door, listener, self._doors)
        thread = threading.Thread(target=server.run_in_thread, args=(inner,), name="edge", daemon=True)
        thread.start()
        try:
            if not server.ready.wait(_START_SECONDS) or not server.started:
                raise RuntimeError("The edge did not start; the reason stands above.")
            yield
        finally:
            server.should_exit = True
            thread.join()


class _Server(uvicorn.Server):
    """The TLS server, with the door opened after it and closed before it."""

    def __init__(
        self, config: uvicorn.Config, door: ConnectProxy, listener: socket.socket, doors: Doors | None
    ) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._door = door
        self._listener = listener
        self._doors = doors

    def run_in_thread(self, inner: socket.socket) -> None:
        """Serve until `should_exit`, in an event loop of the calling thread."""
        try:
            asyncio.run(self.serve(sockets=[inner]))
        finally:
            self.ready.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        await self._door.open(self._listener)
        if self._doors:
            await self._door.open(self._doors.plain)
            await self._door.open_directly(self._doors.tls)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._door.close()
        await super().shutdown(sockets)


def _listen(port: int) -> socket.socket:
    """A socket on the loopback. Its connections inherit that Nagle's algorithm, 40 ms an answer, is off."""
    listener = socket.create_server(("127.0.0.1", port))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _configuration(app: ASGIApp, tls: ssl.SSLContext) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=1,
        ssl_context_factory=lambda *_: tls,
    )
