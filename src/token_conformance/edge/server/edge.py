"""The running edge: a TLS server behind a CONNECT proxy, on the loopback interface, in its own thread."""

import asyncio
import socket
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import uvicorn
from starlette.types import ASGIApp

from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.own_tokens import OwnToken
from token_conformance.edge.access.tokens import Token, seeded_account, tokens_of
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.authority import Authority, server_context
from token_conformance.edge.faults.certificate import choose_leaf
from token_conformance.edge.server.app import App
from token_conformance.edge.server.bodies import LONGEST_HEAD, BoundedBodies
from token_conformance.edge.server.clients import ClientFiles
from token_conformance.edge.server.connect_proxy import ConnectProxy
from token_conformance.edge.server.observer import NullObserver, Observer
from token_conformance.edge.server.protocol import BoundedProtocol
from token_conformance.edge.server.request_log import ForeignRequest, Latest, LoggedRequest, RequestLogger
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account
from token_conformance.model.tenant import SEEDED, Tenant

if TYPE_CHECKING:
    from token_conformance.edge.faults.fault import Fault

_START_SECONDS = 60.0  # it takes milliseconds, but more on a machine that is busy with much else
_TICK_SECONDS = 1.0
_LAST_SECONDS = 1.0
_IDLE_SECONDS = 3600  # a client's pooled connection is not closed while the client may still use it


class DirectSockets(NamedTuple):
    """Bound sockets for clients that do not use a proxy: one for TLS, and one for plain http, which is refused."""

    tls: socket.socket
    plain: socket.socket


class Edge:
    """A context manager that runs the local model with its own tenant.

    `state` is the tenant's data and `account` its account, by default the seeded ones. The proxy listens on `port`, or
    on a free port if it is 0, and the edge on the `sockets` too, if any. The first of the `faults` is applied first.
    `request_log` has the latest requests over TLS; the file `log` gets a line of JSON for each. `foreign` has the
    latest requests that were refused with 421. An `observer` is called for every connection and request. The account
    also has the `own_tokens`, and `tokens`, by their values, which replace those of the edge.

    Entering raises OSError when the port is in use.
    """

    def __init__(
        self,
        state: State | None = None,
        account: Account | None = None,
        *,
        world: World = KNOWN,
        port: int = 0,
        faults: "Iterable[Fault]" = (),
        log: Path | None = None,
        observer: Observer | None = None,
        sockets: DirectSockets | None = None,
        own_tokens: Iterable[OwnToken] = (),
        tokens: Mapping[str, Token] | None = None,
    ) -> None:
        self.state = state or State.seeded(SEEDED)
        self.account = account or seeded_account(self.tenant)
        self.foreign: list[ForeignRequest] = Latest()
        self.request_log: list[LoggedRequest] = Latest()
        self.world = world
        self.own_tokens = tuple(own_tokens)
        self._tokens = tokens_of(self.account, self.tenant.account_id) | {
            own.value: own.token(self.account.email, self.tenant.account_id) for own in self.own_tokens
        }
        self._tokens |= tokens or {}
        self._app = App(Backend(self.state, world, self._tokens), self.foreign.append)
        self._port = port
        self._faults = tuple(faults)
        self._log = log
        self._observer = observer or NullObserver()
        self._sockets = sockets

    def __enter__(self) -> Self:
        with ExitStack() as started:
            listener = started.enter_context(_listen(self._port))
            directory = started.enter_context(tempfile.TemporaryDirectory(prefix="token-conformance-"))
            self.files = ClientFiles(Path(directory))
            self.proxy_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            started.enter_context(self._running(listener))
            self._close = started.pop_all().close
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    @property
    def tenant(self) -> Tenant:
        """The names of the tenant and of the things in it."""
        return self.state.tenant

    @property
    def app(self) -> ASGIApp:
        """What answers a request, for a client in the same process; the faults of this edge are not in it."""
        return self._app

    @property
    def ca_file(self) -> Path:
        """The certificate of the edge's authority, in PEM, for clients to trust."""
        return self.files.ca_file

    def environment(self) -> dict[str, str]:
        """The environment variables that make a program send its requests to the edge, and trust it."""
        return self.files.environment(self.proxy_url)

    def _with_faults(self, proxy: ConnectProxy) -> ASGIApp:
        if not self._faults:
            return self._app
        from token_conformance.edge.faults.fault import with_faults  # noqa: PLC0415  # most edges do without faults

        return with_faults(self._app, self._faults, proxy)

    @contextmanager
    def _running(self, listener: socket.socket) -> Iterator[None]:
        """Run both servers in their own thread until the context ends."""
        authority = Authority()
        self.files.write(authority)
        tls = server_context(choose_leaf(authority, self._faults), self._observer.handshake)
        proxy = ConnectProxy(tls, self.foreign.append, self._observer.plain)
        app = self._observer.in_front_of(self._with_faults(proxy))
        logger = RequestLogger(BoundedBodies(app), self._tokens, self.request_log, self._log)
        server = _Server(_configuration(logger), proxy, listener, self._sockets)
        thread = threading.Thread(target=server.run_in_thread, name="edge", daemon=True)
        thread.start()
        try:
            if not server.ready.wait(_START_SECONDS) or not server.started:
                raise RuntimeError("The edge did not start; the reason is logged above.")
            yield
        finally:
            server.stop()
            thread.join()


class _Server(uvicorn.Server):
    """Uvicorn's server with the proxy, which accepts its connections.

    Uvicorn itself looks every 0.1 seconds whether it must end, and then waits 0.1 seconds more. This one ends at once.
    """

    def __init__(
        self, config: uvicorn.Config, proxy: ConnectProxy, listener: socket.socket, sockets: DirectSockets | None
    ) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._proxy = proxy
        self._listener = listener
        self._sockets = sockets

    def run_in_thread(self) -> None:
        """Serve until `should_exit` is set, in an event loop of the calling thread."""
        try:
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # Windows has another one by default
                runner.run(self.serve())
        finally:
            self.ready.set()

    def stop(self) -> None:
        """End the server, which may have ended already; called from another thread."""
        self.should_exit = True
        if self._loop:
            with suppress(RuntimeError):  # its event loop is closed
                self._loop.call_soon_threadsafe(self._stopping.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  # the proxy has them
        """Start the proxy, which accepts every connection in place of uvicorn."""
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._proxy.shortage.handle)
        self.servers = []
        http = partial(BoundedProtocol, self.config, self.server_state, {})
        self._proxy.listen(self._listener, http)
        if self._sockets:
            self._proxy.listen(self._sockets.plain, http)
            self._proxy.listen_for_tls(self._sockets.tls, http)
        self.started = True
        self.ready.set()

    async def main_loop(self) -> None:
        """Renew the header `Date` once a second, until the server is stopped."""
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                async with asyncio.timeout(_TICK_SECONDS):
                    await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  # the proxy has them
        """Close every connection, and wait a moment for answers that are not complete; the loop then cancels them."""
        await self._proxy.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                await self._no_client_is_left()

    async def _no_client_is_left(self) -> None:
        while self.server_state.connections:  # noqa: ASYNC110  # the event loop soon tells each one that it is closed
            await asyncio.sleep(0)
        if tasks := self.server_state.tasks:
            await asyncio.wait(tasks)


def _listen(port: int) -> socket.socket:
    """A listening socket on the loopback interface.

    Its connections inherit TCP_NODELAY: Nagle's algorithm would delay every answer by 40 ms.
    """
    listener = socket.create_server(("127.0.0.1", port))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _configuration(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_IDLE_SECONDS,
    )
