"""Any bytes at the real door, and through it at the real server: an answer or a closed connection, and no more."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from token_conformance.edge.server.edge import Edge

_SECONDS = 5.0
_SHORT = 0.1
"""How long the server is waited for that may be waiting for the rest of a body itself."""

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
    """One edge, which all of it is sent to."""
    with Edge() as running:
        yield running


def _connection(edge: Edge) -> socket.socket:
    proxy = urlsplit(edge.proxy_url)
    assert proxy.hostname
    assert proxy.port
    return socket.create_connection((proxy.hostname, proxy.port), _SECONDS)


def _heard(connection: socket.socket) -> list[bytes]:
    """The statuses that come back until the connection ends."""
    parts = []
    with suppress(OSError):
        while part := connection.recv(65_536):
            parts.append(part)
    return [line.split(b" ")[1] for line in b"".join(parts).split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def _say(connection: socket.socket, sent: bytes) -> None:
    """Send it all, unless the peer hangs up before that, which it may."""
    with suppress(OSError):
        connection.sendall(sent)


def _asked(edge: Edge, sent: bytes) -> list[bytes]:
    """What the door says to a guest who has nothing more to say."""
    with _connection(edge) as connection:
        _say(connection, sent)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        return _heard(connection)


@given(sent=BYTES)
def test_the_door_refuses_or_opens_whatever_is_said_to_it(edge: Edge, sent: bytes) -> None:
    """It says 400 to what is no request and 421 to what is no CONNECT, and serves the next guest."""
    assert set(_asked(edge, sent)) <= {b"200", b"400", b"421"}
    assert [b"400"] == _asked(edge, b"\xff\r\n\r\n")


@given(sent=BYTES)
def test_the_server_behind_the_door_answers_whatever_it_is_sent(edge: Edge, sent: bytes) -> None:
    """What the server itself cannot read is a 400; nothing is an error of the edge."""
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with _connection(edge) as connection:
        connection.sendall(_CONNECT)
        assert connection.recv(1_024).startswith(b"HTTP/1.1 200 ")
        with trust.wrap_socket(connection, server_hostname="api.atlassian.com") as secure:
            secure.settimeout(_SHORT)
            _say(secure, sent + _LAST)
            assert set(_heard(secure)) <= {b"100", b"400", b"401", b"404", b"421"}
    assert [] == [request for request in edge.foreign if SECRET.decode() in str(request)]
