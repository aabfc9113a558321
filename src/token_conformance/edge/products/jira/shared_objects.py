"""Filters: list, get, create, change and delete."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call, json_object, no_content
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, ordered, page, refuse_members
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.configuration.sharing import share_bean
from token_conformance.edge.products.jira.jql.queries import search
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import Filter

_NOT_ALLOWED = "You do not have permission to create filters."
_OTHER_MEMBERS = "sharePermissions editPermissions"
_IN_SEARCH = (
    "description favourite favouritedCount isWritable jql owner searchUrl sharePermissions editPermissions"
    " subscriptions viewUrl"
)
_ORDERS = {
    "id": lambda each: int(each.id),
    "name": lambda each: each.name.casefold(),
    "description": lambda each: each.description.casefold(),
    "owner": lambda each: each.owner,
    "favourite_count": lambda each: len(each.favourite_of),
}

_BODY: dict[str, Shape] = {
    "name": str,
    "description": str,
    "jql": str,
    "favourite": bool,
    **dict.fromkeys(_OTHER_MEMBERS.split(), object),
}


@honours(
    "startAt maxResults orderBy filterName isSubstringMatch accountId id overrideSharePermissions", expand=_IN_SEARCH
)
async def search_filters(request: Request) -> Response:
    """Answer `GET filter/search`: each filter with what `expand` asks for."""
    view = View.of(request)
    found = ordered(request, [each for each in view.filters if _matches(each, request)], _ORDERS)
    return JSONResponse(page(request, found, lambda each: _filter_bean(request, each)))


@honours("overrideSharePermissions")
async def get_filter(request: Request) -> Response:
    """Answer `GET filter/{id}`."""
    return JSONResponse(_filter_bean(request, View.of(request).filter(request)))


@honours("includeFavourites")
async def list_own_filters(request: Request) -> Response:
    """Answer `GET filter/my`: the caller's own filters, and the favourites if `includeFavourites` is true."""
    view = View.of(request)
    with_favourites = request.query_params.get("includeFavourites") == "true"
    filters = view.filters
    found = [
        each for each in filters if each.owner == view.account_id or (with_favourites and _is_favourite(request, each))
    ]
    return JSONResponse([_filter_bean(request, each) for each in found])


@honours()
async def list_favourites(request: Request) -> Response:
    """Answer `GET filter/favourite`."""
    view = View.of(request)
    found = [each for each in view.filters if _is_favourite(request, each)]
    return JSONResponse([_filter_bean(request, each) for each in found])


@honours("overrideSharePermissions", body=_BODY)
async def create_filter(request: Request) -> Response:
    """Answer `POST filter`."""
    view, body = View.of(request), await json_object(request)
    owner = view.require_account(_NOT_ALLOWED)
    name, jql, description = _contents(request, body, None)
    created = Filter(view.jira.next_id(Filter), name, owner, jql, description)
    created.favourite_of += [owner] if body.get("favourite") else []
    view.jira.filters.append(created)
    return JSONResponse(_filter_bean(request, created))


@honours("overrideSharePermissions", body=_BODY)
async def change_filter(request: Request) -> Response:
    """Answer `PUT filter/{id}`."""
    changed, body = View.of(request).filter(request), await json_object(request)
    changed.name, changed.jql, changed.description = _contents(request, body, changed)
    return JSONResponse(_filter_bean(request, changed))


@honours()
async def delete_filter(request: Request) -> Response:
    """Answer `DELETE filter/{id}`."""
    deleted = View.of(request).filter(request)
    View.of(request).jira.filters.remove(deleted)
    return no_content()


@honours()
async def add_favourite(request: Request) -> Response:
    """Answer `PUT filter/{id}/favourite`."""
    found, caller = View.of(request).filter(request), View.of(request).require_account(_NOT_ALLOWED)
    if caller not in found.favourite_of:
        found.favourite_of.append(caller)
    return JSONResponse(_filter_bean(request, found))


@honours()
async def remove_favourite(request: Request) -> Response:
    """Answer `DELETE filter/{id}/favourite`."""
    found, caller = View.of(request).filter(request), View.of(request).require_account(_NOT_ALLOWED)
    found.favourite_of = [each for each in found.favourite_of if each != caller]
    return JSONResponse(_filter_bean(request, found))


def _contents(request: Request, body: dict[str, Any], current: Filter | None) -> tuple[str, str, str]:
    """The name, query and description in a body. Raises InvalidFieldsError, or ApiError (400) for an invalid query."""
    refuse_members(body, _OTHER_MEMBERS)
    name: str | None = body.get("name", current.name if current else None)
    jql = body.get("jql", current.jql if current else "")
    description = body.get("description", current.description if current else "")
    if not name or not name.strip():
        raise InvalidFieldsError({"filterName": "You must specify a name to save this filter as."})
    filters = View.of(request).jira.filters
    if any(each.name == name and each is not current for each in filters):
        raise InvalidFieldsError({"filterName": "Filter with same name already exists."})
    search(Call.of(request), jql)
    return name, jql, description


def _matches(each: Filter, request: Request) -> bool:
    query = request.query_params
    name, ids = query.get("filterName", "").casefold(), query.getlist("id")
    return name in each.name.casefold() and query.get("accountId") in {None, each.owner} and (not ids or each.id in ids)


def _is_favourite(request: Request, each: Filter) -> bool:
    return View.of(request).account_id in each.favourite_of


def _filter_bean(request: Request, each: Filter) -> dict[str, Any]:
    call, api = Call.of(request), ApiVersion.of(request)
    description = {"description": each.description} if each.description else {}
    return description | {
        "self": api.url(f"filter/{each.id}"),
        "id": each.id,
        "name": each.name,
        "owner": user_bean(api, call.state.jira.users[each.owner]),
        "jql": each.jql,
        "viewUrl": f"{call.site}/issues/?filter={each.id}",
        "searchUrl": api.url(f"search/jql?jql={quote(each.jql)}"),
        "favourite": _is_favourite(request, each),
        "favouritedCount": len(each.favourite_of),
        "sharePermissions": [share_bean(request, share) for share in each.shares],
        "editPermissions": [],
        "isWritable": True,
        "subscriptions": [],
    }
