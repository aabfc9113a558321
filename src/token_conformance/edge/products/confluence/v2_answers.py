"""What the operations of version 2 of Confluence's API have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.call import Call
from token_conformance.edge.products.confluence.paging import Item, page_of
from token_conformance.edge.products.confluence.v2_beans import ADF
from token_conformance.edge.products.refusal import Refusal

_CODES = {400: "INVALID_REQUEST_PARAMETER", 404: "NOT_FOUND"}
_TITLES = {404: "Not Found"}
_FORMATS = ("storage", "view", ADF)


def page(request: Request, things: Sequence[Item], bean: Callable[[Item], dict[str, Any]]) -> Response:
    """Answer with a part of a list. The link to the next part is relative to the site's root (rule G7)."""
    part = page_of(request, things)
    links, headers = {"base": _base(request)}, {}
    if part.cursor:
        url = request.url.include_query_params(limit=part.limit, cursor=part.cursor)
        links["next"] = f"{url.path}?{url.query}"
        headers["link"] = f'<{links["next"]}>; rel="next"'
    return JSONResponse({"results": [bean(thing) for thing in part.items], "_links": links}, headers=headers)


def one(request: Request, bean: dict[str, Any]) -> Response:
    """Answer with one thing, which says what its links are relative to."""
    return JSONResponse({**bean, "_links": {**bean["_links"], "base": _base(request)}})


def refuse(refusal: Refusal) -> Response:
    """Word a refusal; `Not Found` is all that is said of a thing that is missing or hidden (rule C2)."""
    title = _TITLES.get(refusal.status, refusal.message)
    code = _CODES.get(refusal.status, "UNAUTHORIZED")
    error = {"status": refusal.status, "code": code, "title": title, "detail": None}
    return JSONResponse({"errors": [error]}, refusal.status)


def asks_for(request: Request, name: str, value: str) -> bool:
    """Whether the filter in a parameter of the query string, separated by commas, lets a value through."""
    wanted = request.query_params.get(name)
    return wanted is None or value in wanted.split(",")


def body_format(request: Request) -> str | None:
    """The format that bodies are wanted in, if they are. Raises Refusal (400) for one of no use here."""
    wanted = request.query_params.get("body-format")
    if wanted not in {None, *_FORMATS}:
        raise Refusal(400, f"'body-format={wanted}' is not in the local model, which has {', '.join(_FORMATS)}.")
    return wanted


def _base(request: Request) -> str:
    return f"{Call.of(request).site}/wiki"
