"""Filters and dashboards: list and get."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call
from token_conformance.edge.products.jira.answers import Window, page
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import Dashboard, Filter


async def search_filters(request: Request) -> Response:
    """Answer `GET filter/search`."""
    view = View.of(request)
    name = request.query_params.get("filterName", "").lower()
    found = [each for each in view.visible(view.jira.filters) if name in each.name.lower()]
    return JSONResponse(page(request, found, lambda each: _filter_bean(request, each)))


async def get_filter(request: Request) -> Response:
    """Answer `GET filter/{id}`."""
    view = View.of(request)
    found = view.require_by_id("Filter", view.jira.filters, request.path_params["id"])
    return JSONResponse(_filter_bean(request, found))


async def list_dashboards(request: Request) -> Response:
    """Answer `GET dashboard`."""
    view = View.of(request)
    dashboards = view.visible(view.jira.dashboards)
    window = Window.of(request, default_size=20)
    return JSONResponse(window.named_page("dashboards", dashboards, lambda each: _dashboard_bean(request, each)))


async def get_dashboard(request: Request) -> Response:
    """Answer `GET dashboard/{id}`."""
    view = View.of(request)
    found = view.require_by_id("Dashboard", view.jira.dashboards, request.path_params["id"])
    return JSONResponse(_dashboard_bean(request, found))


def _filter_bean(request: Request, each: Filter) -> dict[str, Any]:
    call, api = Call.of(request), ApiVersion.of(request)
    return {
        "self": api.url(f"filter/{each.id}"),
        "id": each.id,
        "name": each.name,
        "owner": user_bean(api, call.state.jira.users[each.owner]),
        "jql": each.jql,
        "viewUrl": f"{call.site}/issues/?filter={each.id}",
        "searchUrl": api.url(f"search/jql?jql={quote(each.jql)}"),
        "favourite": False,
        "favouritedCount": 0,
        "sharePermissions": [],
        "editPermissions": [],
        "isWritable": True,
        "subscriptions": [],
    }


def _dashboard_bean(request: Request, each: Dashboard) -> dict[str, Any]:
    call, api = Call.of(request), ApiVersion.of(request)
    return {
        "self": api.url(f"dashboard/{each.id}"),
        "id": each.id,
        "name": each.name,
        "owner": user_bean(api, call.state.jira.users[each.owner]),
        "view": f"{call.site}/jira/dashboards/{each.id}",
        "isFavourite": False,
        "popularity": 0,
        "sharePermissions": [],
        "editPermissions": [],
        "isWritable": True,
    }
