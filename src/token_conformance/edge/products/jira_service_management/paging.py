"""How Jira Service Management shows a list: a part of it, with links to the parts around it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call, whole_number

Thing = TypeVar("Thing")


def page_of(request: Request, things: Sequence[Thing], bean: Callable[[Call, Thing], dict[str, Any]]) -> Response:
    """Answer with the part of the list that `start` and `limit` choose. Raises Refusal (400)."""
    call = Call.of(request)
    start, limit = whole_number(request, "start", 0), whole_number(request, "limit", 50, minimum=1)
    shown = [bean(call, thing) for thing in things[start : start + limit]]
    is_last = start + limit >= len(things)
    next_link = {} if is_last else {"next": _url(request, start=start + limit, limit=limit)}
    return JSONResponse(
        {
            "size": len(shown),
            "start": start,
            "limit": limit,
            "isLastPage": is_last,
            "_links": {"self": _url(request), "base": call.base, "context": "", **next_link},
            "values": shown,
        }
    )


def _url(request: Request, **place: int) -> str:
    url = request.url.include_query_params(**place)
    return f"{Call.of(request).base}{url.path}" + (f"?{url.query}" if url.query else "")
