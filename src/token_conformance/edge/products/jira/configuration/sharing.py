"""With whom a filter is shared, its owner, and the scope with which a user shares new ones."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found, refuse_members
from token_conformance.edge.products.jira.beans import group_bean, user_bean
from token_conformance.edge.products.jira.project_bean import project_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import Share

_NOT_ALLOWED = "You do not have permission to share filters."
_SCOPES = ("GLOBAL", "AUTHENTICATED", "PRIVATE")
_WITH_EVERYONE = {"global", "authenticated"}

_SHARE: dict[str, Shape] = {"type": str, "projectId": ID, "groupname": str, "groupId": str, "accountId": str}
"""What a body has of a permission to add."""

SHARE_BEAN: dict[str, Shape] = {
    "type": str,
    "project": {"id": ID},
    "role": object,
    "group": {"name": str, "groupId": str},
    "user": {"accountId": str},
}
"""What a body has of a permission in a list of them."""


@honours()
async def list_shares(request: Request) -> Response:
    """Answer `GET filter/{id}/permission`."""
    return JSONResponse([share_bean(request, share) for share in View.of(request).filter(request).shares])


@honours()
async def get_share(request: Request) -> Response:
    """Answer `GET filter/{id}/permission/{permissionId}`."""
    return JSONResponse(share_bean(request, _share(request)))


@honours(body={**_SHARE, "projectRoleId": object, "rights": object})
async def add_share(request: Request) -> Response:
    """Answer `POST filter/{id}/permission`; sharing with everyone replaces all other permissions, as is published."""
    view, shared, body = View.of(request), View.of(request).filter(request), await json_object(request)
    refuse_members(body, "projectRoleId rights")
    kind, subject = read_share(view, body)
    if kind in _WITH_EVERYONE:
        shared.shares.clear()
    elif any(share.kind in _WITH_EVERYONE for share in shared.shares):
        raise ApiError(400, "The filter is shared with everyone already.")
    shared.shares.append(Share(int(view.jira.next_id(Share)), kind, subject))
    return JSONResponse([share_bean(request, share) for share in shared.shares], 201)


@honours()
async def delete_share(request: Request) -> Response:
    """Answer `DELETE filter/{id}/permission/{permissionId}`."""
    share = _share(request)
    View.of(request).filter(request).shares.remove(share)
    return no_content()


@honours(body={"accountId": str})
async def change_owner(request: Request) -> Response:
    """Answer `PUT filter/{id}/owner`."""
    view, changed, body = View.of(request), View.of(request).filter(request), await json_object(request)
    wanted = body.get("accountId", "")
    if wanted not in view.jira.users:
        raise ApiError(400, "The user does not exist.")
    changed.owner = wanted
    return no_content()


@honours()
async def get_default_scope(request: Request) -> Response:
    """Answer `GET filter/defaultShareScope`."""
    view = View.of(request)
    caller = view.require_account(_NOT_ALLOWED)
    return JSONResponse({"scope": view.jira.settings.share_scopes.get(caller, "PRIVATE")})


@honours(body={"scope": str})
async def set_default_scope(request: Request) -> Response:
    """Answer `PUT filter/defaultShareScope`."""
    view, scope = View.of(request), (await json_object(request)).get("scope")
    caller = view.require_account(_NOT_ALLOWED)
    if scope not in _SCOPES:
        raise ApiError(400, f"'scope' must be one of {', '.join(_SCOPES)}.")
    view.jira.settings.share_scopes[caller] = scope
    return JSONResponse({"scope": scope})


def share_bean(request: Request, share: Share) -> dict[str, Any]:
    """A permission, with the project, group or user that it is for."""
    api, view = ApiVersion.of(request), View.of(request)
    bean: dict[str, Any] = {"id": share.id, "type": share.kind}
    if share.kind == "project":
        bean["project"] = project_bean(api, view.jira, view.project_named(share.subject))
    elif share.kind == "group":
        bean["group"] = group_bean(api, view.require("Group", view.jira.groups.find(share.subject)))
    elif share.kind == "user":
        bean["user"] = user_bean(api, view.user(share.subject))
    return bean


def flat_share(permission: Mapping[str, Any]) -> dict[str, Any]:
    """A permission of the shape SHARE_BEAN as one to add."""
    refuse_members(permission, "role")
    project, group = permission.get("project", {}), permission.get("group", {})
    named = {"projectId": project.get("id"), "groupname": group.get("name"), "groupId": group.get("groupId")}
    given = {name: value for name, value in named.items() if value is not None}
    return {"type": permission.get("type"), **permission.get("user", {}), **given}


def read_share(view: View, body: Mapping[str, Any]) -> tuple[str, str]:
    """The type of a permission, and the id of its project, group or user. Raises ApiError (400, 404)."""
    kind = body.get("type")
    if kind in _WITH_EVERYONE:
        return kind, ""
    if kind == "project":
        return kind, view.project_named(str(body.get("projectId", ""))).id
    if kind == "group" and (group := view.jira.groups.find(body.get("groupId") or body.get("groupname"))):
        if body.get("groupname", group.name) == group.name:
            return kind, group.id
    elif kind == "user":
        return kind, view.user(body.get("accountId", "")).account_id
    raise ApiError(400, "The permission must have a known type, and name a project, group or user that exists.")


def _share(request: Request) -> Share:
    wanted = request.path_params["permissionId"]
    for share in View.of(request).filter(request).shares:
        if str(share.id) == wanted:
            return share
    raise not_found("The permission")


HANDLERS = {
    "GET filter/defaultShareScope": get_default_scope,
    "PUT filter/defaultShareScope": set_default_scope,
    "GET filter/{id}/permission": list_shares,
    "POST filter/{id}/permission": add_share,
    "GET filter/{id}/permission/{permissionId}": get_share,
    "DELETE filter/{id}/permission/{permissionId}": delete_share,
    "PUT filter/{id}/owner": change_owner,
}
