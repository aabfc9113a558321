"""Helpers of conditions: they read a request, replay its body, and change JSON answers and their headers."""

import json
from collections.abc import Callable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.faults.intercepted_request import buffered_response

Headers = Callable[[MutableHeaders], None]

_WITHOUT_TOKEN = "/_edge/"  # noqa: S105  # a path


def with_answer(app: ASGIApp, change: Callable[[Any], Any], change_headers: Headers) -> ASGIApp:
    """An application with changed answers: `change` applies to each JSON body, `change_headers` to all headers."""

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
    """The whole body of a request, and a `receive` that delivers it again."""
    body = await Request(scope, receive).body()
    return body, replayed(body, receive)


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that delivers a body in one message, and then the messages of another `receive`."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay


def walk(value: Any, change: Callable[[str, Any], Any]) -> Any:
    """A JSON value in which `change`, called with name and value, has replaced each member; outer objects first."""
    if isinstance(value, dict):
        return {name: walk(change(name, member), change) for name, member in value.items()}
    return [walk(each, change) for each in value] if isinstance(value, list) else value


def host_of(scope: Scope) -> str:
    """The host that a request is for, without the port 443."""
    return Request(scope).headers.get("host", "").lower().removesuffix(":443")


def is_read(scope: Scope) -> bool:
    """Whether a request only reads, by its method."""
    return scope["method"] in {"GET", "HEAD"}


def needs_token(scope: Scope) -> bool:
    """Whether a request is one for data, which a caller without a token does not get."""
    return scope["method"] != "OPTIONS" and not scope["path"].startswith(_WITHOUT_TOKEN)


def query_of(scope: Scope) -> str:
    """The query string with its question mark, or an empty text."""
    query = scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""
