"""An observer is called for every request and handshake, and the edge listens on more sockets than its proxy's."""

import socket
import ssl
from contextlib import closing

import h11
import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.server.edge import DirectSockets, Edge

SITE = "conformance-edge.atlassian.net"


class Recorder:
    """Records every call, and answers for one path."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """Answer for /mine, and pass on the rest."""

        async def recording(scope: Scope, receive: Receive, send: Send) -> None:
            self.calls.append(scope["path"])
            answer = PlainTextResponse("mine") if scope["path"] == "/mine" else app
            await answer(scope, receive, send)

        return recording

    def handshake(self) -> None:
        """Record it."""
        self.calls.append("handshake")

    def plain(self, request: h11.Request) -> None:
        """Record its target."""
        self.calls.append(request.target.decode())


def listening() -> socket.socket:
    """A socket on a free port."""
    return socket.create_server(("127.0.0.1", 0))


def test_an_observer_is_called_and_may_answer() -> None:
    """For handshakes, requests to any host, and requests over plain http; it answers for its own path."""
    observer = Recorder()
    with Edge(observer=observer) as edge:
        trust = ssl.create_default_context(cafile=edge.ca_file)
        with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60) as client:
            assert "mine" == client.get(f"https://{SITE}/mine").text
            assert 421 == client.get("https://elsewhere.example.com/x").status_code
            assert 421 == client.get(f"http://{SITE}/y").status_code
    assert ["handshake", "/mine", "handshake", "/x", f"http://{SITE}/y"] == observer.calls


def test_a_refused_certificate_is_a_handshake_without_a_request() -> None:
    """An observer can count it."""
    observer = Recorder()
    with (
        Edge(observer=observer) as edge,
        httpx.Client(proxy=edge.proxy_url, trust_env=False, timeout=60) as client,
        pytest.raises(httpx.ConnectError),
    ):
        client.get(f"https://{SITE}/mine")
    assert ["handshake"] == observer.calls


def test_more_sockets() -> None:
    """One accepts TLS without CONNECT; the other refuses plain http."""
    with closing(listening()) as tls, closing(listening()) as plain, Edge(sockets=DirectSockets(tls, plain)) as edge:
        trust = ssl.create_default_context(cafile=edge.ca_file)
        port, plain_port = tls.getsockname()[1], plain.getsockname()[1]
        headers, extensions = {"Host": SITE}, {"sni_hostname": SITE}
        with httpx.Client(verify=trust, trust_env=False, timeout=60) as client:
            url = f"https://127.0.0.1:{port}/_edge/tenant_info"
            answer = client.get(url, headers=headers, extensions=extensions)
            assert {"cloudId": edge.tenant.cloud_id} == answer.json()
            assert 421 == client.get(f"http://127.0.0.1:{plain_port}/x", headers=headers).status_code
        assert [("http", SITE, "/x")] == [(each.scheme, each.host, each.path) for each in edge.foreign]
