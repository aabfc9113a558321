"""A witness sees every request and handshake, and clients that know of no proxy find more doors."""

import socket
import ssl
from contextlib import closing

import h11
import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.server.edge import Doors, Edge

SITE = "conformance-edge.atlassian.net"


class Noting:
    """Notes what it is told, and answers for one path."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """Answer for /mine, and pass on the rest."""

        async def noting(scope: Scope, receive: Receive, send: Send) -> None:
            self.seen.append(scope["path"])
            answer = PlainTextResponse("mine") if scope["path"] == "/mine" else app
            await answer(scope, receive, send)

        return noting

    def handshake(self) -> None:
        """Note it."""
        self.seen.append("handshake")

    def plain(self, request: h11.Request) -> None:
        """Note its target."""
        self.seen.append(request.target.decode())


def listening() -> socket.socket:
    """A socket on a free port."""
    return socket.create_server(("127.0.0.1", 0))


def test_a_witness_sees_and_answers() -> None:
    """Handshakes, requests of any host, and those over plain http; a path of its own is answered by it."""
    witness = Noting()
    with Edge(witness=witness) as edge:
        trust = ssl.create_default_context(cafile=edge.ca_file)
        with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False) as client:
            assert "mine" == client.get(f"https://{SITE}/mine").text
            assert 421 == client.get("https://elsewhere.example.com/x").status_code
            assert 421 == client.get(f"http://{SITE}/y").status_code
    assert ["handshake", "/mine", "handshake", "/x", f"http://{SITE}/y"] == witness.seen


def test_a_refused_certificate_is_a_handshake_without_a_request() -> None:
    """So it can be counted."""
    witness = Noting()
    with (
        Edge(witness=witness) as edge,
        httpx.Client(proxy=edge.proxy_url, trust_env=False) as client,
        pytest.raises(httpx.ConnectError),
    ):
        client.get(f"https://{SITE}/mine")
    assert ["handshake"] == witness.seen


def test_more_doors() -> None:
    """One leads to the edge without a proxy's request; at the other plain http is refused."""
    with closing(listening()) as tls, closing(listening()) as plain, Edge(doors=Doors(tls, plain)) as edge:
        trust = ssl.create_default_context(cafile=edge.ca_file)
        port, plain_port = tls.getsockname()[1], plain.getsockname()[1]
        headers, extensions = {"Host": SITE}, {"sni_hostname": SITE}
        with httpx.Client(verify=trust, trust_env=False) as client:
            url = f"https://127.0.0.1:{port}/_edge/tenant_info"
            answer = client.get(url, headers=headers, extensions=extensions)
            assert {"cloudId": edge.tenant.cloud_id} == answer.json()
            assert 421 == client.get(f"http://127.0.0.1:{plain_port}/x", headers=headers).status_code
        assert [("http", SITE, "/x")] == [(each.scheme, each.host, each.path) for each in edge.foreign]
