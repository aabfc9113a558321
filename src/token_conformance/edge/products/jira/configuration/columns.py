"""The columns of lists of issues: those of the site, of a user, and of a filter."""

from collections.abc import Callable

from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.handler import Handler, honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.field_metadata import FIELDS
from token_conformance.edge.products.jira.view import View

Get = Callable[[Request], list[str] | None]
Set = Callable[[Request, list[str] | None], None]


def _get(get: Get, query: str = "") -> Handler:
    """The operation that lists the columns; those that nobody has chosen are not found."""

    @honours(query)
    async def answer(request: Request) -> Response:
        columns = get(request)
        if columns is None:
            raise not_found("The column configuration")
        return JSONResponse([{"label": FIELDS[name][0], "value": name} for name in columns])

    return answer


def _set(get: Get, put: Set, query: str = "") -> Handler:
    """The operation that chooses the columns that a form or a JSON object names, of what `get` finds."""

    @honours(query, body={"columns": [str]})
    async def answer(request: Request) -> Response:
        get(request)
        put(request, await _columns(request))
        return Response(status_code=200)

    return answer


def _reset(put: Set, query: str = "") -> Handler:
    @honours(query)
    async def answer(request: Request) -> Response:
        put(request, None)
        return no_content()

    return answer


async def _columns(request: Request) -> list[str]:
    """The columns that a request chooses. Raises ApiError (400) for a field that there is not."""
    if request.headers.get("content-type", "").startswith("application/json"):
        chosen: list[str] | None = (await json_object(request)).get("columns")
        if chosen is None:
            raise ApiError(400, "'columns' is required in the request's body.")
    else:
        chosen = await _of_form(request)
    unknown = [name for name in chosen if name not in FIELDS]
    if unknown:
        raise ApiError(400, f"The column '{unknown[0]}' does not exist.")
    return chosen


async def _of_form(request: Request) -> list[str]:
    try:
        async with request.form() as form:
            return [str(value) for value in form.getlist("columns")]
    except MultiPartException:
        raise ApiError(400, "The form cannot be read.") from None


def _of_site(request: Request) -> list[str]:
    return View.of(request).jira.settings.columns


def _set_of_site(request: Request, columns: list[str] | None) -> None:
    View.of(request).jira.settings.columns = columns or []


def _user(request: Request) -> str:
    """The user that the query names, or the caller."""
    view = View.of(request)
    caller = view.require_account("Client must be authenticated to access this resource.")
    return view.user(request.query_params.get("accountId", caller)).account_id


def _of_user(request: Request) -> list[str]:
    settings = View.of(request).jira.settings
    return settings.columns_of.get(_user(request), settings.columns)


def _set_of_user(request: Request, columns: list[str] | None) -> None:
    chosen, user = View.of(request).jira.settings.columns_of, _user(request)
    chosen.pop(user, None)
    chosen |= {user: columns} if columns is not None else {}


def _of_filter(request: Request) -> list[str] | None:
    return View.of(request).filter(request).columns


def _set_of_filter(request: Request, columns: list[str] | None) -> None:
    View.of(request).filter(request).columns = columns


HANDLERS = {
    "GET settings/columns": _get(_of_site),
    "PUT settings/columns": _set(_of_site, _set_of_site),
    "GET user/columns": _get(_of_user, "accountId"),
    "PUT user/columns": _set(_of_user, _set_of_user, "accountId"),
    "DELETE user/columns": _reset(_set_of_user, "accountId"),
    "GET filter/{id}/columns": _get(_of_filter),
    "PUT filter/{id}/columns": _set(_of_filter, _set_of_filter),
    "DELETE filter/{id}/columns": _reset(_set_of_filter),
}
