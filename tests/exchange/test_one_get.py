"""One GET: whatever comes back is a value, over real HTTPS through a real proxy."""

import datetime as dt
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from hostile_server import HostileServer, hostile_server
from token_conformance.edge.authority import Authority
from token_conformance.exchange import one_get, transport
from token_conformance.exchange.one_get import Failure, NoAnswer, OneGet, Reply
from token_conformance.model.answer import Answer

URL = "https://mysite.atlassian.net/_edge/tenant_info"
OTHER = "somebody-else.example.com"

Ask = Callable[..., tuple[Reply, HostileServer]]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Send one GET to a server that answers as a test says."""
    with ExitStack() as running:

        def send(answer: bytes = b"", authorization: str | None = None, **how: object) -> tuple[Reply, HostileServer]:
            server = running.enter_context(hostile_server(lambda to: to.sendall(answer), tmp_path, **how))  # type: ignore[arg-type]  # its own options
            get = running.enter_context(OneGet(server.proxy, server.ca_file))
            return get(URL, authorization), server

        yield send


def test_an_answer_comes_with_its_status_headers_and_body(ask: Ask) -> None:
    """An answer is what the server sent, with the URL of the request."""
    reply, _ = ask(b"HTTP/1.1 404 Not Found\r\nX-Trace: 1\r\nContent-Length: 2\r\n\r\n{}")
    assert reply == Answer(URL, 404, {"x-trace": "1", "content-length": "2"}, b"{}")


def test_a_redirect_is_an_answer(ask: Ask) -> None:
    """A redirect is not followed: the credential goes nowhere else."""
    reply, server = ask(b"HTTP/1.1 302 Found\r\nLocation: https://other.example.com/\r\nContent-Length: 0\r\n\r\n")
    assert isinstance(reply, Answer)
    assert (302, "https://other.example.com/") == (reply.status, reply.headers["location"])
    assert 1 == len(server.requests)


def test_nothing_is_sent_again(ask: Ask) -> None:
    """A 429 or 503 is an answer, and a refused login is refused once."""
    for status in (b"429 Too Many Requests", b"503 Service Unavailable", b"401 Unauthorized"):
        _, server = ask(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        assert 1 == len(server.requests)


def test_the_authorization_is_sent_as_it_is_or_not_at_all(ask: Ask) -> None:
    """A request has the credential that was given, and no other: neither from .netrc nor a cookie."""
    nothing = b"HTTP/1.1 204 No Content\r\n\r\n"
    _, server = ask(nothing, "Bearer made-up")
    assert b"authorization: bearer made-up\r\n" in server.requests[0].lower()
    _, server = ask(nothing)
    assert b"authorization" not in server.requests[0].lower()


@pytest.mark.parametrize(
    ("tunnel", "status"),
    [(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", 407), (b"HTTP/1.1 503 Service Unavailable\r\n\r\n", 503)],
)
def test_a_proxy_that_refuses_the_way_is_named_with_its_status(ask: Ask, tunnel: bytes, status: int) -> None:
    """The answer of the proxy to CONNECT is not one of the host."""
    reply, _ = ask(tunnel=tunnel)
    assert isinstance(reply, NoAnswer)
    assert (Failure.PROXY_REFUSED, True, status) == (reply.failure, reply.at_proxy, reply.proxy_status)


def _expired(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    trustme.CA().issue_cert(name, not_before=past, not_after=past + dt.timedelta(days=1)).configure_cert(context)
    return context


def test_a_certificate_of_another_authority_is_told_from_the_others(ask: Ask) -> None:
    """A proxy that reads along presents a certificate of its own authority."""
    reply, server = ask(leaf=Authority().context_for)
    assert isinstance(reply, NoAnswer)
    assert (Failure.UNTRUSTED_AUTHORITY, False) == (reply.failure, reply.at_proxy)
    assert [] == server.requests


def test_a_certificate_for_another_host_is_told_from_the_others(tmp_path: Path) -> None:
    """A server that is not the one that was asked for presents its own name."""
    authority, trusted = Authority(), tmp_path / "trusted.pem"
    authority.write_pem(trusted)
    with (
        hostile_server(lambda _: None, tmp_path, leaf=lambda _: authority.context_for(OTHER)) as server,
        OneGet(server.proxy, trusted) as get,
    ):
        reply = get(URL)
    assert isinstance(reply, NoAnswer)
    assert Failure.CERTIFICATE_OF_OTHER_HOST == reply.failure


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (9, Failure.CERTIFICATE_TIME),
        (10, Failure.CERTIFICATE_TIME),
        (62, Failure.CERTIFICATE_OF_OTHER_HOST),
        (18, Failure.UNTRUSTED_AUTHORITY),
        (19, Failure.UNTRUSTED_AUTHORITY),
        (20, Failure.UNTRUSTED_AUTHORITY),
    ],
)
def test_the_numbers_of_a_refused_certificate_are_told_apart(code: int, failure: Failure) -> None:
    """OpenSSL says by a number why it refuses a certificate."""
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    assert failure is one_get._failure_of(error)


def test_a_name_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a proxy, the name of the host is looked up."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with OneGet() as get:
        assert NoAnswer(URL, Failure.NAME_UNKNOWN, "Name or service not known") == get(URL)


def test_a_proxy_that_does_not_listen_is_told_from_the_host() -> None:
    """The connection is refused by the proxy's machine, not by Atlassian's."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # nobody else gets the port, and nobody listens at it
        with OneGet(f"http://127.0.0.1:{silent.getsockname()[1]}") as get:
            reply = get(URL)
    assert isinstance(reply, NoAnswer)
    assert (Failure.REFUSED, True) == (reply.failure, reply.at_proxy)


def test_a_network_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a route says so itself."""

    def unreachable(*_: object, **__: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", unreachable)
    with OneGet() as get:
        reply = get(URL)
    assert isinstance(reply, NoAnswer)
    assert (Failure.UNREACHABLE, "Network is unreachable", False) == (reply.failure, reply.detail, reply.at_proxy)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (b"", {Failure.NO_HTTP, Failure.CUT_OFF}),
        (b"SSH-2.0-OpenSSH\r\n\r\n", {Failure.NO_HTTP}),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", {Failure.NO_HTTP, Failure.CUT_OFF}),
    ],
)
def test_half_an_answer_is_no_answer(ask: Ask, answer: bytes, failure: set[Failure]) -> None:
    """What is cut off or is not HTTP is told as that, and nothing of it is taken for an answer."""
    reply, _ = ask(answer)
    assert isinstance(reply, NoAnswer)
    assert reply.failure in failure


def test_an_answer_that_does_not_come_is_a_timeout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request waits no longer than its bound."""
    monkeypatch.setattr(one_get, "SECONDS", 0.2)
    with (
        hostile_server(lambda to: to.settimeout(1) or to.recv(1), tmp_path) as server,  # type: ignore[func-returns-value, arg-type]  # it waits, and that is all
        OneGet(server.proxy, server.ca_file) as get,
    ):
        reply = get(URL)
    assert isinstance(reply, NoAnswer)
    assert (Failure.TIMEOUT, False) == (reply.failure, reply.at_proxy)


def test_an_answer_that_is_too_large_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds of the transport hold."""
    monkeypatch.setattr(transport, "MOST_BYTES", 1_000)
    reply, _ = ask(b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2000)
    assert isinstance(reply, NoAnswer)
    assert Failure.TOO_LARGE == reply.failure
