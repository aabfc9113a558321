"""HTTP on one connection, with bounds on the size of a request's head and on the time that a client takes for it."""

import asyncio
from typing import Any, cast

import h11
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from token_conformance.edge.authority import asked_name
from token_conformance.edge.faults.intercepted_request import END_AFTER
from token_conformance.edge.server.bodies import LONGEST_HEAD

HEAD_SECONDS = 60.0
"""The longest time from the first byte of a connection or of a head to the end of that head."""

_UNREADABLE = f"What was received is not an HTTP request, or its head has more than {LONGEST_HEAD:,} bytes."
_SLOW = f"The local model waits at most {HEAD_SECONDS:.0f} seconds for the head of a request."


class BoundedProtocol(H11Protocol):
    """The protocol of uvicorn, which itself waits without an end for the rest of a head."""

    _waiting: asyncio.TimerHandle | None = None
    _server_name: str | None = None

    def __init__(self, *words: Any, **names: Any) -> None:
        super().__init__(*words, **names)
        app = self.app

        async def extended(scope: Scope, receive: Receive, send: Send) -> None:
            headers = _with_host(scope["headers"], self._server_name)
            await app({**scope, "headers": headers, "extensions": {END_AFTER: self._end_after}}, receive, send)

        self.app = extended

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first head."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._server_name = asked_name(transport.get_extra_info("ssl_object"))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head, unless it is complete."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's own line does not name the bound
        """Refuse what cannot be read."""
        super().send_400_response(_UNREADABLE)

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
