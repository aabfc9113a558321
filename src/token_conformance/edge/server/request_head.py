"""The head of a request to the proxy, read byte for byte, and what it says of a request over plain http."""

import asyncio
import socket
from urllib.parse import urlsplit

import h11

from token_conformance.edge.server.request_log import ForeignRequest, carries_credential, shortened
from token_conformance.edge.server.untunnelled import is_untunnelled

HEAD_LIMIT = 65_536
"""The most bytes of a head."""
_END_OF_HEAD = b"\r\n\r\n"


async def read_head(connection: socket.socket) -> bytes:
    """Read the head of a request and no further, because TLS follows; empty if the head has too many bytes.

    Raises EOFError if the client ends before.
    """
    head = b""
    while len(head) < HEAD_LIMIT:
        await readable(connection)
        seen = connection.recv(HEAD_LIMIT - len(head), socket.MSG_PEEK)
        if not seen:
            raise EOFError
        before = len(head)
        end = (head[-3:] + seen).find(_END_OF_HEAD)
        length = len(seen) if end < 0 else end + len(_END_OF_HEAD) - min(before, 3)
        head += connection.recv(length)
        if end >= 0:
            return head
    return b""


async def readable(connection: socket.socket) -> None:
    """Wait until something has arrived, or the client has ended."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(connection, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(connection)


def parse(head: bytes) -> h11.Request | None:
    """The request of a complete head, or None where the head is not an HTTP request."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(head)
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        return None
    return event if isinstance(event, h11.Request) else None


def in_tunnel(request: h11.Request, authority: bytes) -> h11.Request:
    """A request with the host that its tunnel leads to: that one reads it, and not the one of its header `Host`."""
    if not request.target.startswith(b"/"):
        return request
    target = b"http://%b%b" % (authority.removesuffix(b":80"), request.target)
    return h11.Request(method=request.method, headers=request.headers, target=target, http_version=request.http_version)


def foreign_request(request: h11.Request) -> ForeignRequest:
    """The log entry of a request that did not come over TLS.

    The host is from the request target, or from the `Host` header if the client uses the proxy as a server.
    """
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
    target = request.target.decode("latin-1")
    try:
        url = urlsplit(target)
    except ValueError:  # a host in brackets that is not an IP address
        url = urlsplit("")
    return ForeignRequest(
        scheme="https" if is_untunnelled(request) else "http",
        host=shortened(url.netloc.rpartition("@")[2] or headers.get("host", "")),
        method=shortened(request.method.decode("latin-1")),
        path=shortened(url.path),
        carried_credential=carries_credential(headers) or "@" in url.netloc,
    )
