"""The actions of the faults: error answers, a login page, late or broken answers, resets, and expired tokens."""

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

_EXPIRED = "MADE-UP-EXPIRED-TOKEN"
_LOGIN_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>Log in</title></head>
<body><form method="post" action="/login"><label>Email <input name="username"></label></form></body></html>
"""


def too_many_requests(argument: str) -> FaultAction:
    """429 without `Retry-After`, or with the argument in it: seconds, rounded up to a whole number."""
    headers = {"retry-after": str(ceil(read_seconds(argument)))} if argument else {}
    return _answer_instead(lambda: _error(429, "Rate limit exceeded", headers))


def too_many_requests_until(argument: str) -> FaultAction:
    """429 with an HTTP date in `Retry-After`, as many seconds from now as the argument says."""
    delay = timedelta(seconds=read_seconds(argument))

    def refuse() -> Response:
        date = format_datetime(datetime.now(UTC) + delay, usegmt=True)
        return _error(429, "Rate limit exceeded", {"retry-after": date})

    return _answer_instead(refuse)


def internal_error(argument: str) -> FaultAction:
    """500, without or after carrying out the request."""
    return _answer_instead(lambda: _error(500, "Internal server error"), processed=read_processed(argument))


def unavailable(argument: str) -> FaultAction:
    """503, without or after carrying out the request."""
    return _answer_instead(lambda: _error(503, "Service unavailable"), processed=read_processed(argument))


def login_page(argument: str) -> FaultAction:
    """200 with a login page, as from a company's proxy."""
    read_nothing(argument)
    return _answer_instead(lambda: HTMLResponse(_LOGIN_PAGE))


def slow(argument: str) -> FaultAction:
    """The right answer, delayed by the seconds of the argument."""
    seconds = read_seconds(argument)

    async def delay(request: InterceptedRequest) -> None:
        await asyncio.sleep(seconds)
        await request.pass_on()

    return delay


def malformed_json(argument: str) -> FaultAction:
    """The product's answer without the second half of its body; an empty body is not changed."""
    read_nothing(argument)

    async def truncate(request: InterceptedRequest) -> None:
        start, body = await request.carry_out()
        half = body[: len(body) // 2]
        if body:
            MutableHeaders(scope=start)["content-length"] = str(len(half))
        await request.send(start)
        await request.send({"type": "http.response.body", "body": half})

    return truncate


def half_body(argument: str) -> FaultAction:
    """The product's answer, with the connection closed in the middle of its body; no answer if the body is empty."""
    read_nothing(argument)

    async def close_midway(request: InterceptedRequest) -> None:
        start, body = await request.carry_out()
        if body:
            await request.send(start)
            await request.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await request.close_connection()

    return close_midway


def half_head(argument: str) -> FaultAction:
    """The product's answer, with the connection closed in the middle of its first line.

    A client cannot know that its request was carried out. Where a connection ends before the first byte of an answer,
    urllib3 takes a tunnel through a proxy for a proxy that cannot be reached, and repeats any request; it is not misled
    by the start of an answer.
    """
    read_nothing(argument)

    async def close_midway(request: InterceptedRequest) -> None:
        start, _ = await request.carry_out()
        line = f"HTTP/1.1 {start['status']}".encode()
        await request.end_after(line[:-2])

    return close_midway


def reset(argument: str) -> FaultAction:
    """A reset of the connection in place of an answer, without or after carrying out the request."""
    processed = read_processed(argument)

    async def reset_connection(request: InterceptedRequest) -> None:
        if processed:
            await request.carry_out()
        await request.reset_connection()

    return reset_connection


def expired(argument: str) -> FaultAction:
    """The right answer for a token that no account owns, in place of the token that was sent."""
    read_nothing(argument)

    async def replace_token(request: InterceptedRequest) -> None:
        headers = [(name, _expire(name, value)) for name, value in request.scope["headers"]]
        await replace(request, scope={**request.scope, "headers": headers}).pass_on()

    return replace_token


def _error(status: int, message: str, headers: Mapping[str, str] = EDGE) -> Response:
    return JSONResponse({"code": status, "message": message}, status, headers={**EDGE, **headers})


def _answer_instead(answer: Callable[[], Response], *, processed: bool = False) -> FaultAction:
    async def answer_instead(request: InterceptedRequest) -> None:
        if processed:
            await request.carry_out()
        await request.answer(answer())

    return answer_instead


def _expire(name: bytes, value: bytes) -> bytes:
    authorization = Authorization.parse(value.decode("latin-1") if name == b"authorization" else None)
    if authorization.is_bearer:
        return f"Bearer {_EXPIRED}".encode()
    return b"Basic " + b64encode(f"{authorization.user}:{_EXPIRED}".encode()) if authorization.user else value
