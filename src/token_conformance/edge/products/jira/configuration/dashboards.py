"""Dashboards and the gadgets on them: list, get, create, change, copy and delete."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, no_content
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import Window, not_found, page, refuse_members
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.configuration.sharing import SHARE_BEAN, flat_share, read_share, share_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import Dashboard, Gadget, Share

_NOT_ALLOWED = "You do not have permission to change dashboards."
_FILTER_RESULTS = "com.atlassian.jira.gadgets:filter-results-gadget/gadgets/filter-results-gadget.xml"
AVAILABLE = {f"rest/gadgets/1.0/g/{_FILTER_RESULTS}": "Filter Results"}
"""The gadgets that can be added to a dashboard: their titles by their URIs."""
_COLOURS = ("blue", "red", "yellow", "green", "cyan", "purple", "gray", "white")

_SET: dict[str, Shape] = {"name": str, "description": str, "sharePermissions": [SHARE_BEAN], "editPermissions": object}
_SET_OF_GADGET: dict[str, Shape] = {"color": str, "title": str, "position": {"row": int, "column": int}}
_NEW_GADGET = _SET_OF_GADGET | {"moduleKey": object, "uri": str, "ignoreUriAndModuleKeyValidation": bool}


@honours("startAt maxResults filter")
async def list_dashboards(request: Request) -> Response:
    """Answer `GET dashboard`; `filter=my` leaves the caller's own, and nobody has favourites."""
    view, wanted = View.of(request), request.query_params.get("filter")
    dashboards = [each for each in view.visible(view.jira.dashboards) if _is_in(each, wanted, view.account_id)]
    window = Window.of(request, default_size=20)
    return JSONResponse(window.named_page("dashboards", dashboards, lambda each: _bean(request, each)))


@honours("startAt maxResults dashboardName accountId")
async def search_dashboards(request: Request) -> Response:
    """Answer `GET dashboard/search`."""
    view, query = View.of(request), request.query_params
    name, owner = query.get("dashboardName", "").casefold(), query.get("accountId")
    dashboards = view.visible(view.jira.dashboards)
    found = [each for each in dashboards if name in each.name.casefold() and owner in {None, each.owner}]
    return JSONResponse(page(request, found, lambda each: _bean(request, each)))


@honours()
async def get_dashboard(request: Request) -> Response:
    """Answer `GET dashboard/{id}`."""
    return JSONResponse(_bean(request, _dashboard(request)))


@honours("extendAdminPermissions", body=_SET)
async def create_dashboard(request: Request) -> Response:
    """Answer `POST dashboard`; everyone may do everything, so nobody needs more permissions."""
    view, body = View.of(request), await json_object(request)
    caller = view.require_account(_NOT_ALLOWED)
    created = Dashboard(view.jira.next_id(Dashboard), _name(view, body, None), caller)
    _set(view, created, body)
    view.jira.dashboards.append(created)
    return JSONResponse(_bean(request, created))


@honours("extendAdminPermissions", body=_SET)
async def change_dashboard(request: Request) -> Response:
    """Answer `PUT dashboard/{id}`."""
    view, changed, body = View.of(request), _dashboard(request), await json_object(request)
    name = _name(view, body, changed)
    _set(view, changed, body)
    changed.name = name
    return JSONResponse(_bean(request, changed))


@honours("extendAdminPermissions", body=_SET)
async def copy_dashboard(request: Request) -> Response:
    """Answer `POST dashboard/{id}/copy`: the copy has the gadgets, and is the caller's."""
    view, original, body = View.of(request), _dashboard(request), await json_object(request)
    caller = view.require_account(_NOT_ALLOWED)
    copied = Dashboard(view.jira.next_id(Dashboard), _name(view, body, None), caller, original.description)
    _set(view, copied, body)
    copied.gadgets = [replace(each, id=int(view.jira.next_id(Gadget)), properties={}) for each in original.gadgets]
    view.jira.dashboards.append(copied)
    return JSONResponse(_bean(request, copied))


@honours()
async def delete_dashboard(request: Request) -> Response:
    """Answer `DELETE dashboard/{id}`."""
    View.of(request).jira.dashboards.remove(_dashboard(request))
    return no_content()


@honours()
async def list_available(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET dashboard/gadgets`: those that can be added."""
    return JSONResponse({"gadgets": [{"uri": uri, "title": title} for uri, title in AVAILABLE.items()]})


@honours("gadgetId uri")
async def list_gadgets(request: Request) -> Response:
    """Answer `GET dashboard/{dashboardId}/gadget`."""
    query, dashboard = request.query_params, _dashboard(request, "dashboardId")
    ids, uris = query.getlist("gadgetId"), query.getlist("uri")
    found = [each for each in dashboard.gadgets if (not ids or str(each.id) in ids) and (not uris or each.uri in uris)]
    return JSONResponse({"gadgets": [_gadget_bean(each) for each in found]})


@honours(body=_NEW_GADGET)
async def add_gadget(request: Request) -> Response:
    """Answer `POST dashboard/{dashboardId}/gadget`; without a position it is the last one of the first column."""
    view, dashboard, body = View.of(request), _dashboard(request, "dashboardId"), await json_object(request)
    refuse_members(body, "moduleKey")
    uri = body.get("uri")
    if uri is None or (uri not in AVAILABLE and not body.get("ignoreUriAndModuleKeyValidation")):
        raise ApiError(400, "The gadget must have the 'uri' of one that is available.")
    added = Gadget(int(view.jira.next_id(Gadget)), uri, AVAILABLE.get(uri, ""), row=len(dashboard.gadgets))
    _set_gadget(added, body)
    dashboard.gadgets.append(added)
    return JSONResponse(_gadget_bean(added))


@honours(body=_SET_OF_GADGET)
async def change_gadget(request: Request) -> Response:
    """Answer `PUT dashboard/{dashboardId}/gadget/{gadgetId}`."""
    gadget, body = gadget_of(request, "gadgetId"), await json_object(request)
    _set_gadget(gadget, body)
    return no_content()


@honours()
async def remove_gadget(request: Request) -> Response:
    """Answer `DELETE dashboard/{dashboardId}/gadget/{gadgetId}`."""
    gadget = gadget_of(request, "gadgetId")
    _dashboard(request, "dashboardId").gadgets.remove(gadget)
    return no_content()


def gadget_of(request: Request, parameter: str) -> Gadget:
    """The gadget in the path. Raises ApiError (404)."""
    for each in _dashboard(request, "dashboardId").gadgets:
        if str(each.id) == request.path_params[parameter]:
            return each
    raise not_found("The dashboard gadget")


def _dashboard(request: Request, parameter: str = "id") -> Dashboard:
    """The dashboard in the path. Raises ApiError (404), with the words that a public client's live tests show."""
    view, wanted = View.of(request), request.path_params[parameter]
    found = next((each for each in view.jira.dashboards if each.id == wanted), None)
    if found is None and view.account_id is not None:
        raise ApiError(404, f"The dashboard with id '{wanted}' does not exist.")
    return view.require("Dashboard", found)


def _is_in(dashboard: Dashboard, wanted: str | None, caller: str | None) -> bool:
    """Whether a list of dashboards has this one. Raises ApiError (400)."""
    if wanted not in {None, "my", "favourite"}:
        raise ApiError(400, "The query parameter 'filter' must be 'my' or 'favourite'.")
    return wanted is None or (wanted == "my" and dashboard.owner == caller)


def _name(view: View, body: dict[str, Any], current: Dashboard | None) -> str:
    """The name in a body. Raises ApiError (400) without one, and for one that another dashboard of the owner has."""
    name: str | None = body.get("name", current.name if current else None)
    if not name or not name.strip():
        raise ApiError(400, "The dashboard must have a name.")
    if any(each.name == name and each is not current for each in view.jira.dashboards):
        raise ApiError(400, "A dashboard with this name exists already.")
    return name


def _set(view: View, dashboard: Dashboard, body: dict[str, Any]) -> None:
    """Set the description and the permissions that a body has. Raises ApiError (400)."""
    refuse_members(body, "editPermissions")
    shares = [_share(view, each) for each in body.get("sharePermissions", [])]
    dashboard.shares = shares if "sharePermissions" in body else dashboard.shares
    dashboard.description = body.get("description") or dashboard.description


def _share(view: View, permission: dict[str, Any]) -> Share:
    """A permission of a body; Jira shows that for all users as `loggedin` (by the same tests)."""
    kind, subject = read_share(view, flat_share(permission))
    return Share(int(view.jira.next_id(Share)), "loggedin" if kind == "authenticated" else kind, subject)


def _set_gadget(gadget: Gadget, body: dict[str, Any]) -> None:
    """Set the colour, title and position that a body has. Raises ApiError (400)."""
    colour, position = body.get("color", gadget.colour), body.get("position", {})
    row, column = (position.get(name, now) for name, now in (("row", gadget.row), ("column", gadget.column)))
    if colour not in _COLOURS or row < 0 or column < 0:
        raise ApiError(400, "The color must be a known one, and the position a row and a column.")
    gadget.colour, gadget.row, gadget.column = colour, row, column
    gadget.title = body.get("title") or gadget.title


def _gadget_bean(gadget: Gadget) -> dict[str, Any]:
    return {
        "id": gadget.id,
        "uri": gadget.uri,
        "color": gadget.colour,
        "position": {"row": gadget.row, "column": gadget.column},
        "title": gadget.title,
    }


def _bean(request: Request, each: Dashboard) -> dict[str, Any]:
    call, api = Call.of(request), ApiVersion.of(request)
    description = {"description": each.description} if each.description else {}
    return description | {
        "self": api.url(f"dashboard/{each.id}"),
        "id": each.id,
        "name": each.name,
        "owner": user_bean(api, call.state.jira.users[each.owner]),
        "view": f"{call.site}/jira/dashboards/{each.id}",
        "isFavourite": False,
        "popularity": 0,
        "sharePermissions": [share_bean(request, share) for share in each.shares],
        "editPermissions": [],
        "isWritable": True,
    }


HANDLERS = {
    "GET dashboard": list_dashboards,
    "POST dashboard": create_dashboard,
    "GET dashboard/search": search_dashboards,
    "GET dashboard/gadgets": list_available,
    "GET dashboard/{id}": get_dashboard,
    "PUT dashboard/{id}": change_dashboard,
    "DELETE dashboard/{id}": delete_dashboard,
    "POST dashboard/{id}/copy": copy_dashboard,
    "GET dashboard/{dashboardId}/gadget": list_gadgets,
    "POST dashboard/{dashboardId}/gadget": add_gadget,
    "PUT dashboard/{dashboardId}/gadget/{gadgetId}": change_gadget,
    "DELETE dashboard/{dashboardId}/gadget/{gadgetId}": remove_gadget,
}
