"""The CONNECT proxy: it connects only with the edge, and no input can break it."""

import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress

import httpx
import pytest

from token_conformance.edge.server import connect_proxy
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import ForeignRequest

Ask = Callable[..., httpx.Response]


pytestmark = pytest.mark.usefixtures("nothing_broke")

TENANT_INFO = "https://conformance-edge.atlassian.net/_edge/tenant_info"


def connection(edge: Edge) -> socket.socket:
    """A new connection to the proxy."""
    host, port = edge.proxy_url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def send_bytes(edge: Edge, *parts: bytes) -> bytes:
    """Send bytes to the proxy, part by part, and end the stream; returns everything that it answers."""
    with connection(edge) as client:
        for part in parts:
            client.sendall(part)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while received := client.recv(65_536):
            answer += received
        return answer


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"GET http://a.example.com/x?y=z HTTP/1.1\r\nHost: a.example.com\r\n\r\n", ("a.example.com", "/x", False)),
        (b"GET http://u:p@a.example.com/ HTTP/1.1\r\nHost: a.example.com\r\n\r\n", ("a.example.com", "/", True)),
        (b"GET /x HTTP/1.1\r\nHost: b.example.com\r\nCookie: a=b\r\n\r\n", ("b.example.com", "/x", True)),
        (b"GET http://c.example.com HTTP/1.0\r\nAuthorization: x\r\n\r\n", ("c.example.com", "", True)),
        (b"GET http://[x HTTP/1.1\r\nHost: d.example.com\r\n\r\n", ("d.example.com", "", False)),
    ],
)
def test_plain_http_is_refused_and_logged(edge: Edge, head: bytes, expected: tuple[str, str, bool]) -> None:
    """The answer is one clear line; the entry says whether the request had a credential, and does not contain it."""
    edge.foreign.clear()
    answer = send_bytes(edge, head)
    host, path, carried = expected
    assert answer.startswith(b"HTTP/1.1 421 Misdirected Request\r\n")
    assert b"answers only over https" in answer
    assert [ForeignRequest("http", host, "GET", path, carried)] == edge.foreign


def test_a_request_for_https_without_a_tunnel_is_refused_and_logged(edge: Edge) -> None:
    """Some clients send it to each proxy; it is no plain http, and the answer says what is missing."""
    edge.foreign.clear()
    answer = send_bytes(edge, b"GET https://a.atlassian.net/x HTTP/1.1\r\nHost: b\r\nAuthorization: x\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 501 Not Implemented\r\n")
    assert answer.endswith(b"through a tunnel of its proxy (CONNECT) alone.\n")
    assert [ForeignRequest("https", "a.atlassian.net", "GET", "/x", carried_credential=True)] == edge.foreign


def test_plain_http_is_refused_with_its_body_unread(edge: Edge) -> None:
    """A client that sends a large body over plain http can send all of it and read the answer."""
    head = b"POST http://a.example.com/ HTTP/1.1\r\nHost: a.example.com\r\nContent-Length: 9000000\r\n\r\n"
    assert send_bytes(edge, head, b"x" * 9_000_000).startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize(
    "noise",
    [
        b"\r\n\r\n",
        b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\r\n\r\n",
        b"GET\r\n\r\n",
        b"CONNECT a.example.com:443 HTTP/x\r\n\r\n",
        b"CONNECT a.example.com:443 HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ],
)
def test_what_is_not_a_request_gets_400(ask: Ask, edge: Edge, noise: bytes) -> None:
    """The answer is one clear line, and the proxy continues to work."""
    assert send_bytes(edge, noise).startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert 200 == ask("GET", TENANT_INFO).status_code


@pytest.mark.parametrize("noise", [b"", b"CONNECT a.example"])
def test_what_never_becomes_a_head_is_dropped(ask: Ask, edge: Edge, noise: bytes) -> None:
    """A client that disconnects early gets no answer."""
    assert b"" == send_bytes(edge, noise)
    assert 200 == ask("GET", TENANT_INFO).status_code


@pytest.mark.parametrize("noise", [b"\x00" * 100_000, b"x: " + b"y" * 70_000 + b"\r\n\r\n", b"a: b\r\n" * 200_000])
def test_a_head_without_an_end_is_refused(ask: Ask, edge: Edge, noise: bytes) -> None:
    """The answer names the bound, and the proxy continues to work."""
    answer = send_bytes(edge, noise)
    assert answer.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert answer.endswith(b"The local model reads at most 65,536 bytes of the head of a request.\n")
    assert 200 == ask("GET", TENANT_INFO).status_code


@pytest.mark.slow
def test_a_slow_head_is_refused(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that sends one byte at a time does not hold its connection for ever."""
    monkeypatch.setattr(connect_proxy, "_HEAD_SECONDS", 0.3)
    with connection(edge) as client, suppress(ConnectionError):
        for byte in b"CONNECT api.atl":
            client.sendall(bytes([byte]))
            time.sleep(0.03)
        assert client.recv(65_536).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_tunnel_with_noise_in_it_ends(ask: Ask, edge: Edge) -> None:
    """Data that is not TLS ends the tunnel, and the proxy continues to work."""
    answer = send_bytes(edge, b"CONNECT api.atlassian.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", b"no TLS at all\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\n")
    assert 200 == ask("GET", TENANT_INFO).status_code


@pytest.mark.parametrize(
    ("authority", "target", "host"),
    [
        (b"a.example.com:80", b"/x", "a.example.com"),
        (b"a.example.com:8080", b"/x", "a.example.com:8080"),
        (b"a.example.com:80", b"http://c.example.com/x", "c.example.com"),
    ],
)
def test_plain_http_in_a_tunnel_is_refused_and_logged(edge: Edge, authority: bytes, target: bytes, host: str) -> None:
    """Some clients ask for a tunnel also to port 80; what they send through it is seen, and the tunnel says to whom."""
    edge.foreign.clear()
    head = b"GET %b HTTP/1.1\r\nHost: b.example.com\r\nAuthorization: x\r\n\r\n" % target
    with connection(edge) as client:
        client.sendall(b"CONNECT %b HTTP/1.1\r\nHost: x\r\n\r\n" % authority)
        assert client.recv(65_536).startswith(b"HTTP/1.1 200 ")
        client.sendall(head)
        assert client.recv(65_536).startswith(b"HTTP/1.1 421 Misdirected Request\r\n")
    assert [ForeignRequest("http", host, "GET", "/x", carried_credential=True)] == edge.foreign


def test_a_tunnel_in_which_nothing_comes_ends(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that says nothing does not hold its connection for ever."""
    monkeypatch.setattr(connect_proxy, "_TUNNEL_SECONDS", 0.1)
    with connection(edge) as client:
        client.sendall(b"CONNECT api.atlassian.com:443 HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert answer == b"HTTP/1.1 200 Connection established\r\n\r\n"


def test_a_tunnel_that_is_reset_ends(ask: Ask, edge: Edge) -> None:
    """A client that resets its connection with unread data ends only its own tunnel."""
    host, port = edge.proxy_url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(b"CONNECT api.atlassian.com:443 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(65_536)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert 200 == ask("GET", TENANT_INFO).status_code


def test_slow_clients_delay_no_other(ask: Ask, edge: Edge) -> None:
    """Half a head and a tunnel without data stay open while other requests are answered."""
    host, port = edge.proxy_url.removeprefix("http://").split(":")
    with (
        socket.create_connection((host, int(port))) as slow,
        socket.create_connection((host, int(port))) as silent,
    ):
        slow.sendall(b"CONNECT api.atl")
        silent.sendall(b"CONNECT api.atlassian.com:443 HTTP/1.1\r\nHost: x\r\n\r\n")
        started = time.monotonic()
        assert 200 == ask("GET", TENANT_INFO).status_code
        assert time.monotonic() - started < connect_proxy._HEAD_SECONDS
