"""Any bytes sent to the real proxy, and through it to the real server: an answer or a closed connection."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from hypothesis import strategies as st

from properties import given
from token_conformance.edge.server.edge import Edge

_SECONDS = 5.0
_SHORT = 0.1
"""Seconds to wait for the server, which may itself wait for the rest of a body."""

_LAST = b"GET /ex HTTP/1.1\r\nHost: api.atlassian.com\r\nConnection: close\r\n\r\n"
_CONNECT = b"CONNECT api.atlassian.com:443 HTTP/1.1\r\nHost: api.atlassian.com:443\r\n\r\n"

SECRET = b"secret"

_LINES = st.sampled_from(
    [
        b"GET / HTTP/1.1",
        b"GET http://[ HTTP/1.1",
        b"GET http:%s HTTP/1.1" % (b"//user:" + SECRET + b"@example.com/"),
        b"POST /rest/api/3/issue HTTP/1.1",
        b"CONNECT \xff:1 HTTP/1.1",
        b"Host: api.atlassian.com",
        b"Content-Length: 9",
        b"Content-Length: -1",
        b"Transfer-Encoding: chunked",
        b"Authorization: Basic \xff\xfe",
        b"Expect: 100-continue",
        b"Upgrade: websocket",
        b"X: " + b"a" * 70_000,
        b"",
    ]
) | st.binary(max_size=12)
BYTES = st.binary(max_size=40) | st.lists(_LINES, max_size=6).map(lambda lines: b"\r\n".join([*lines, b"", b""]))


@pytest.fixture(scope="module")
def edge() -> Iterator[Edge]:
    """The edge that gets all bytes."""
    with Edge() as running:
        yield running


def _connection(edge: Edge) -> socket.socket:
    proxy = urlsplit(edge.proxy_url)
    assert proxy.hostname
    assert proxy.port
    return socket.create_connection((proxy.hostname, proxy.port), _SECONDS)


def _statuses(connection: socket.socket) -> list[bytes]:
    """The statuses of the responses until the end of the connection."""
    parts = []
    with suppress(OSError):
        while part := connection.recv(65_536):
            parts.append(part)
    return [line.split(b" ")[1] for line in b"".join(parts).split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def _send(connection: socket.socket, sent: bytes) -> None:
    """Send all bytes, unless the peer closes the connection before, which it may."""
    with suppress(OSError):
        connection.sendall(sent)


def _statuses_of(edge: Edge, sent: bytes) -> list[bytes]:
    """The statuses that the proxy answers to these bytes."""
    with _connection(edge) as connection:
        _send(connection, sent)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        return _statuses(connection)


@given(sent=BYTES)
def test_the_proxy_refuses_or_tunnels_any_bytes(edge: Edge, sent: bytes) -> None:
    """It answers 400 to what is no request, 431 to a long head, 421 to any method but CONNECT, and serves the next."""
    assert set(_statuses_of(edge, sent)) <= {b"200", b"400", b"421", b"431"}
    assert [b"400"] == _statuses_of(edge, b"\xff\r\n\r\n")


@given(sent=BYTES)
def test_the_server_behind_the_proxy_answers_any_bytes(edge: Edge, sent: bytes) -> None:
    """It answers 400 to bytes that it cannot read, and never has an error of its own."""
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with _connection(edge) as connection:
        connection.sendall(_CONNECT)
        assert connection.recv(1_024).startswith(b"HTTP/1.1 200 ")
        with trust.wrap_socket(connection, server_hostname="api.atlassian.com") as secure:
            secure.settimeout(_SHORT)
            _send(secure, sent + _LAST)
            assert set(_statuses(secure)) <= {b"100", b"400", b"401", b"404", b"421"}
    assert [] == [request for request in edge.foreign if SECRET.decode() in str(request)]
