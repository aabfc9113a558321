"""The edge as an application in this process, without a server and TLS: fast enough for thousands of requests."""

import asyncio
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message, Scope

from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.tokens import Token, seeded_account, tokens_of
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.ruled import rule_of
from token_conformance.edge.server.app import App
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

ACCOUNT = seeded_account(SEEDED)
TOKENS = tokens_of(ACCOUNT, SEEDED.account_id)
SITE = f"https://{SEEDED.site_host}"
JIRA = f"https://api.atlassian.com/ex/jira/{SEEDED.cloud_id}"
CONFLUENCE = f"https://api.atlassian.com/ex/confluence/{SEEDED.cloud_id}"


@dataclass(frozen=True)
class Asked:
    """An answer of the edge, with the rule by which it was given; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str
    rule: str


@dataclass(frozen=True)
class Asking:
    """One request: its method and URL, the token of its Basic credential, if any, and what else it carries."""

    method: str
    url: str
    token: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def ask(*asking: Any, world: World = KNOWN, **more: Any) -> Asked:
    """Send one request to an edge that was just seeded."""
    return ask_all([Asking(*asking, **more)], world=world)[0]


def ask_all(requests: Iterable[Asking], world: World = KNOWN) -> list[Asked]:
    """Send requests to one edge, one after the other."""
    app = app_with(TOKENS, world)

    async def run() -> list[Asked]:
        return [await answer_of(app, request) for request in requests]

    return asyncio.run(run())


def app_with(tokens: Mapping[str, Token], world: World = KNOWN) -> App:
    """An edge that was just seeded, with these tokens by their values."""
    return App(Backend(State.seeded(SEEDED), world, tokens), lambda _: None)


async def answer_of(app: ASGIApp, request: Asking) -> Asked:
    """Send one request to an application."""
    scope = _scope(request)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *parts = sent
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
    text = b"".join(part.get("body", b"") for part in parts).decode(errors="replace")
    return Asked(start["status"], headers, text, rule_of(scope))


def _scope(request: Asking) -> Scope:
    parts = urlsplit(request.url)
    headers = [("host", parts.netloc), *request.headers]
    if request.token is not None:
        headers.append(("authorization", basic(request.token)))
    if request.body:
        headers.append(("content-length", str(len(request.body))))
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "scheme": "https",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 443),
        "state": {},
    }


def basic(token: str, email: str = ACCOUNT.email) -> str:
    """The value of a Basic credential."""
    return f"Basic {b64encode(f'{email}:{token}'.encode()).decode()}"
