"""Roles in projects, statuses of projects, and types of projects."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.beans import avatar_urls, issue_type_bean, status_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.project import ROLES, STATUSES, ProjectKind, Role

_KINDS = {
    ProjectKind.SOFTWARE: "Software",
    ProjectKind.BUSINESS: "Business",
    ProjectKind.SERVICE_DESK: "Service Desk",
    ProjectKind.PRODUCT_DISCOVERY: "Product Discovery",
}


@honours()
async def list_roles_of_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/role`: the URL of each role, by its name."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    return JSONResponse({role.name: api.url(f"project/{project.id}/role/{role.id}") for role in ROLES})


@honours("excludeInactiveUsers")
async def get_role_of_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/role/{id}`: the role, with its users, who are all active."""
    view, api = View.of(request), ApiVersion.of(request)
    project, role = view.project(request), _role(request)
    actors = [_actor(api, view.jira.users[account_id]) for account_id in project.administrators]
    link = api.url(f"project/{project.id}/role/{role.id}")
    scope = {"type": "PROJECT", "project": {"id": project.id, "key": project.key, "name": project.name}}
    return JSONResponse(_bean(api, role) | {"self": link, "actors": actors, "scope": scope})


@honours()
async def list_roles(request: Request) -> Response:
    """Answer `GET role`."""
    api = ApiVersion.of(request)
    return JSONResponse([_bean(api, role) for role in ROLES])


@honours()
async def get_role(request: Request) -> Response:
    """Answer `GET role/{id}`."""
    return JSONResponse(_bean(ApiVersion.of(request), _role(request)))


@honours()
async def list_statuses(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/statuses`: the statuses of each issue type."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    statuses = [status_bean(api, status) for status in STATUSES]
    types = (issue_type_bean(api, each) for each in project.kind.issue_types)
    return JSONResponse(
        [{name: bean[name] for name in ("self", "id", "name", "subtask")} | {"statuses": statuses} for bean in types]
    )


@honours()
async def list_types(request: Request) -> Response:
    """Answer `GET project/type`, and `GET project/type/accessible`."""
    return JSONResponse([_type_bean(kind) for kind in View.of(request).visible(_KINDS)])


@honours()
async def get_type(request: Request) -> Response:
    """Answer `GET project/type/{projectTypeKey}`, and the same for one that is accessible."""
    wanted = request.path_params["projectTypeKey"]
    kind = next((kind for kind in _KINDS if kind == wanted), None)
    return JSONResponse(_type_bean(View.of(request).require("Project type", kind)))


def _role(request: Request) -> Role:
    found = next((role for role in ROLES if str(role.id) == request.path_params["id"]), None)
    if found is None:
        raise not_found("Project role")
    return found


def _bean(api: ApiVersion, role: Role) -> dict[str, Any]:
    return {
        "self": api.url(f"role/{role.id}"),
        "name": role.name,
        "id": role.id,
        "description": role.description,
        "actors": [],
    }


def _actor(api: ApiVersion, user: User) -> dict[str, Any]:
    return {
        "id": 10000,
        "displayName": user.display_name,
        "type": "atlassian-user-role-actor",
        "avatarUrl": avatar_urls(api, "user")["16x16"],
        "actorUser": {"accountId": user.account_id},
    }


def _type_bean(kind: ProjectKind) -> dict[str, Any]:
    return {
        "key": kind.value,
        "formattedKey": _KINDS[kind],
        "descriptionI18nKey": f"jira.project.type.{kind.value}.description",
    }
