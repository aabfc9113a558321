"""Real connections to the TLS server: slow and long heads, large bodies, and clients that do not read their answer."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

import httpx
import pytest

from token_conformance.edge.server import bodies, protocol
from token_conformance.edge.server.edge import Edge
from token_conformance.model.bounds import MEGABYTE
from waiting import wait_until

pytestmark = pytest.mark.usefixtures("nothing_broke")

SITE = "conformance-edge.atlassian.net"
UPLOAD = f"https://{SITE}/rest/api/3/issue/SOFT-1/attachments"


@pytest.fixture
def own() -> Iterator[Edge]:
    """An edge for one test, which may keep something in it."""
    with Edge() as edge:
        yield edge


@contextmanager
def tls_connection(edge: Edge) -> Iterator[ssl.SSLSocket]:
    """A TLS connection to the site, through the proxy."""
    host, port = edge.proxy_url.removeprefix("http://").split(":")
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with socket.create_connection((host, int(port)), timeout=60) as plain:
        plain.sendall(f"CONNECT {SITE}:443 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert plain.recv(65_536).startswith(b"HTTP/1.1 200 ")
        with trust.wrap_socket(plain, server_hostname=SITE) as secure:
            yield secure


@contextmanager
def client(edge: Edge) -> Iterator[httpx.Client]:
    """A client with the unscoped token."""
    trust = ssl.create_default_context(cafile=edge.ca_file)
    auth = (edge.account.email, edge.account.unscoped)
    headers = {"X-Atlassian-Token": "no-check"}
    with httpx.Client(
        proxy=edge.proxy_url, verify=trust, trust_env=False, auth=auth, headers=headers, timeout=60
    ) as caller:
        yield caller


def test_the_host_that_was_connected_to_gets_the_request(own: Edge) -> None:
    """A header with the name of another host does not lead there: a foreign host that gets a token is seen."""
    trust = ssl.create_default_context(cafile=own.ca_file)
    with httpx.Client(proxy=own.proxy_url, verify=trust, trust_env=False, timeout=60) as caller:
        answer = caller.get("https://files.example.com/rest/api/3/myself", headers={"Host": SITE})
    assert (421, ["files.example.com"]) == (answer.status_code, [request.host for request in own.foreign])


def test_a_port_and_capitals_are_no_other_host(own: Edge) -> None:
    """The header of the host itself is kept as it is."""
    with client(own) as caller:
        answer = caller.get(f"https://{SITE}/rest/api/3/myself", headers={"Host": f"{SITE.upper()}:443"})
    assert 200 == answer.status_code


def test_a_client_of_http2_is_refused_in_its_own_protocol(own: Edge) -> None:
    """It gets frames that say HTTP_1_1_REQUIRED and why, and its request is answered as one that is not modelled."""
    with tls_connection(own) as connection:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]))
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]))
    length, goaway = int.from_bytes(answer[9:12], "big"), answer[12:]
    assert (7, 13) == (goaway[0], int.from_bytes(goaway[10:14], "big"))
    assert b"The local model does not speak HTTP/2." == goaway[14 : 6 + length]
    [request] = own.request_log
    assert (SITE, "PRI", 501, "not-modelled") == (request.host, request.method, request.status, request.rule)


@pytest.mark.skipif(shutil.which("node") is None, reason="the program node is missing")
@pytest.mark.slow
def test_node_says_that_http2_is_not_spoken(own: Edge, tmp_path: Path) -> None:
    """What a user reads is the error of their library: its number or name for HTTP_1_1_REQUIRED."""
    script = """
        const http2 = require("node:http2"), http = require("node:http"), tls = require("node:tls");
        const [host, port] = process.argv.slice(2);
        http.request({ host: "127.0.0.1", port, method: "CONNECT", path: `${host}:443` }).on("connect", (_, socket) => {
          const secure = tls.connect({ socket, servername: host });
          const session = http2.connect(`https://${host}`, { createConnection: () => secure });
          session.on("error", (error) => console.log(error.message));
          session.request({ ":path": "/" }).on("error", () => {});
        }).end();
    """
    (tmp_path / "ask.cjs").write_text(script)
    environment = {"PATH": os.environ["PATH"], "NODE_EXTRA_CA_CERTS": str(own.ca_file)}
    words = ["node", str(tmp_path / "ask.cjs"), SITE, own.proxy_url.rpartition(":")[2]]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert re.search(r"error code (13\b|NGHTTP2_HTTP_1_1_REQUIRED)", done.stdout), done  # newer ones write the name


@pytest.mark.slow
def test_a_head_of_one_byte_at_a_time_is_refused(own: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is that of the whole head, and the next request on the connection has its own."""
    with tls_connection(own) as connection:
        for seconds in (60.0, 0.3):  # the first head may take its time, and the second one arrives as a whole
            monkeypatch.setattr(protocol, "HEAD_SECONDS", seconds)
            connection.sendall(f"GET /_edge/tenant_info HTTP/1.1\r\nHost: {SITE}\r\n\r\n".encode())
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
        time.sleep(0.5)  # idle, which is no head
        connection.sendall(b"GET /")
        wait_until(lambda: _is_answered_after_a_byte(connection))
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert b"HTTP/1.1 400 Bad Request" in answer
    assert b"The local model waits at most 60 seconds for the head of a request." in answer


def _is_answered_after_a_byte(connection: ssl.SSLSocket) -> bool:
    """Send one more byte, unless an answer arrives within a moment."""
    if select([connection], [], [], 0.03)[0]:
        return True
    connection.sendall(b"x")
    return False


def test_a_connection_without_a_head_is_closed(own: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that says nothing after its handshake does not hold the connection."""
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    with tls_connection(own) as connection:
        assert connection.recv(65_536).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("length", [66_000, 300_000])
def test_a_long_head_is_refused(own: Edge, length: int) -> None:
    """Whether it arrives at once or in parts: the line names the bound."""
    with client(own) as caller:
        answer = caller.get(f"https://{SITE}/rest/api/3/myself", headers={"X-Long": "x" * length})
    assert answer.status_code in {400, 431}
    assert "65,536 bytes" in answer.text


def test_a_body_that_is_too_large_is_refused(own: Edge) -> None:
    """The client that has sent all of it can read the answer."""
    with client(own) as caller:
        answer = caller.post(f"https://{SITE}/rest/api/3/issue", json={"x": "y" * 9 * MEGABYTE})
    assert (413, "The local model reads at most 8 MB of a body that is not a form.\n") == (
        answer.status_code,
        answer.text,
    )


def test_an_endless_body_is_refused(own: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection ends, although the client would never stop."""
    monkeypatch.setattr(bodies, "_DRAIN_SECONDS", 0.2)

    def without_end() -> Iterator[bytes]:
        while True:
            yield bytes(65_536)

    with client(own) as caller:
        try:
            answer = caller.post(
                f"https://{SITE}/rest/api/3/issue", content=without_end(), headers={"Content-Type": "application/json"}
            )
        except httpx.TransportError:
            return
    assert 413 == answer.status_code


@pytest.mark.slow
def test_an_attachment_of_100_megabytes_goes_in_and_out(own: Edge) -> None:
    """Ordinary use stays possible; the bytes are the same."""
    content = bytes(range(256)) * (100 * MEGABYTE // 256)
    with client(own) as caller:
        [added] = caller.post(UPLOAD, files={"file": ("a.bin", content)}).raise_for_status().json()
        url = f"https://{SITE}/rest/api/3/attachment/content/{added['id']}?redirect=false"
        assert content == caller.get(url).raise_for_status().content


@pytest.mark.slow
def test_a_client_that_does_not_read_its_answer_loses_the_connection(
    own: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edge does not keep the answer for ever."""
    monkeypatch.setattr(protocol, "UNREAD_SECONDS", 0.5)
    with client(own) as caller:
        [added] = caller.post(UPLOAD, files={"file": ("a.bin", bytes(30 * MEGABYTE))}).raise_for_status().json()
        token = caller.build_request("GET", UPLOAD)
        list(caller.auth.sync_auth_flow(token))  # type: ignore[union-attr]  # the client has a credential
    with tls_connection(own) as connection:
        path = f"/rest/api/3/attachment/content/{added['id']}?redirect=false"
        head = f"GET {path} HTTP/1.1\r\nHost: {SITE}\r\nAuthorization: {token.headers['Authorization']}\r\n\r\n"
        connection.sendall(head.encode())
        wait_until(lambda: own.request_log[-1].method == "GET" and own.request_log[-1].ended)
        received = 0
        try:
            while part := connection.recv(65_536):
                received += len(part)
        except OSError:
            pass
    assert received < 30 * MEGABYTE
