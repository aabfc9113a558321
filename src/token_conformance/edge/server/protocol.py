"""HTTP on one connection, with bounds on the size of a request's head and on the time that a client takes for it."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from token_conformance.edge.authority import asked_name
from token_conformance.edge.faults.intercepted_request import END_AFTER
from token_conformance.edge.server import http2
from token_conformance.edge.server.bodies import LONGEST_HEAD
from token_conformance.edge.server.whole_request import WholeRequest, WholeRequestCycle

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application, HTTPScope

HEAD_SECONDS = 60.0
"""The longest time from the first byte of a connection or of a head to the end of that head."""
UNREAD_SECONDS = 60.0
"""The longest time in which a client must read some 500 KB of an answer."""

_UNREADABLE = f"What was received is not an HTTP request, or its head has more than {LONGEST_HEAD:,} bytes."
_SLOW = f"The local model waits at most {HEAD_SECONDS:.0f} seconds for the head of a request."


class BoundedProtocol(H11Protocol):
    """The protocol of uvicorn, which itself waits without an end for the rest of a head, and for a client that reads.

    A request that arrives as a whole does not pass h11. `ended` is done when the connection is closed.
    """

    _waiting: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _server_name: str | None = None
    _rest = b""
    """What was received behind a whole request, until that is answered."""

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any]) -> None:
        super().__init__(config, server_state, app_state)
        self.ended = self.loop.create_future()
        self._app = app = _until_cancelled(self.app)

        async def extended(scope: Scope, receive: Receive, send: Send) -> None:
            answer = self._after_frames(send) if scope["type"] == "http" and scope["method"] == http2.METHOD else send
            await app({**scope, **self._extension(scope["headers"])}, receive, answer)

        self.app = cast("ASGI3Application", extended)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first head."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._server_name = asked_name(transport.get_extra_info("ssl_object"))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Answer a whole request, and leave everything else to h11; wait for the rest of a head."""
        if isinstance(self.cycle, WholeRequestCycle) and not self.cycle.response_complete:
            self._keep(data)
            return
        if data.startswith(http2.PREFACE):
            data = http2.as_http1()
        is_between_requests = self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]
        whole = WholeRequest.read(data) if is_between_requests else None
        if whole is None:
            super().data_received(data)
        else:
            self._answer(whole)
        if whole or self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None:
            self._wait()

    def on_response_complete(self) -> None:
        """Go on with what was received meanwhile."""
        super().on_response_complete()
        rest, self._rest = self._rest, b""
        if rest and not self.transport.is_closing():
            self.data_received(rest)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        self.resume_writing()
        super().connection_lost(exc)
        if not self.ended.done():
            self.ended.set_result(None)

    def pause_writing(self) -> None:
        """Wait for a client that does not read, but not without an end."""
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no more for the client to read."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's own line does not name the bound
        """Refuse what cannot be read."""
        super().send_400_response(_UNREADABLE)

    def _answer(self, whole: WholeRequest) -> None:
        self._unset_keepalive_if_required()
        if whole.rest:
            self._keep(whole.rest)
        self.headers = whole.headers
        self.scope = cast("HTTPScope", self._scope(whole))
        cycle = self.cycle = WholeRequestCycle(
            self.scope,
            self.conn,
            self.transport,
            self.flow,
            self.logger,
            self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            on_response=self.on_response_complete,
        )
        cycle.received, cycle.body, cycle.more_body = whole, bytearray(whole.body), False
        cycle.message_event.set()
        task = self.loop.create_task(cycle.run_asgi(self._app))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

    def _scope(self, whole: WholeRequest) -> Scope:
        """The scope as uvicorn makes it, with what the edge adds."""
        connection = {"server": self.server, "client": self.client, "scheme": self.scheme}
        return {**whole.scope(), **connection, **self._extension(whole.headers)}

    def _extension(self, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
        """What the edge changes in a request's scope."""
        return {"headers": _with_host(headers, self._server_name), "extensions": {END_AFTER: self._end_after}}

    def _after_frames(self, send: Send) -> Send:
        """Sends an answer behind the frames that refuse HTTP/2, which is all that its client reads."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.transport.write(http2.refusal())
            await send(message)

        return answer

    def _keep(self, data: bytes) -> None:
        self._rest += data
        self.flow.pause_reading()

    def _end_after(self, data: bytes) -> None:
        self.transport.write(data)
        self.transport.close()

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._refuse_slow)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _refuse_slow(self) -> None:
        if not self.transport.is_closing():
            super().send_400_response(_SLOW)


def _until_cancelled(app: ASGIApp) -> Any:  # uvicorn has other types for the same
    """An application that ends without an error when the edge ends before its answer is complete.

    Nothing else cancels it, and its client is gone by then. uvicorn would log an error, and answer 500.
    """

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(asyncio.CancelledError):
            await app(scope, receive, send)

    return run


def _with_host(headers: list[tuple[bytes, bytes]], name: str | None) -> list[tuple[bytes, bytes]]:
    """The headers of a request that was sent to a host: on a real network, its name decides who reads the request.

    A client that takes the header `Host` of one host along to another is not answered by the first one.
    """
    if name is None or all(name == _host(value) for key, value in headers if key == b"host"):
        return headers
    return [(key, name.encode() if key == b"host" else value) for key, value in headers]


def _host(value: bytes) -> str:
    """The host of a header, without its port."""
    return value.decode("latin-1").lower().partition(":")[0]
