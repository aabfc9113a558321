"""Answers that come in place of the product's: too many requests, server errors, a login page."""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from math import ceil

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, Response

from token_conformance.edge.access.credentials import Authorization
from token_conformance.edge.access.headers import EDGE
from token_conformance.edge.faults.intercepted_request import (
    FaultAction,
    InterceptedRequest,
    read_nothing,
    read_processed,
    read_seconds,
)

_LOGIN_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>Log in</title></head>
<body><form method="post" action="/login"><label>Email <input name="username"></label></form></body></html>
"""


def too_many_requests(argument: str) -> FaultAction:
    """429 without `Retry-After`, or with so many seconds in it, rounded up to whole ones."""
    headers = {"retry-after": str(ceil(read_seconds(argument)))} if argument else {}
    return _instead(lambda: _error(429, "Rate limit exceeded", headers))


def too_many_requests_until(argument: str) -> FaultAction:
    """429 with the time in so many seconds as the HTTP date in `Retry-After`."""
    delay = timedelta(seconds=read_seconds(argument))

    def refuse() -> Response:
        date = format_datetime(datetime.now(UTC) + delay, usegmt=True)
        return _error(429, "Rate limit exceeded", {"retry-after": date})

    return _instead(refuse)


def internal_error(argument: str) -> FaultAction:
    """500, before or after the request was carried out."""
    return _instead(lambda: _error(500, "Internal server error"), processed=read_processed(argument))


def unavailable(argument: str) -> FaultAction:
    """503, before or after the request was carried out."""
    return _instead(lambda: _error(503, "Service unavailable"), processed=read_processed(argument))


def login_page(argument: str) -> FaultAction:
    """200 with a page to log in at, as from a company's proxy."""
    read_nothing(argument)
    return _instead(lambda: HTMLResponse(_LOGIN_PAGE))


def _error(status: int, message: str, headers: Mapping[str, str] = EDGE) -> Response:
    return JSONResponse({"code": status, "message": message}, status, headers={**EDGE, **headers})


def _instead(answer: Callable[[], Response], *, processed: bool = False) -> FaultAction:
    async def strike(request: InterceptedRequest) -> None:
        if processed:
            await request.carry_out()
        await request.answer(answer())

    return strike


def slow(argument: str) -> FaultAction:
    """The answer comes so many seconds late."""
    seconds = read_seconds(argument)

    async def strike(request: InterceptedRequest) -> None:
        await asyncio.sleep(seconds)
        await request.pass_on()

    return strike


def malformed_json(argument: str) -> FaultAction:
    """The product's answer, with the second half of its body left out; an empty body stays as it is."""
    read_nothing(argument)

    async def strike(request: InterceptedRequest) -> None:
        start, body = await request.carry_out()
        half = body[: len(body) // 2]
        if body:
            MutableHeaders(scope=start)["content-length"] = str(len(half))
        await request.send(start)
        await request.send({"type": "http.response.body", "body": half})

    return strike


def half_body(argument: str) -> FaultAction:
    """The product's answer, with the connection closed in the middle of its body; an empty body never comes."""
    read_nothing(argument)

    async def strike(request: InterceptedRequest) -> None:
        start, body = await request.carry_out()
        if body:
            await request.send(start)
            await request.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await request.hang_up()

    return strike


def reset(argument: str) -> FaultAction:
    """The connection is reset in place of an answer, before or after the request was carried out."""
    processed = read_processed(argument)

    async def strike(request: InterceptedRequest) -> None:
        if processed:
            await request.carry_out()
        await request.reset()

    return strike


def expired(argument: str) -> FaultAction:
    """Whatever token was sent is one that nobody owns."""
    read_nothing(argument)

    async def strike(request: InterceptedRequest) -> None:
        headers = [(name, _expire(name, value)) for name, value in request.scope["headers"]]
        await replace(request, scope={**request.scope, "headers": headers}).pass_on()

    return strike


def _expire(name: bytes, value: bytes) -> bytes:
    user = Authorization.parse(value.decode("latin-1")).user if name == b"authorization" else ""
    return b"Basic " + b64encode(f"{user}:MADE-UP-EXPIRED-TOKEN".encode()) if user else value
