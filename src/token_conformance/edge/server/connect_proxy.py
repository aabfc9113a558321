"""The CONNECT proxy, which is also the TLS server of the edge, and a refusal for every request that is not https."""

import asyncio
import socket
import ssl
import struct
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

import h11

from token_conformance.edge.faults.intercepted_request import Client
from token_conformance.edge.server import untunnelled
from token_conformance.edge.server.accepting import Shortage, accept, refusal
from token_conformance.edge.server.protocol import BoundedProtocol
from token_conformance.edge.server.request_head import (
    HEAD_LIMIT,
    foreign_request,
    in_tunnel,
    parse,
    read_head,
    readable,
)
from token_conformance.edge.server.request_log import ForeignRequest

_HEAD_SECONDS = 10.0
_TUNNEL_SECONDS = 60.0
"""The longest time from the start of a tunnel to the first byte in it."""
_HANDSHAKE = b"\x16"
"""The first byte of TLS: the type of a record of its handshake."""
_DRAIN_SECONDS = 1.0
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_REFUSAL_HEADERS = "Content-Type: text/plain\r\nConnection: close"
_PLAIN = "The local model answers only over https; use this address as the proxy for https requests (HTTPS_PROXY)."
_MALFORMED = "This is the local model, a proxy for https requests; what it received is not an HTTP request."
_LONG = f"The local model reads at most {HEAD_LIMIT:,} bytes of the head of a request."
_SLOW = f"The local model waits at most {_HEAD_SECONDS:.0f} seconds for the head of a request."
_DISCONNECTED = (OSError, EOFError, TimeoutError)
"""The errors of a client that disconnects or is too slow: nobody waits for an answer."""


class ConnectProxy:
    """Accepts proxy requests on a socket, and answers each CONNECT itself: the edge's TLS server is on the same one.

    `on_foreign` is called for each request that is refused, and before it `on_plain_request` with the request itself.
    """

    def __init__(
        self,
        tls: ssl.SSLContext,
        on_foreign: Callable[[ForeignRequest], None],
        on_plain_request: Callable[[h11.Request], None] = lambda _: None,
    ) -> None:
        self._tls = tls
        self._on_plain_request = on_plain_request
        self._on_foreign = on_foreign
        self._clients: set[asyncio.Task[None]] = set()
        self._secured: dict[Client, asyncio.Transport] = {}
        self._listeners: dict[asyncio.Task[None], socket.socket] = {}
        self.shortage = Shortage()

    def listen(self, listener: socket.socket, http: "MakeHttp") -> None:
        """Start to accept proxy requests on a bound socket, which the proxy then owns; `http` reads what is in TLS."""
        self._accept(listener, partial(self._serve, http))

    def listen_for_tls(self, listener: socket.socket, http: "MakeHttp") -> None:
        """Start to accept TLS connections to the edge itself, without CONNECT, on a bound socket."""
        self._accept(listener, partial(self._serve_tls, http))

    async def close(self) -> None:
        """Stop accepting connections, and close every connection."""
        tasks = [*self._listeners, *self._clients]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for listener in self._listeners.values():
            listener.close()

    def close_connection(self, client: Client) -> None:
        """Close the connection of a client, if it is still open, after the data that was sent."""
        if transport := self._secured.get(client):
            transport.close()

    def reset_connection(self, client: Client) -> None:
        """Reset the connection of a client, if it is still open."""
        if transport := self._secured.get(client):
            connection = transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            transport.abort()

    def _accept(self, listener: socket.socket, serve: "_Serve") -> None:
        """Serve each client in its own task, so that a slow client does not delay the others."""
        loop = asyncio.get_running_loop()

        def start(connection: socket.socket) -> None:
            sentence = refusal(len(self._clients) + 1)
            if sentence is not None:
                _turn_away(connection, sentence)
                return
            client = loop.create_task(_connected(connection, serve))
            self._clients.add(client)
            client.add_done_callback(self._clients.discard)

        self._listeners[loop.create_task(accept(listener, start, self.shortage))] = listener

    async def _serve(self, http: "MakeHttp", connection: socket.socket) -> None:
        if head := await _head(connection):
            await self._answer(head, http, connection)

    async def _serve_tls(self, http: "MakeHttp", connection: socket.socket) -> None:
        if refusal(len(self._clients)) is None:
            await self._secure(http, connection)

    async def _answer(self, head: bytes, http: "MakeHttp", connection: socket.socket) -> None:
        request = parse(head)
        if request is None:
            await _refuse(400, _MALFORMED, connection)
        elif request.method == b"CONNECT" and (sentence := refusal(len(self._clients))):
            await _refuse(503, sentence, connection)
        elif request.method == b"CONNECT":
            await asyncio.get_running_loop().sock_sendall(connection, _ESTABLISHED)
            await self._tunnel(request.target, http, connection)
        else:
            await self._refuse_plain(request, connection)

    async def _tunnel(self, authority: bytes, http: "MakeHttp", connection: socket.socket) -> None:
        """Answer what comes through a tunnel to an authority: TLS, or plain http, which some clients send there too."""
        async with asyncio.timeout(_TUNNEL_SECONDS):
            await readable(connection)
        if connection.recv(1, socket.MSG_PEEK) in {_HANDSHAKE, b""}:
            await self._secure(http, connection)
        elif head := await _head(connection):
            request = parse(head)
            await (
                self._refuse_plain(in_tunnel(request, authority), connection)
                if request
                else _refuse(400, _MALFORMED, connection)
            )

    async def _refuse_plain(self, request: h11.Request, connection: socket.socket) -> None:
        """Report a request that did not come over TLS, and refuse it."""
        self._on_plain_request(request)
        self._on_foreign(foreign_request(request))
        answer = (501, untunnelled.SENTENCE) if untunnelled.is_untunnelled(request) else (421, _PLAIN)
        await _refuse(*answer, connection)

    async def _secure(self, http: "MakeHttp", connection: socket.socket) -> None:
        """Answer over TLS, until the connection ends."""
        loop = asyncio.get_running_loop()
        transport, protocol = await loop.connect_accepted_socket(http, connection, ssl=self._tls)
        client: Client = transport.get_extra_info("peername")[:2]
        self._secured[client] = transport
        try:
            await protocol.ended
        finally:
            self._secured.pop(client, None)
            transport.abort()


async def _connected(connection: socket.socket, serve: "_Serve") -> None:
    """Serve one client, and close its connection."""
    connection.setblocking(False)  # noqa: FBT003  # it takes no keyword
    with connection, suppress(*_DISCONNECTED):
        await serve(connection)


MakeHttp = Callable[[], BoundedProtocol]
_Serve = Callable[[socket.socket], Coroutine[Any, Any, None]]


async def _head(connection: socket.socket) -> bytes:
    """The head of a request, within a time; empty if it is too long or too slow, which is answered."""
    try:
        async with asyncio.timeout(_HEAD_SECONDS):
            head = await read_head(connection)
    except TimeoutError:
        await _refuse(408, _SLOW, connection)
        return b""
    if not head:
        await _refuse(431, _LONG, connection)
    return head


def _refusal(status: int, sentence: str) -> bytes:
    status_line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
    return f"{status_line}\r\n{_REFUSAL_HEADERS}\r\n\r\n{sentence}\n".encode()


def _turn_away(connection: socket.socket, sentence: str) -> None:
    """Answer and close at once, because there is nothing left with which to wait for the request."""
    connection.setblocking(False)  # noqa: FBT003  # it takes no keyword
    with suppress(OSError), connection:
        connection.send(_refusal(503, sentence))


async def _refuse(status: int, sentence: str, connection: socket.socket) -> None:
    """Answer, then read the rest of the request: a client that is still sending would lose the answer on a close."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(_DRAIN_SECONDS):
        await loop.sock_sendall(connection, _refusal(status, sentence))
        connection.shutdown(socket.SHUT_WR)
        while await loop.sock_recv(connection, HEAD_LIMIT):
            pass
