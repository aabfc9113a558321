"""Answers without an end, and answers that grow when they are decoded, over real HTTPS: each ends in one line."""

import gzip
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from ssl import SSLSocket
from types import SimpleNamespace

import pytest
import vcr
import yaml

from hostile_server import HostileServer, Serve, target_of
from token_conformance.errors import BoundError
from token_conformance.exchange import decoding, transport
from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.model.answer import Answer
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import CASSETTES
from token_conformance.model.tenant import SEEDED

CELL = Cell(Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself"), Credential.NONE, UrlForm.SITE)
MOST = 4 * MEGABYTE
"""The bound of these tests, so that they are quick; `test_transport_memory` tries the real one."""
OK = b"HTTP/1.1 200 OK\r\n"

gz = partial(gzip.compress, mtime=0)
"""Compress with gzip; a time in the result would give a test another name in each process."""


@pytest.fixture(autouse=True)
def low_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the bounds of bytes and of time."""
    monkeypatch.setattr(decoding, "MOST_BYTES", MOST)
    monkeypatch.setattr(transport, "MOST_BYTES", MOST)
    monkeypatch.setattr(transport, "MOST_SECONDS", 1.0)


def ask(server: HostileServer, *, recorded: bool = False) -> Answer:
    """Send one request to the server, as a cell that is recorded or not."""
    with ExitStack() as opened:
        exchange = opened.enter_context(Exchange(target_of(server)))
        if recorded:
            recorder = vcr.VCR(record_mode="all", serializer="json", decode_compressed_response=True)
            opened.enter_context(recorder.use_cassette(str(server.ca_file.parent / "cassette.json")))
        return exchange.send(CELL)


def refusal_of(server: HostileServer) -> str:
    """What is said about the answer of the server: the same whether it is recorded or not, and never an outcome."""
    said = set()
    for recorded in (False, True):
        with pytest.raises(RefusedError) as refusal:
            ask(server, recorded=recorded)
        assert Outcome.UNREACHABLE is refusal.value.outcome
        said.add(str(refusal.value))
    [line] = said
    return line


def with_body(body: bytes, *headers: bytes) -> Callable[[SSLSocket], None]:
    """An answer with these headers, and a body of exactly the length that it declares; then the server closes."""
    last = b"Content-Length: %d\r\nConnection: close" % len(body)
    head = b"".join(header + b"\r\n" for header in (*headers, last))
    return lambda client: client.sendall(OK + head + b"\r\n" + body)


def endlessly(part: bytes, head: bytes = OK + b"\r\n", pause: float = 0.0) -> Callable[[SSLSocket], None]:
    """An answer that starts with a head, and repeats a part until the client gives up."""

    def answer(client: SSLSocket) -> None:
        client.sendall(head)
        while True:
            client.sendall(part)
            time.sleep(pause)

    return answer


TOO_MANY = "the answer: has more than 4,194,304 bytes, which is the most that is read"
TOO_MANY_DECODED = "the answer: has more than 4,194,304 bytes when it is decompressed, which is the most that is read"
TOO_LATE = "the answer: took longer than 1 seconds, which is the most that is waited for"
TWO_ENCODINGS = "the answer: has more than 1 encoding, which is the most that is read"
LONG_HEAD = "the answer: has a head of more than 100 KB, which is the most that is read"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        pytest.param(endlessly(b"x" * 65_536), TOO_MANY, id="endless body"),
        pytest.param(
            endlessly(b"10000\r\n" + b"x" * 65_536 + b"\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"),
            TOO_MANY,
            id="endless chunks",
        ),
        pytest.param(endlessly(b"x", OK + b"Content-Length: 2000000000\r\n\r\n"), TOO_MANY, id="2 GB are declared"),
        pytest.param(endlessly(b"x" * 65_536, b"HTTP/1.1 401 No\r\n\r\n"), TOO_MANY, id="endless body of a refusal"),
        pytest.param(
            endlessly(b"x" * 65_536, b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"), TOO_MANY, id="endless redirect"
        ),
        pytest.param(endlessly(b"x", pause=0.05), TOO_LATE, id="one byte at a time", marks=pytest.mark.slow),
        pytest.param(
            endlessly(b"x", b"HTTP/1.1", pause=0.05),
            TOO_LATE,
            id="one byte of the head at a time",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            endlessly(b"HTTP/1.1 103 Early\r\n\r\n", b""),
            TOO_LATE,
            id="early hints without an end",
            marks=pytest.mark.slow,
        ),
        pytest.param(endlessly(b"X-Header: y\r\n" * 1_000, OK), LONG_HEAD, id="endless headers"),
        pytest.param(with_body(b"", b"X-Header: " + b"y" * 300_000), LONG_HEAD, id="a huge header"),
        pytest.param(
            with_body(gz(bytes(1_000 * MEGABYTE // 100)), b"Content-Encoding: gzip"),
            TOO_MANY_DECODED,
            id="gzip",
        ),
        pytest.param(
            with_body(zlib.compress(bytes(10 * MEGABYTE)), b"Content-Encoding: deflate"), TOO_MANY_DECODED, id="deflate"
        ),
        pytest.param(
            with_body(gz(bytes(3 * MEGABYTE)) * 2, b"Content-Encoding: gzip"),
            TOO_MANY_DECODED,
            id="two members of gzip",
        ),
        pytest.param(
            with_body(gz(gz(bytes(10 * MEGABYTE))), b"Content-Encoding: gzip, gzip"),
            TWO_ENCODINGS,
            id="gzip of gzip",
        ),
        pytest.param(
            with_body(b"", b"Content-Encoding: gzip", b"Content-Encoding: br"), TWO_ENCODINGS, id="two headers"
        ),
        pytest.param(
            with_body(b"{}", b"Content-Encoding: gzip"),
            "DecodingError: the body is not valid gzip data: Error -3 while decompressing data: incorrect header check",
            id="not gzip",
        ),
    ],
)
def test_a_bound_ends_the_exchange(serve: Serve, answer: Callable[[SSLSocket], None], line: str) -> None:
    """The line names the bound, the outcome says nothing about the token, and nothing is tried again."""
    server = serve(answer)
    started = time.monotonic()
    assert line == refusal_of(server)
    assert time.monotonic() - started < 8
    assert 2 == len(server.requests)


@pytest.mark.slow
def test_a_request_that_is_read_slowly_ends_too(serve: Serve) -> None:
    """The time includes that of sending the request."""

    def read_slowly(client: SSLSocket) -> None:
        while client.recv(1):
            time.sleep(0.05)

    server = serve(read_slowly)
    create = Endpoint(Product.JIRA_PLATFORM, "create", "POST /rest/api/3/issue")
    with Exchange(target_of(server)) as exchange, pytest.raises(RefusedError, match=TOO_LATE):
        exchange.send(Cell(create, Credential.NONE, UrlForm.SITE), json="x" * 20 * MEGABYTE)


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize(
    ("header", "sent"),
    [
        (b"X: y", b'{"a": 1}'),
        (b"Content-Encoding: identity", b'{"a": 1}'),
        (b"Content-Encoding: GZIP", gz(b'{"a": 1}')),
        (b"Content-Encoding: identity, gzip", gz(b'{"a"') + gz(b": 1}")),
        (b"Content-Encoding: deflate", zlib.compress(b'{"a": 1}')),
        (b"Content-Encoding: deflate", zlib.compress(b'{"a": 1}', wbits=-15)),
        (b"Content-Encoding: br", b'{"a": 1}'),
    ],
)
def test_ordinary_answers_are_decoded(serve: Serve, header: bytes, sent: bytes, recorded: bool) -> None:
    """The body is the decoded one, for a cell that is recorded too; an encoding that was not asked for stays."""
    assert {"a": 1} == ask(serve(with_body(sent, header)), recorded=recorded).json()


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize(
    "location", [b"/", b"javascript:1", b"http://[x", b"//\xc3\xa9", b"//xn--" + b"a" * 300, b"/" + b"x" * 70_000]
)
def test_a_redirect_to_anything_is_an_answer(serve: Serve, location: bytes, recorded: bool) -> None:
    """It is not followed, and its target is not even parsed."""
    server = serve(lambda client: client.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n"))
    assert 302 == ask(server, recorded=recorded).status
    assert 1 == len(server.requests)


def test_a_body_of_exactly_the_most_bytes_is_read(serve: Serve) -> None:
    """The bound is the last size that is accepted."""
    body = gz(bytes(MOST))
    assert bytes(MOST) == ask(serve(with_body(body, b"Content-Encoding: gzip"))).body


def test_only_known_encodings_are_asked_for(serve: Serve) -> None:
    """An installed library does not change the request."""
    server = serve(with_body(b"{}"))
    ask(server)
    assert b"accept-encoding: gzip, deflate\r\n" in server.requests[0].lower()


def test_each_exchange_has_all_bytes_for_itself(serve: Serve) -> None:
    """What one exchange has used is not counted for the next one."""
    with Exchange(target_of(serve(with_body(bytes(MOST - 1_000))))) as exchange:
        assert [MOST - 1_000] * 3 == [len(exchange.send(CELL).body) for _ in range(3)]


@pytest.mark.parametrize(
    ("body", "error", "line"),
    [
        (gz(bytes(MOST + 1)), BoundError, TOO_MANY_DECODED),
        (gz(b"{}")[:-9], RefusedError, "DecodingError: the body is not valid gzip data"),
    ],
)
def test_a_cassette_of_somebody_else_is_bounded_too(
    tmp_path: Path, body: bytes, error: type[Exception], line: str
) -> None:
    """An encoded body in a cassette, which this suite never writes, is decoded up to the same bound."""
    with Exchange(replace(CASSETTES, tenant=SEEDED)) as exchange:
        request: dict[str, object] = {"method": "GET", "uri": exchange.url(CELL, {}), "body": None, "headers": {}}
        headers = {"content-encoding": ["gzip"]}
        response = {"status": {"code": 200, "message": "OK"}, "headers": headers, "body": {"string": body}}
        cassette = tmp_path / "cassette.yaml"
        cassette.write_text(yaml.dump({"version": 1, "interactions": [{"request": request, "response": response}]}))
        with vcr.VCR(record_mode="none").use_cassette(str(cassette)), pytest.raises(error, match=line):
            exchange.send(CELL)


def test_a_socket_is_never_given_a_negative_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last moment passes between two looks at the clock, the bound ends the exchange."""
    clock = iter([0.0, 0.9, 1.1, 1.3])
    monkeypatch.setattr(transport, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    used = transport._Used()
    used.begin()
    assert 0 < used.seconds_left(None)
    with pytest.raises(BoundError, match="took longer than 1 seconds"):
        used.seconds_left(None)
