"""Reading what comes to the door over plain http: a proxy's request for a tunnel, or one that should have been TLS."""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine
from contextlib import suppress
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import h11

from token_conformance.edge.server.request_log import ForeignRequest, carries_credential


def parse(head: bytes) -> h11.Request | None:
    """The request of a whole head, or None if it is no HTTP request."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(head)
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        return None
    return event if isinstance(event, h11.Request) else None


def foreign_request(request: h11.Request) -> ForeignRequest:
    """A request over plain http, whose target names the host, unless the client takes the door for a server."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
    target = request.target.decode("latin-1")
    try:
        url = urlsplit(target)
    except ValueError:  # a host in brackets that is no address
        url = urlsplit("")
    return ForeignRequest(
        scheme="http",
        host=url.netloc.rpartition("@")[2] or headers.get("host", ""),
        method=request.method.decode("latin-1"),
        path=url.path,
        carried_credential=carries_credential(headers) or "@" in url.netloc,
    )


_HEAD_LIMIT = 65_536
_HEAD_SECONDS = 10.0
_DRAIN_SECONDS = 1.0
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_REFUSAL_HEADERS = "Content-Type: text/plain\r\nConnection: close"
_PLAIN = "The local model answers only over https, through this door as the proxy of https requests (HTTPS_PROXY)."
_MALFORMED = "This is the door of the local model, a proxy for https requests; what came is no HTTP request."
_GONE = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
"""What a peer that hangs up, dawdles or sends no end of a head amounts to: there is nobody to answer."""


class ConnectProxy:
    """Accepts proxy requests on a socket and tunnels each CONNECT to the edge's TLS port on the loopback."""

    def __init__(
        self,
        tls_port: int,
        remember: Callable[[ForeignRequest], None],
        plain: Callable[[h11.Request], None] = lambda _: None,
    ) -> None:
        self._tls_port = tls_port
        self._plain = plain
        self._remember = remember
        self._guests: set[asyncio.Task[None]] = set()
        self._tunnels: dict[int, _Tunnel] = {}
        self._servers: list[asyncio.Server] = []

    async def open(self, listener: socket.socket) -> None:
        """Start to accept proxy requests on a bound socket, which the door then owns."""
        await self._listen(listener, self._serve)

    async def open_directly(self, listener: socket.socket) -> None:
        """Start to accept TLS connections that are meant for the edge itself, on a bound socket."""
        await self._listen(listener, self._serve_directly)

    async def close(self) -> None:
        """Accept nobody any more, and end every tunnel."""
        for server in self._servers:
            server.close()
        guests = list(self._guests)
        for guest in guests:
            guest.cancel()
        await asyncio.gather(*guests, return_exceptions=True)

    def hang_up(self, port: int) -> None:
        """End the tunnel that comes to the edge from a port, if it still stands, after what the edge sent into it."""
        if tunnel := self._tunnels.get(port):
            tunnel.inbound.cancel()
            tunnel.edge.write_eof()

    def reset(self, port: int) -> None:
        """Reset the connection of the guest whose tunnel comes to the edge from a port, if it still stands."""
        if tunnel := self._tunnels.get(port):
            connection = tunnel.guest.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            tunnel.guest.transport.abort()

    async def _listen(self, listener: socket.socket, serve: "_Serve") -> None:
        """Each guest is served in a task of its own, so that a slow one holds up nobody."""

        def receive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            guest = asyncio.get_running_loop().create_task(serve(reader, writer))
            self._guests.add(guest)
            guest.add_done_callback(self._guests.discard)

        self._servers.append(await asyncio.start_server(receive, sock=listener, limit=_HEAD_LIMIT))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(*_GONE):
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _HEAD_SECONDS)
                await self._admit(head, reader, writer)
        finally:
            await _close(writer)

    async def _serve_directly(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(*_GONE):
                await self._tunnel(reader, writer)
        finally:
            await _close(writer)

    async def _admit(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = parse(head)
        if request is None:
            await _refuse(400, _MALFORMED, reader, writer)
        elif request.method == b"CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await self._tunnel(reader, writer)
        else:
            self._plain(request)
            self._remember(foreign_request(request))
            await _refuse(421, _PLAIN, reader, writer)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        edge_reader, edge_writer = await asyncio.open_connection("127.0.0.1", self._tls_port)
        port: int = edge_writer.get_extra_info("sockname")[1]
        try:
            async with asyncio.TaskGroup() as both_ways:
                inbound = both_ways.create_task(_copy(reader, edge_writer))
                self._tunnels[port] = _Tunnel(guest=writer, edge=edge_writer, inbound=inbound)
                both_ways.create_task(_copy(edge_reader, writer))
        except* OSError:  # one side hung up, which ends the other
            pass
        finally:
            self._tunnels.pop(port, None)
            await _close(edge_writer)


_Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


class _Tunnel(NamedTuple):
    """The two ends that a tunnel is written to, and what copies from the guest to the edge."""

    guest: asyncio.StreamWriter
    edge: asyncio.StreamWriter
    inbound: asyncio.Task[None]


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on bytes until their sender is done, then say so to their receiver, who may still answer."""
    while data := await reader.read(_HEAD_LIMIT):
        writer.write(data)
        await writer.drain()
    writer.write_eof()


async def _close(writer: asyncio.StreamWriter) -> None:
    """Close an end and see it closed: an error that nobody waits for would be reported as one that nobody expected."""
    writer.close()
    with suppress(*_GONE):
        async with asyncio.timeout(_DRAIN_SECONDS):
            await writer.wait_closed()


async def _refuse(status: int, sentence: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer, then read what is still coming: closing on a sender would take the answer away from it."""
    status_line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
    writer.write(f"{status_line}\r\n{_REFUSAL_HEADERS}\r\n\r\n{sentence}\n".encode())
    writer.write_eof()
    async with asyncio.timeout(_DRAIN_SECONDS):
        while await reader.read(_HEAD_LIMIT):
            pass
