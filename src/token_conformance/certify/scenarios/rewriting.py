"""Reading a request, and changing what the edge is asked or answers: bodies, JSON answers and their headers."""

import json
from collections.abc import Callable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.faults.intercepted_request import buffered_response

Headers = Callable[[MutableHeaders], None]


def with_answer(app: ASGIApp, change: Callable[[Any], Any], change_headers: Headers) -> ASGIApp:
    """An application whose JSON answers are changed as a whole, and the headers of all its answers."""

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        start, body = await buffered_response(app, scope, receive)
        headers = MutableHeaders(scope=start)
        change_headers(headers)
        if body and headers.get("content-type", "").startswith("application/json"):
            body = json.dumps(change(json.loads(body))).encode()
            headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})

    return changed


async def body_of(scope: Scope, receive: Receive) -> tuple[bytes, Receive]:
    """A request's whole body, and what to receive it from once more."""
    body = await Request(scope, receive).body()
    return body, replayed(body, receive)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Give a body as a whole, and from then on what comes after it."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay


def walk(value: Any, change: Callable[[str, Any], Any]) -> Any:
    """A JSON value with each member of each object changed, by its name; the outer before the inner."""
    if isinstance(value, dict):
        return {name: walk(change(name, member), change) for name, member in value.items()}
    return [walk(each, change) for each in value] if isinstance(value, list) else value


_NO_DATA = "/_edge/"


def host_of(scope: Scope) -> str:
    """The host that a request is meant for."""
    return Request(scope).headers.get("host", "").lower().removesuffix(":443")


def is_read(scope: Scope) -> bool:
    """Whether a request only reads, and reads what a token is needed for."""
    return scope["method"] in {"GET", "HEAD"} and not scope["path"].startswith(_NO_DATA)


def query_of(scope: Scope) -> str:
    """The query string, with its question mark if there is one."""
    query = scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""
