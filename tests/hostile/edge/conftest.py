"""The edge as an application in this process, called as its server calls it, with any bytes that the server accepts."""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.tokens import seeded_account, tokens_of
from token_conformance.edge.access.world import WORLDS
from token_conformance.edge.server.app import App
from token_conformance.edge.server.request_log import ForeignRequest
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

ACCOUNT = seeded_account(SEEDED)
TOKENS = tokens_of(ACCOUNT, SEEDED.account_id)

Headers = Iterable[tuple[bytes, bytes]]


def _scope(method: str, target: bytes, headers: Headers) -> dict[str, Any]:
    """The head of a request as uvicorn passes it: the path is decoded, and the rest is as it was received."""
    path, _, query = target.partition(b"?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": unquote(path.decode("ascii")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": list(headers),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 443),
    }


def _ask(
    method: str, target: bytes, headers: Headers, body: bytes = b"", world: str = "known"
) -> tuple[httpx.Response, list[ForeignRequest]]:
    """The answer of a new edge, because writes change its tenant, and the foreign requests that it has logged."""
    foreign: list[ForeignRequest] = []
    app = App(Backend(State.seeded(SEEDED), WORLDS[world], TOKENS), foreign.append)
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    length = (b"content-length", b"%d" % len(body))
    asyncio.run(app(_scope(method, target, [length, *headers]), receive, send))
    start, *parts = sent
    return httpx.Response(
        start["status"], headers=start["headers"], content=b"".join(it["body"] for it in parts)
    ), foreign


@pytest.fixture(scope="session")
def ask() -> Callable[..., tuple[httpx.Response, list[ForeignRequest]]]:
    """Sends a request to an edge that was just seeded."""
    return _ask


@pytest.fixture(scope="session")
def basic() -> Callable[[str], bytes]:
    """Creates the credential of the edge's account with one of its tokens."""
    return lambda token: b"Basic " + b64encode(f"{ACCOUNT.email}:{token}".encode())
