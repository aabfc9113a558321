"""What the operations of version 1 of Confluence's API have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.call import Call
from token_conformance.edge.products.confluence.paging import Item, page_of
from token_conformance.edge.products.confluence.v1_beans import base_links
from token_conformance.edge.products.refusal import Refusal, whole_number
from token_conformance.edge.state.confluence_content import Content


def page(
    request: Request,
    things: Sequence[Item],
    bean: Callable[[Call, Item], dict[str, Any]],
    **more: object,
) -> Response:
    """Answer with a part of a list, and `more`.

    Unlike in version 2, the link to the next part is relative to `base`, so without `/wiki`.
    """
    call, part = Call.of(request), page_of(request, things, start=whole_number(request, "start", 0))
    links = {**base_links(call), "self": f"{call.site}{_relative(request)}"}
    if part.cursor:
        following = _relative(request, next="true", cursor=part.cursor, limit=part.limit, start=part.start + part.limit)
        links["next"] = following.removeprefix("/wiki")
    results = [bean(call, thing) for thing in part.items]
    place = {"start": part.start, "limit": part.limit, "size": len(results)}
    return JSONResponse({"results": results, **place, **more, "_links": links})


def expanded(
    request: Request, bean: Callable[[Call, Item, str], dict[str, Any]]
) -> Callable[[Call, Item], dict[str, Any]]:
    """Shows a thing with what the request wants to see of it."""
    expand = request.query_params.get("expand", "")
    return lambda call, thing: bean(call, thing, expand)


def refuse(refusal: Refusal) -> Response:
    """Word a refusal."""
    return JSONResponse({"statusCode": refusal.status, "message": refusal.message}, refusal.status)


def named_content(request: Request) -> Content:
    """The page or blog post in the request's path. Raises Refusal (404)."""
    content_id = request.path_params["id"]
    found = Call.of(request).state.confluence.contents.get(content_id)
    if found is None:
        raise Refusal(404, f"No content found with id : {content_id}")
    return found


def _relative(request: Request, **place: str | int) -> str:
    url = request.url.include_query_params(**place)
    return f"{url.path}?{url.query}" if url.query else url.path
