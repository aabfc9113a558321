"""Operations on what only administrators configure: it is listed, got by its id, and not changed by the model."""

from collections.abc import Callable, Collection
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.handler import Handler, honours
from token_conformance.edge.products.jira.answers import NotModelledError, Window, not_found, ordered, page_of
from token_conformance.edge.products.jira.view import View

Bean = dict[str, Any]
Beans = Callable[[Request], Collection[Bean]]

_ORDERS = {"id": lambda bean: int(bean["id"]), "name": lambda bean: str(bean["name"]).casefold()}


def pages(beans: Beans, query: str = "id", expand: str = "") -> Handler:
    """The operation that lists, as pages; `query` has those of `id`, `queryString` and `orderBy` that are published.

    `beans` honours the other parameters of `query`.
    """

    @honours(f"startAt maxResults {query}", expand=expand)
    async def answer(request: Request) -> Response:
        window = Window.of(request)
        ids = request.query_params.getlist("id") if "id" in query.split() else []
        text = request.query_params.get("queryString", "").casefold()
        found = [
            bean
            for bean in View.of(request).visible(beans(request))
            if (not ids or str(bean["id"]) in ids) and text in str(bean.get("name", "")).casefold()
        ]
        return JSONResponse(page_of(request, window, ordered(request, found, _ORDERS), dict))

    return answer


def named_list(name: str, beans: Beans, query: str = "", expand: str = "") -> Handler:
    """The operation that lists all, in a member with this name, or as an array if it is empty."""

    @honours(query, expand=expand)
    async def answer(request: Request) -> Response:
        found = View.of(request).visible(beans(request))
        return JSONResponse({name: found} if name else found)

    return answer


def one(kind: str, beans: Beans, parameter: str = "id", expand: str = "", key: str = "id") -> Handler:
    """The operation that gets the one that the path names by its `key`, or 404."""

    @honours(expand=expand)
    async def answer(request: Request) -> Response:
        return JSONResponse(find(request, kind, beans, parameter, key))

    return answer


def unchanged(kind: str, beans: Beans, parameter: str = "id", query: str = "") -> Handler:
    """An operation that changes one: 404 for what does not exist, and 501 for what does."""

    @honours(query)
    async def answer(request: Request) -> Response:
        find(request, kind, beans, parameter)
        raise NotModelledError(f"The local model does not change a {kind.lower()}.")

    return answer


def find(request: Request, kind: str, beans: Beans, parameter: str = "id", key: str = "id") -> Bean:
    """The one that the path names. Raises ApiError (404)."""
    wanted = request.path_params[parameter]
    for bean in View.of(request).visible(beans(request)):
        if str(bean[key]) == wanted:
            return bean
    raise not_found(kind)


def nothing(request: Request) -> list[Bean]:  # noqa: ARG001  # a function of a request, as the others
    """The tenant has none of a kind."""
    return []
