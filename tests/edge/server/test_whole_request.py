"""Requests that arrive as a whole: which they are, and that their answers are those of h11, byte by byte."""

import re
import socket
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator

import h11
import pytest
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.observer import NullObserver
from token_conformance.edge.server.whole_request import WholeRequest, _head_of

pytestmark = pytest.mark.usefixtures("nothing_broke")

HOST = b"Host: conformance-edge.atlassian.net\r\n"
GET = b"GET /x?y=z HTTP/1.1\r\n" + HOST
POST = b"POST /x HTTP/1.1\r\n" + HOST


@pytest.mark.parametrize(
    "data",
    [
        GET + b"\r\n",
        GET + b"\r\nnext",
        GET + b"A:b\r\nA: c \r\nEmpty:\r\nTab:\t d\te\t\r\n\r\n",
        GET + b"Connection: Keep-Alive\r\n\r\n",
        POST + b"Content-Length: 3\r\n\r\nabc",
        POST + b"content-length: 3\r\n\r\nabcGET",
        POST + b"Content-Length: 0\r\n\r\n",
    ],
)
def test_a_whole_request_is_read_as_h11_reads_it(data: bytes) -> None:
    """Method, target, headers and body are the same, and what is left belongs to the next request."""
    whole = WholeRequest.read(data)
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(data)
    head, *events = _events(connection)
    assert whole is not None
    assert isinstance(head, h11.Request)
    assert (head.method, head.target) == (whole.method.encode(), whole.target)
    assert [*head.headers] == whole.headers
    assert b"".join(bytes(each.data) for each in events if isinstance(each, h11.Data)) == whole.body
    assert connection.trailing_data[0] == whole.rest
    assert WholeRequest.read(whole.as_sent() + whole.rest) == whole


@pytest.mark.parametrize(
    "data",
    [
        GET,
        POST + b"Content-Length: 3\r\n\r\nab",
        b"GET /x HTTP/1.0\r\n" + HOST + b"\r\n",
        b"GET /x HTTP/1.1\r\nA: b\r\n\r\n",
        GET + HOST + b"\r\n",
        b"CONNECT a.example.com:443 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"get /x HTTP/1.1\r\n" + HOST + b"\r\n",
        GET + b"A: b\r\n folded\r\n\r\n",
        GET + b"A : b\r\n\r\n",
        GET + b"A: \xff\r\n\r\n",
        GET + b"A: b\n\r\n",
        GET + b"Connection: close\r\n\r\n",
        GET + b"Connection: keep-alive\r\nConnection: close\r\n\r\n",
        GET + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        GET + b"Upgrade: websocket\r\n\r\n",
        POST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
        POST + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        POST + b"Content-Length: +3\r\n\r\nabc",
        b"\r\n" + GET + b"\r\n",
    ],
)
def test_everything_else_is_left_to_h11(data: bytes) -> None:
    """What is not whole, not plain, or not allowed."""
    assert WholeRequest.read(data) is None


def _events(connection: h11.Connection) -> Iterator[object]:
    while not isinstance(event := connection.next_event(), type):  # the other results are marks, which are classes
        yield event


END = b"GET /end HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
"""A request that is left to h11, and the last one of its connection."""


async def _parts() -> AsyncIterator[bytes]:
    yield b"one"
    yield b"two"


ANSWERS: dict[str, Callable[[], Response]] = {
    "text": lambda: PlainTextResponse("text"),
    "long": lambda: PlainTextResponse("x" * 200_000),
    "latin": lambda: PlainTextResponse("text", headers={"X-Text": "\xe4"}),
    "empty": lambda: PlainTextResponse("text", headers={"X-Empty": ""}),
    "nothing": lambda: Response(status_code=204),
    "unchanged": lambda: Response(status_code=304),
    "last": lambda: PlainTextResponse("last", headers={"Connection": "close"}),
    "parts": lambda: StreamingResponse(_parts()),
}


class Answering(NullObserver):
    """An observer that answers every request itself, by its path."""

    def in_front_of(self, _: ASGIApp) -> ASGIApp:
        """The application that answers."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            name = scope["path"][1:]
            await ANSWERS.get(name, lambda: PlainTextResponse(f"answer {name}"))()(scope, receive, send)

        return answer


@pytest.fixture(scope="module")
def answering() -> Iterator[Edge]:
    """An edge with the answers of these tests."""
    with Edge(observer=Answering()) as edge:
        yield edge


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_has_the_bytes_of_h11(answering: Edge, method: str, name: str) -> None:
    """An answer without a length is written by h11 itself; a request of two parts is always read by it."""
    request = f"{method} /{name} HTTP/1.1\r\n".encode() + HOST + b"\r\n"
    whole, in_parts = _received(answering, request + END), _received(answering, request[:9], request[9:] + END)
    assert _undated(in_parts) == _undated(whole)
    assert whole.startswith(b"HTTP/1.1 ")


def test_requests_that_arrive_at_once_are_answered_in_turn(answering: Edge) -> None:
    """The later ones wait, and one that is left to h11 may be among them."""
    middle = b"".join(b"GET /%d HTTP/1.1\r\n" % number + HOST + b"\r\n" for number in (1, 2, 3))
    received = _received(answering, middle + b"POST /4 HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\n\r\nab" + END)
    assert [b"answer %d" % number for number in range(1, 5)] == re.findall(rb"answer \d", received)


def test_a_header_with_two_lines_is_no_answer() -> None:
    """What an application may not send is left to h11, which refuses it."""
    lines = [(b"content-length", b"0"), (b"x", b"a\r\nb: c")]
    assert (b"", True) == (_head_of(200, lines), bool(_head_of(200, lines[:1])))


def _undated(answer: bytes) -> list[bytes]:
    return [line for line in answer.split(b"\r\n") if not line.startswith(b"date: ")]


def _received(edge: Edge, *parts: bytes) -> bytes:
    """What is received for what is sent in parts, until the connection ends."""
    port = int(edge.proxy_url.rpartition(":")[2])
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as plain:
        plain.sendall(b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert plain.recv(100).startswith(b"HTTP/1.1 200 ")
        with trust.wrap_socket(plain, server_hostname="conformance-edge.atlassian.net") as secure:
            for part in parts:
                secure.sendall(part)
                time.sleep(0.02 if part is not parts[-1] else 0)
            return b"".join(iter(lambda: secure.recv(65_536), b""))
