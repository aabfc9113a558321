"""Answers of version 2 of Confluence's API: one resource, a page of a list, an error.

Links are relative to the site's `/wiki`, but that to the next page, which is relative to the site's root (rule G7).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.confluence.answers import NOT_MODELLED, Bean, Item
from token_conformance.edge.products.confluence.bodies import ADF, RENDERED
from token_conformance.edge.products.confluence.paging import by_id, page_of

PAGING = "limit cursor"
"""The query parameters of a list."""

_CODES = {400: "INVALID_REQUEST_PARAMETER", 404: "NOT_FOUND"}
_TITLES = {404: "Not Found"}
_OF_LISTS = ("storage", ADF)
_OF_ONE = (*_OF_LISTS, *RENDERED, "editor")
_INCLUDED = 50


def page(
    request: Request,
    items: Sequence[Item],
    bean: Callable[[Item], Bean],
    *,
    key: Callable[[Item], str] = by_id,
    limit: int = 25,
) -> Response:
    """Answer with a page of a list; `limit` is its length if the request does not say it."""
    part = page_of(request, items, key=key, limit=limit)
    links, headers = {"base": _base(request)}, {}
    if part.cursor:
        url = request.url.include_query_params(limit=part.limit, cursor=part.cursor)
        links["next"] = f"{url.path}?{url.query}"
        headers["link"] = f'<{links["next"]}>; rel="next"'
    return JSONResponse({"results": [bean(item) for item in part.items], "_links": links}, headers=headers)


def single(request: Request, bean: Mapping[str, Any], status: int = 200) -> Response:
    """Answer with one resource and the URL that its links are relative to."""
    return JSONResponse({**bean, "_links": {**bean.get("_links", {}), "base": _base(request)}}, status)


def included(beans: Sequence[Bean], path: str) -> Bean:
    """The first resources of a kind that an `include-...` parameter adds to another; `path` lists all of them."""
    has_more = len(beans) > _INCLUDED
    return {"results": list(beans[:_INCLUDED]), "meta": {"hasMore": has_more}, "_links": {"self": path}}


def error_response(error: ApiError) -> Response:
    """Write an error; one with status 404 says only `Not Found`, of missing and of hidden resources (rule C2)."""
    if error.status == NOT_MODELLED:
        return not_modelled(error.message)
    title = _TITLES.get(error.status, error.message)
    code = _CODES.get(error.status, "UNAUTHORIZED")
    bean = {"status": error.status, "code": code, "title": title, "detail": None}
    return JSONResponse({"errors": [bean]}, error.status)


def body_format(request: Request, *, of_one: bool = False) -> str | None:
    """The requested format of bodies, None for no body; one resource has more than a list. Raises ApiError (400)."""
    wanted, formats = request.query_params.get("body-format"), _OF_ONE if of_one else _OF_LISTS
    if wanted not in {None, *formats}:
        raise ApiError(400, f"The query parameter 'body-format' must be one of {', '.join(formats)}.")
    return wanted


def _base(request: Request) -> str:
    return f"{Call.of(request).site}/wiki"
