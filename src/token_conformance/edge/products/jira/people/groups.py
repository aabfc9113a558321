"""Groups and their members: get, list, pick, create and delete groups, and add and remove members."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError, Window, page
from token_conformance.edge.products.jira.beans import group_bean, user_bean
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import EVERYONE, Group

MAX_SHOWN = 50
"""The members of a group that the group itself shows."""


APPLICATION_ROLE = "jira-software"


@honours("groupId groupname includeInactiveUsers startAt maxResults")
async def list_members(request: Request) -> Response:
    """Answer `GET group/member`; every user is active."""
    jira, api, group = View.of(request).jira, ApiVersion.of(request), _group(request)
    members = jira.groups.members(group, jira.users)
    return JSONResponse(page(request, members, lambda user: user_bean(api, user)))


@honours("groupId groupname", expand="users")
async def get_group(request: Request) -> Response:
    """Answer `GET group`; `expand=users` shows the first 50 of its members."""
    return JSONResponse(_bean(request, _group(request)))


@honours(body={"name": str})
async def create_group(request: Request) -> Response:
    """Answer `POST group`."""
    jira, name = View.of(request).jira, (await json_object(request)).get("name", "")
    if not name.strip():
        raise ApiError(400, "'name' is required in the request's body.")
    if jira.groups.find(name):
        raise ApiError(400, f"The group '{name}' exists already.")
    created = jira.groups.add(name, int(jira.next_id(Group)))
    return JSONResponse(_bean(request, created), 201)


@honours("groupId groupname")
async def delete_group(request: Request) -> Response:
    """Answer `DELETE group`. Raises NotModelledError for a group that something refers to."""
    state, group = Call.of(request).state, _group(request)
    if group == EVERYONE:
        raise NotModelledError("The local model does not delete the group of all users.")
    if state.is_group_used(group):
        raise NotModelledError("The local model does not know what becomes of what is shared with a deleted group.")
    state.jira.groups.remove(group)
    return Response(status_code=200)


@honours("groupId groupname", body={"accountId": str})
async def add_member(request: Request) -> Response:
    """Answer `POST group/user`."""
    view, group = View.of(request), _group(request)
    user = view.user((await json_object(request)).get("accountId", ""))
    if view.jira.groups.has(group, user.account_id):
        raise ApiError(400, "Cannot add user. User is already a member of the group.")
    view.jira.groups.put(group, user.account_id)
    return JSONResponse(_bean(request, group), 201)


@honours("groupId groupname accountId")
async def remove_member(request: Request) -> Response:
    """Answer `DELETE group/user`."""
    view, group = View.of(request), _group(request)
    user = view.user(request.query_params.get("accountId", ""))
    if group == EVERYONE:
        raise NotModelledError("The local model does not take a user out of the group of all users.")
    if not view.jira.groups.has(group, user.account_id):
        raise ApiError(400, "Cannot remove user. User is not a member of the group.")
    view.jira.groups.take(group, user.account_id)
    return Response(status_code=200)


@honours("groupId groupName startAt maxResults")
async def list_groups(request: Request) -> Response:
    """Answer `GET group/bulk`: the groups with one of these ids or names, or all."""
    query = request.query_params
    wanted = {*query.getlist("groupId"), *query.getlist("groupName")}
    found = [group for group in View.of(request).jira.groups.listed if not wanted or {group.id, group.name} & wanted]
    return JSONResponse(page(request, found, lambda group: {"name": group.name, "groupId": group.id}))


@honours("query exclude excludeId maxResults caseInsensitive")
async def pick_groups(request: Request) -> Response:
    """Answer `GET groups/picker`: the groups whose name contains the query."""
    query, view = request.query_params, View.of(request)
    excluded = {*query.getlist("exclude"), *query.getlist("excludeId")}
    groups = view.visible(view.jira.groups.listed)
    found = [group for group in groups if contains(request, group.name) and not {group.id, group.name} & excluded]
    shown = [_picked(request, group) for group in Window.of(request, default_size=20).part(found)]
    header = f"Showing {len(shown)} of {len(found)} matching groups"
    return JSONResponse({"header": header, "total": len(found), "groups": shown})


def application_roles(request: Request) -> list[dict[str, Any]]:
    """The only role, which every user has."""
    users = View.of(request).jira.users
    return [
        {
            "key": APPLICATION_ROLE,
            "groups": [EVERYONE.name],
            "groupDetails": [group_bean(ApiVersion.of(request), EVERYONE)],
            "name": "Jira Software",
            "defaultGroups": [EVERYONE.name],
            "defaultGroupsDetails": [group_bean(ApiVersion.of(request), EVERYONE)],
            "selectedByDefault": False,
            "defined": True,
            "numberOfSeats": 10,
            "remainingSeats": 10 - len(users),
            "userCount": len(users),
            "userCountDescription": "users",
            "hasUnlimitedSeats": False,
            "platform": False,
        }
    ]


def contains(request: Request, name: str) -> bool:
    """Whether a name contains the query, of which case matters unless the request says otherwise."""
    wanted = request.query_params.get("query", "")
    if request.query_params.get("caseInsensitive") == "true":
        return wanted.casefold() in name.casefold()
    return wanted in name


def _picked(request: Request, group: Group) -> dict[str, Any]:
    wanted, name = request.query_params.get("query", ""), group.name
    html = name.replace(wanted, f"<b>{wanted}</b>", 1) if wanted and wanted in name else name
    return {"name": name, "html": html, "labels": [], "groupId": group.id}


def _bean(request: Request, group: Group) -> dict[str, Any]:
    """A group, with the number of its members, and themselves if they are wanted."""
    jira, api = View.of(request).jira, ApiVersion.of(request)
    users = jira.groups.members(group, jira.users)
    shown = users[:MAX_SHOWN] if "users" in requested_fields(request, "expand") else []
    members = {
        "size": len(users),
        "items": [user_bean(api, user) for user in shown],
        "max-results": MAX_SHOWN,
        "start-index": 0,
        "end-index": max(len(shown) - 1, 0),
    }
    return group_bean(api, group) | {"users": members, "expand": "users"}


def _group(request: Request) -> Group:
    """The group that the query names, for a known caller. Raises ApiError (400 or 404)."""
    number, name = (request.query_params.get(each) for each in ("groupId", "groupname"))
    if not number and not name:
        raise ApiError(400, "Either the query parameter 'groupId' or 'groupname' must be provided.")
    groups = View.of(request).jira.groups.listed
    found = [each for each in groups if each.id == (number or each.id) and each.name == (name or each.name)]
    if not found:
        raise ApiError(404, f"The group named '{number or name}' does not exist.")
    return found[0]


HANDLERS = {
    "GET group": get_group,
    "POST group": create_group,
    "DELETE group": delete_group,
    "POST group/user": add_member,
    "DELETE group/user": remove_member,
    "GET group/bulk": list_groups,
    "GET group/member": list_members,
    "GET groups/picker": pick_groups,
}
