"""Answers that come in place of the product's: too many requests, server errors, a login page."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from math import ceil

from starlette.responses import HTMLResponse, JSONResponse, Response

from token_conformance.edge.faults.strike import Strike, StruckRequest, read_nothing, read_processed, read_seconds
from token_conformance.edge.headers import EDGE

_LOGIN_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>Log in</title></head>
<body><form method="post" action="/login"><label>Email <input name="username"></label></form></body></html>
"""


def too_many_requests(argument: str) -> Strike:
    """429 without `Retry-After`, or with so many seconds in it, rounded up to whole ones."""
    headers = {"retry-after": str(ceil(read_seconds(argument)))} if argument else {}
    return _instead(lambda: _error(429, "Rate limit exceeded", headers))


def too_many_requests_until(argument: str) -> Strike:
    """429 with the time in so many seconds as the HTTP date in `Retry-After`."""
    delay = timedelta(seconds=read_seconds(argument))

    def refuse() -> Response:
        date = format_datetime(datetime.now(UTC) + delay, usegmt=True)
        return _error(429, "Rate limit exceeded", {"retry-after": date})

    return _instead(refuse)


def internal_error(argument: str) -> Strike:
    """500, before or after the request was carried out."""
    return _instead(lambda: _error(500, "Internal server error"), processed=read_processed(argument))


def unavailable(argument: str) -> Strike:
    """503, before or after the request was carried out."""
    return _instead(lambda: _error(503, "Service unavailable"), processed=read_processed(argument))


def login_page(argument: str) -> Strike:
    """200 with a page to log in at, as from a company's proxy."""
    read_nothing(argument)
    return _instead(lambda: HTMLResponse(_LOGIN_PAGE))


def _error(status: int, message: str, headers: Mapping[str, str] = EDGE) -> Response:
    return JSONResponse({"code": status, "message": message}, status, headers={**EDGE, **headers})


def _instead(answer: Callable[[], Response], *, processed: bool = False) -> Strike:
    async def strike(request: StruckRequest) -> None:
        if processed:
            await request.carry_out()
        await request.answer(answer())

    return strike
