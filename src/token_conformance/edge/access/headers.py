"""The headers that identify an answer of Atlassian's edge, and that differ between a caller and a stranger (S4, G4)."""

from collections.abc import Callable, Mapping
from secrets import token_hex
from urllib.parse import quote
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EDGE = {
    "server": "AtlassianEdge",
    "timing-allow-origin": "*",
    "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
}
_RATE_LIMITS = {
    "x-ratelimit-limit": "350",
    "x-ratelimit-remaining": "349",
    "ratelimit-policy": '"jira-burst-based";q=350;w=1',
    "ratelimit": '"jira-burst-based";r=349;t=1',
}


def product_headers(account_id: str | None, *, metered: bool = True) -> dict[str, str]:
    """S4: the headers of a product's answer at both URL forms. The values of the rate limit are made up.

    An answer that counts for no rate limit, as that of an unknown path, is not `metered`.
    """
    headers = EDGE | {
        "cache-control": "no-cache, no-store, no-transform",
        "x-arequestid": token_hex(16),
        "atl-traceid": token_hex(16),
        "atl-request-id": str(uuid4()),
    }
    if account_id is not None:
        headers |= {"x-aaccountid": quote(account_id, safe="")} | (_RATE_LIMITS if metered else {})
    return headers


def xsrf_cookie(*, logged_in: bool) -> dict[str, str]:
    """S4: the cookie that every answer of the Jira site sets; the end of its value says whether the caller is known."""
    suffix = "lin" if logged_in else "lout"
    return {"set-cookie": f"atlassian.xsrf.token={token_hex(20)}_{suffix}; Path=/; SameSite=None; Secure"}


def gateway_refusal_headers() -> dict[str, str]:
    """G4: the headers of the gateway's own refusals, which have none of a product's headers."""
    return EDGE | {"x-trace-id": token_hex(16), "x-frame-options": "SameOrigin"}


def with_headers(app: ASGIApp, added: Mapping[str, str]) -> ASGIApp:
    """An application that answers like another one and adds headers."""
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in added.items()]

    def add(headers: MutableHeaders) -> None:
        if {name for name, _ in headers.raw}.isdisjoint(name for name, _ in pairs):
            headers.raw.extend(pairs)
        else:
            headers.update(added)

    return _with(app, add)


def with_jira_charset(app: ASGIApp) -> ASGIApp:
    """An application that answers like another one, and adds a charset to the content type of JSON, as Jira does."""

    def label(headers: MutableHeaders) -> None:
        if headers.get("content-type") == "application/json":
            headers["content-type"] = "application/json;charset=UTF-8"

    return _with(app, label)


def _with(app: ASGIApp, change: Callable[[MutableHeaders], None]) -> ASGIApp:
    """A response is changed at once, and the answer of any other application when it starts."""
    if isinstance(app, Response):
        change(app.headers)
        return app

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        async def changing(message: Message) -> None:
            if message["type"] == "http.response.start":
                change(MutableHeaders(scope=message))
            await send(message)

        await app(scope, receive, changing)

    return changed
