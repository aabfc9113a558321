"""Each fault, as a client sees it over https."""

import json
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest
import urllib3

from inventory import inventory
from token_conformance.edge.server.edge import Edge
from waiting import wait_until

pytestmark = pytest.mark.usefixtures("nothing_broke")

Ask = Callable[..., httpx.Response]
Faulty = Callable[..., tuple[Edge, Ask]]

SITE = "https://conformance-edge.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
MYSELF = ("GET", f"{SITE}/rest/api/3/myself", "MADE-UP-UNSCOPED-TOKEN")
CREATE = ("POST", f"{SITE}/rest/api/3/issue", "MADE-UP-UNSCOPED-TOKEN")
ISSUE = {"fields": {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "New"}}


@pytest.mark.parametrize(
    ("fault", "status", "retry_after"),
    [("429", 429, None), ("429:2", 429, "2"), ("429:0.5", 429, "1"), ("500", 500, None), ("503", 503, None)],
)
def test_an_error_in_place_of_an_answer(faulty: Faulty, fault: str, status: int, retry_after: str | None) -> None:
    """The status, and the whole seconds to wait, if any."""
    answer = faulty(fault)[1](*MYSELF)
    assert (status, retry_after) == (answer.status_code, answer.headers.get("retry-after"))


def test_too_many_requests_until_a_date(faulty: Faulty) -> None:
    """The other form of the header, as the standard writes a date."""
    _, ask = faulty("429-date:60")
    before = datetime.now(UTC)
    answer = ask(*MYSELF)
    until = parsedate_to_datetime(answer.headers["retry-after"])
    assert answer.headers["retry-after"].endswith(" GMT")
    assert before + timedelta(seconds=59) < until <= datetime.now(UTC) + timedelta(seconds=60)


def test_a_login_page_is_a_success(faulty: Faulty) -> None:
    """A company's proxy may answer so."""
    answer = faulty("html-login")[1](*MYSELF)
    assert (200, "text/html; charset=utf-8") == (answer.status_code, answer.headers["content-type"])
    assert "Log in" in answer.text


def test_a_slow_answer_is_the_right_one(faulty: Faulty) -> None:
    """It only arrives late."""
    _, ask = faulty("slow:0.2")
    started = time.monotonic()
    assert 200 == ask(*MYSELF).status_code
    assert 0.2 <= time.monotonic() - started < 20


@pytest.mark.slow
def test_slow_answers_are_slow_together(faulty: Faulty) -> None:
    """One answer that waits does not delay another."""
    edge, ask = faulty("slow:60@first=1")
    with socket.create_connection(("127.0.0.1", int(edge.proxy_url.rpartition(":")[2]))) as client:
        tls = handshake(edge, client)
        tls.sendall(b"GET / HTTP/1.1\r\nHost: api.atlassian.com\r\n\r\n")
        wait_until(lambda: edge.request_log)
        assert 200 == ask(*MYSELF).status_code
        assert [None, 200] == [request.status for request in edge.request_log]


def test_malformed_json_looks_like_a_success(faulty: Faulty) -> None:
    """The product has answered, and half of its body is missing."""
    answer = faulty("malformed-json")[1](*MYSELF)
    assert (200, "application/json;charset=UTF-8") == (answer.status_code, answer.headers["content-type"])
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_half_a_body(faulty: Faulty) -> None:
    """The connection ends before the body has its announced length."""
    _, ask = faulty("half-body")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        ask(*MYSELF)


@pytest.mark.parametrize("fault", ["malformed-json", "half-body"])
def test_an_answer_without_a_body(faulty: Faulty, fault: str) -> None:
    """An empty body cannot be halved: the answer is complete, or does not arrive."""
    _, ask = faulty(f"{fault}@method=DELETE")
    with suppress(httpx.RemoteProtocolError):
        assert (204, b"") == ((answer := ask(*DELETE)).status_code, answer.content)
    assert 404 == ask("GET", *DELETE[1:]).status_code


DELETE = ("DELETE", f"{SITE}/rest/api/3/issue/SOFT-1", "MADE-UP-UNSCOPED-TOKEN")


def test_half_a_first_line(faulty: Faulty) -> None:
    """The connection ends in order before the status is complete."""
    edge, _ = faulty("half-head@method=POST")
    with socket.create_connection(("127.0.0.1", int(edge.proxy_url.rpartition(":")[2]))) as client:
        tls = handshake(edge, client, SITE[8:])
        body = json.dumps(ISSUE).encode()
        credential = b64encode(f"{edge.account.email}:{CREATE[2]}".encode()).decode()
        head = f"POST /rest/api/3/issue HTTP/1.1\r\nHost: {SITE[8:]}\r\nAuthorization: Basic {credential}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        tls.sendall(head.encode() + body)
        assert b"HTTP/1.1 2" == tls.read_all()
    assert [None] == [request.status for request in edge.request_log]


def test_half_a_first_line_is_no_fault_of_the_proxy(faulty: Faulty) -> None:
    """urllib3 takes a reset through a proxy for a broken proxy, and repeats even a POST; here it repeats none."""
    edge, _ = faulty("half-head@method=POST")
    with (
        urllib3.ProxyManager(edge.proxy_url, ca_certs=str(edge.ca_file), retries=urllib3.Retry(3)) as pool,
        pytest.raises(urllib3.exceptions.ProtocolError),
    ):
        pool.request("POST", CREATE[1], json=ISSUE)
    assert 1 == len(edge.request_log)


def test_a_reset_is_an_error_of_the_connection(faulty: Faulty) -> None:
    """An httpx client gets no answer, and the operating system reports a reset, not only an end."""
    edge, ask = faulty("reset")
    with pytest.raises(httpx.TransportError):
        ask(*MYSELF)
    with socket.create_connection(("127.0.0.1", int(edge.proxy_url.rpartition(":")[2]))) as client:
        handshake(edge, client).sendall(b"GET / HTTP/1.1\r\nHost: api.atlassian.com\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            read_all(client)


def read_all(client: socket.socket) -> None:
    """Read until the other side ends the stream."""
    while client.recv(65_536):
        pass


def handshake(edge: Edge, client: socket.socket, host: str = "api.atlassian.com") -> "Tls":
    """Connect to a host through the proxy, with a TLS handshake."""
    client.settimeout(60)
    client.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert client.recv(65_536).startswith(b"HTTP/1.1 200 ")
    return Tls(client, ssl.create_default_context(cafile=edge.ca_file), host)


class Tls:
    """TLS over a socket that can still be read itself: Python's own hides whether the end was a reset."""

    def __init__(self, client: socket.socket, trust: ssl.SSLContext, host: str) -> None:
        self._client = client
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = trust.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        while not self._is_done():
            self._incoming.write(client.recv(65_536))
        client.sendall(self._outgoing.read())

    def _is_done(self) -> bool:
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            self._client.sendall(self._outgoing.read())
            return False
        return True

    def sendall(self, data: bytes) -> None:
        """Send it encrypted."""
        self._tls.write(data)
        self._client.sendall(self._outgoing.read())

    def read_all(self) -> bytes:
        """What is received until the TLS connection ends; raises an error if it does not end in order."""
        received = b""
        while True:
            try:
                if not (part := self._tls.read(65_536)):
                    return received
                received += part
            except ssl.SSLWantReadError:
                self._incoming.write(self._client.recv(65_536))


@pytest.mark.parametrize(
    ("fault", "is_carried_out"),
    [
        ("500", False),
        ("500:processed", True),
        ("503", False),
        ("503:processed", True),
        ("reset", False),
        ("reset:processed", True),
        ("429", False),
        ("html-login", False),
        ("malformed-json", True),
        ("half-body", True),
        ("half-head", True),
        ("expired", False),
    ],
)
def test_what_becomes_of_a_write(faulty: Faulty, fault: str, is_carried_out: bool) -> None:
    """Whether the thing exists although its creation seems to have failed."""
    edge, ask = faulty(fault)
    before = len(inventory(edge.state))
    with suppress(httpx.TransportError):
        ask(*CREATE, json=ISSUE)
    wait_until(lambda: edge.request_log[0].ended)
    assert is_carried_out == (len(inventory(edge.state)) == before + 1)


def test_an_expired_token_is_nobodys(faulty: Faulty) -> None:
    """After a number of requests a valid token is answered like one that no account owns, at both URL forms."""
    _, ask = faulty("expired@after=1")
    assert 200 == ask(*MYSELF).status_code
    at_site, at_gateway = ask(*MYSELF), ask("GET", f"{GATEWAY}/rest/api/3/myself", MYSELF[2])
    assert (401, "AUTHENTICATED_FAILED") == (at_site.status_code, at_site.headers["x-seraph-loginreason"])
    assert (401, "FAILURE_CLIENT_AUTH") == (at_gateway.status_code, at_gateway.headers["x-failure-category"])


def test_a_bearer_expires_too(faulty: Faulty) -> None:
    """The token of a service account, which is sent as Bearer."""
    edge, ask = faulty("expired@after=1")
    request = ("GET", f"{GATEWAY}/rest/api/3/myself")
    value = {"authorization": f"Bearer {edge.account.service_account}"}
    assert 200 == ask(*request, headers=value).status_code
    expired = ask(*request, headers=value)
    assert (401, "FAILURE_CLIENT_AUTH") == (expired.status_code, expired.headers["x-failure-category"])


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("wrong-certificate", "unable to get local issuer certificate"),
        ("wrong-certificate:authority", "unable to get local issuer certificate"),
        ("wrong-certificate:name", "Hostname mismatch"),
    ],
)
def test_a_wrong_certificate_is_refused_by_the_client(faulty: Faulty, fault: str, words: str) -> None:
    """No request is sent until the fault is over."""
    edge, ask = faulty(f"{fault}@first=1")
    with pytest.raises(httpx.ConnectError, match=words):
        ask(*MYSELF)
    assert [] == edge.request_log
    assert 200 == ask(*MYSELF).status_code


def test_several_faults_take_turns(faulty: Faulty) -> None:
    """Each counts the requests that the one before it passed on."""
    _, ask = faulty("500@every=2", "429@every=2")
    assert [200, 500, 429, 500, 200, 500] == [ask(*MYSELF).status_code for _ in range(6)]


def test_no_fault_outlives_its_limit(faulty: Faulty) -> None:
    """After each fault the next client gets an answer."""
    _, ask = faulty("reset@first=1", "503@first=1", "half-body@first=1", "malformed-json@after=1,first=1")
    answers = []
    for _ in range(5):
        with suppress(httpx.TransportError):
            answers.append(ask(*MYSELF).status_code)
    assert [503, 200, 200] == answers
