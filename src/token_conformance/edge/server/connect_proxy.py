"""The CONNECT proxy in front of the edge's TLS server: tunnels for https, and a refusal for every other request."""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine
from contextlib import suppress
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import h11

from token_conformance.edge.server.accepting import Shortage, accept, refusal
from token_conformance.edge.server.request_log import ForeignRequest, carries_credential, shortened

_HEAD_LIMIT = 65_536
_HEAD_SECONDS = 10.0
_DRAIN_SECONDS = 1.0
_UNREAD_SECONDS = 60.0
"""The longest time in which a client must read some 100 KB of an answer."""
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_REFUSAL_HEADERS = "Content-Type: text/plain\r\nConnection: close"
_PLAIN = "The local model answers only over https; use this address as the proxy for https requests (HTTPS_PROXY)."
_MALFORMED = "This is the local model, a proxy for https requests; what it received is not an HTTP request."
_LONG = f"The local model reads at most {_HEAD_LIMIT:,} bytes of the head of a request."
_SLOW = f"The local model waits at most {_HEAD_SECONDS:.0f} seconds for the head of a request."
_DISCONNECTED = (OSError, asyncio.IncompleteReadError, TimeoutError)
"""The errors of a client that disconnects or is too slow: nobody waits for an answer."""


class ConnectProxy:
    """Accepts proxy requests on a socket, and connects each CONNECT with the edge's TLS port on the loopback.

    `on_foreign` is called for each request that is refused, and before it `on_plain_request` with the request itself.
    """

    def __init__(
        self,
        tls_port: int,
        on_foreign: Callable[[ForeignRequest], None],
        on_plain_request: Callable[[h11.Request], None] = lambda _: None,
    ) -> None:
        self._tls_port = tls_port
        self._on_plain_request = on_plain_request
        self._on_foreign = on_foreign
        self._clients: set[asyncio.Task[None]] = set()
        self._tunnels: dict[int, _Tunnel] = {}
        self._listeners: dict[asyncio.Task[None], socket.socket] = {}
        self.shortage = Shortage()

    def listen(self, listener: socket.socket) -> None:
        """Start to accept proxy requests on a bound socket, which the proxy then owns."""
        self._accept(listener, self._serve)

    def listen_for_tls(self, listener: socket.socket) -> None:
        """Start to accept TLS connections to the edge itself, without CONNECT, on a bound socket."""
        self._accept(listener, self._serve_tls)

    async def close(self) -> None:
        """Stop accepting connections, and close every tunnel."""
        tasks = [*self._listeners, *self._clients]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for listener in self._listeners.values():
            listener.close()

    def close_connection(self, port: int) -> None:
        """Close the tunnel that reaches the edge from a port, if it is still open, after the edge's data is sent."""
        if tunnel := self._tunnels.get(port):
            tunnel.inbound.cancel()
            tunnel.edge.write_eof()

    def reset_connection(self, port: int) -> None:
        """Reset the client's connection whose tunnel reaches the edge from a port, if it is still open."""
        if tunnel := self._tunnels.get(port):
            connection = tunnel.client.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            tunnel.client.transport.abort()

    def _accept(self, listener: socket.socket, serve: "_Serve") -> None:
        """Serve each client in its own task, so that a slow client does not delay the others."""
        loop = asyncio.get_running_loop()

        def start(connection: socket.socket) -> None:
            sentence = refusal(len(self._clients) + 1)
            if sentence is not None:
                _turn_away(connection, sentence)
                return
            client = loop.create_task(self._connected(connection, serve))
            self._clients.add(client)
            client.add_done_callback(self._clients.discard)

        self._listeners[loop.create_task(accept(listener, start, self.shortage))] = listener

    async def _connected(self, connection: socket.socket, serve: "_Serve") -> None:
        reader, writer = await asyncio.open_connection(sock=connection, limit=_HEAD_LIMIT)
        try:
            with suppress(*_DISCONNECTED):
                await serve(reader, writer)
        finally:
            await _close(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _HEAD_SECONDS)
        except asyncio.LimitOverrunError:
            await _refuse(431, _LONG, reader, writer)
        except TimeoutError:
            await _refuse(408, _SLOW, reader, writer)
        else:
            await self._answer(head, reader, writer)

    async def _serve_tls(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if refusal(len(self._clients)) is None:
            await self._tunnel(reader, writer)

    async def _answer(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = parse(head)
        if request is None:
            await _refuse(400, _MALFORMED, reader, writer)
        elif request.method == b"CONNECT" and (sentence := refusal(len(self._clients))):
            await _refuse(503, sentence, reader, writer)
        elif request.method == b"CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await self._tunnel(reader, writer)
        else:
            self._on_plain_request(request)
            self._on_foreign(foreign_request(request))
            await _refuse(421, _PLAIN, reader, writer)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        edge_reader, edge_writer = await asyncio.open_connection("127.0.0.1", self._tls_port)
        port: int = edge_writer.get_extra_info("sockname")[1]
        try:
            async with asyncio.TaskGroup() as both_ways:
                inbound = both_ways.create_task(_copy(reader, edge_writer))
                self._tunnels[port] = _Tunnel(client=writer, edge=edge_writer, inbound=inbound)
                both_ways.create_task(_copy(edge_reader, writer, _UNREAD_SECONDS))
        except* OSError:  # one side disconnected, which ends the other
            pass
        finally:
            self._tunnels.pop(port, None)
            await _close(edge_writer)


_Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


class _Tunnel(NamedTuple):
    """The writers to both ends of a tunnel, and the task that copies from the client to the edge."""

    client: asyncio.StreamWriter
    edge: asyncio.StreamWriter
    inbound: asyncio.Task[None]


def parse(head: bytes) -> h11.Request | None:
    """The request of a complete head, or None where the head is not an HTTP request."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(head)
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        return None
    return event if isinstance(event, h11.Request) else None


def foreign_request(request: h11.Request) -> ForeignRequest:
    """The log entry of a request over plain http.

    The host is from the request target, or from the `Host` header if the client uses the proxy as a server.
    """
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
    target = request.target.decode("latin-1")
    try:
        url = urlsplit(target)
    except ValueError:  # a host in brackets that is not an IP address
        url = urlsplit("")
    return ForeignRequest(
        scheme="http",
        host=shortened(url.netloc.rpartition("@")[2] or headers.get("host", "")),
        method=shortened(request.method.decode("latin-1")),
        path=shortened(url.path),
        carried_credential=carries_credential(headers) or "@" in url.netloc,
    )


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float | None = None) -> None:
    """Copy bytes until the sender ends, then end the stream to the receiver, which may still answer.

    Raises TimeoutError if the receiver does not read a part within the seconds.
    """
    while data := await reader.read(_HEAD_LIMIT):
        writer.write(data)
        async with asyncio.timeout(seconds):
            await writer.drain()
    writer.write_eof()


async def _close(writer: asyncio.StreamWriter) -> None:
    """Close a connection and wait for it: asyncio would log the error of a connection that nobody waits for."""
    writer.close()
    with suppress(*_DISCONNECTED):
        async with asyncio.timeout(_DRAIN_SECONDS):
            await writer.wait_closed()


def _refusal(status: int, sentence: str) -> bytes:
    status_line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
    return f"{status_line}\r\n{_REFUSAL_HEADERS}\r\n\r\n{sentence}\n".encode()


def _turn_away(connection: socket.socket, sentence: str) -> None:
    """Answer and close at once, because there is nothing left with which to wait for the request."""
    connection.setblocking(False)  # noqa: FBT003  # it takes no keyword
    with suppress(OSError), connection:
        connection.send(_refusal(503, sentence))


async def _refuse(status: int, sentence: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer, then read the rest of the request: a client that is still sending would lose the answer on a close."""
    writer.write(_refusal(status, sentence))
    writer.write_eof()
    async with asyncio.timeout(_DRAIN_SECONDS):
        while await reader.read(_HEAD_LIMIT):
            pass
