"""Answers of version 1 of Confluence's API: one resource, a page of a list, an error."""

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.api import ApiError, Call, whole_number
from token_conformance.edge.products.confluence.answers import NOT_MODELLED, Bean, Item
from token_conformance.edge.products.confluence.paging import by_id, page_of

PAGING = "start limit cursor next"
"""The query parameters of a list; `next` is in the link to its next page and changes nothing."""


def base_links(call: Call) -> Bean:
    """The URL that the relative links of an answer start with: the site, at both URL forms."""
    return {"base": f"{call.site}/wiki", "context": "/wiki"}


def single(request: Request, bean: Bean) -> Response:
    """Answer with one resource."""
    return JSONResponse({**bean, "_links": {**base_links(Call.of(request)), **bean["_links"]}})


def page(
    request: Request,
    items: Sequence[Item],
    bean: Callable[[Item], Bean],
    *,
    key: Callable[[Item], str] = by_id,
    limit: int = 25,
    **extra: object,
) -> Response:
    """Answer with a page of a list, of `limit` items if the request says nothing; `extra` members are added to it.

    Unlike in version 2, the link to the next page is relative to `base`, so it does not start with `/wiki`.
    """
    call = Call.of(request)
    part = page_of(request, items, start=whole_number(request, "start", 0), key=key, limit=limit)
    links = {**base_links(call), "self": f"{call.site}{_relative(request)}"}
    if part.cursor:
        next_page = _relative(request, next="true", cursor=part.cursor, limit=part.limit, start=part.start + part.limit)
        links["next"] = next_page.removeprefix("/wiki")
    results = [bean(item) for item in part.items]
    position = {"start": part.start, "limit": part.limit, "size": len(results)}
    return JSONResponse({"results": results, **position, **extra, "_links": links})


def error_response(error: ApiError) -> Response:
    """Write an error; what is not modelled is said in plain words."""
    if error.status == NOT_MODELLED:
        return not_modelled(error.message)
    return JSONResponse({"statusCode": error.status, "message": error.message}, error.status)


def _relative(request: Request, **parameters: str | int) -> str:
    url = request.url.include_query_params(**parameters)
    return f"{url.path}?{url.query}" if url.query else url.path
