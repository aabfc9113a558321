"""Groups: the one group of the tenant, in which everyone is, and pickers of groups."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import Window, page
from token_conformance.edge.products.jira.beans import group_bean, user_bean
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import EVERYONE

MAX_SHOWN = 50
"""The members of a group that the group itself shows."""


@honours("groupId groupname includeInactiveUsers startAt maxResults")
async def list_members(request: Request) -> Response:
    """Answer `GET group/member`; every user is active."""
    _require_group(request)
    view, api = View.of(request), ApiVersion.of(request)
    return JSONResponse(page(request, list(view.jira.users.values()), lambda user: user_bean(api, user)))


@honours("groupId groupname", expand="users")
async def get_group(request: Request) -> Response:
    """Answer `GET group`; `expand=users` shows the first 50 of its members."""
    _require_group(request)
    api, users = ApiVersion.of(request), list(View.of(request).jira.users.values())
    shown = users[:MAX_SHOWN] if "users" in requested_fields(request, "expand") else []
    page = {
        "size": len(users),
        "items": [user_bean(api, user) for user in shown],
        "max-results": MAX_SHOWN,
        "start-index": 0,
        "end-index": max(len(shown) - 1, 0),
    }
    return JSONResponse(group_bean(api, EVERYONE) | {"users": page, "expand": "users"})


@honours("groupId groupName startAt maxResults")
async def list_groups(request: Request) -> Response:
    """Answer `GET group/bulk`: the groups with one of these ids or names, or all."""
    query = request.query_params
    ids, names = query.getlist("groupId"), query.getlist("groupName")
    found = [EVERYONE] if EVERYONE.id in ids or EVERYONE.name in names or not (ids or names) else []
    return JSONResponse(page(request, found, lambda group: {"name": group.name, "groupId": group.id}))


@honours("query exclude excludeId maxResults caseInsensitive")
async def pick_groups(request: Request) -> Response:
    """Answer `GET groups/picker`: the groups whose name contains the query."""
    query = request.query_params
    is_excluded = EVERYONE.name in query.getlist("exclude") or EVERYONE.id in query.getlist("excludeId")
    groups = View.of(request).visible([EVERYONE])
    found = [group for group in groups if contains(request, group.name) and not is_excluded]
    shown = [_picked(request, group.name) for group in Window.of(request, default_size=20).part(found)]
    header = f"Showing {len(shown)} of {len(found)} matching groups"
    return JSONResponse({"header": header, "total": len(found), "groups": shown})


def contains(request: Request, name: str) -> bool:
    """Whether a name contains the query, of which case matters unless the request says otherwise."""
    wanted = request.query_params.get("query", "")
    if request.query_params.get("caseInsensitive") == "true":
        return wanted.casefold() in name.casefold()
    return wanted in name


def _picked(request: Request, name: str) -> dict[str, Any]:
    wanted = request.query_params.get("query", "")
    html = name.replace(wanted, f"<b>{wanted}</b>", 1) if wanted and wanted in name else name
    return {"name": name, "html": html, "labels": [], "groupId": EVERYONE.id}


def _require_group(request: Request) -> None:
    """Raise ApiError (400 or 404) unless the request names the group."""
    number, name = (request.query_params.get(each) for each in ("groupId", "groupname"))
    if not number and not name:
        raise ApiError(400, "Either the query parameter 'groupId' or 'groupname' must be provided.")
    if (number or EVERYONE.id, name or EVERYONE.name) != (EVERYONE.id, EVERYONE.name):
        raise ApiError(404, f"The group named '{number or name}' does not exist.")
