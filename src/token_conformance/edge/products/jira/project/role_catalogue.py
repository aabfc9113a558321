"""The roles of the tenant: list, get, create, change and delete, and those who get a role in each new project."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.project.roles import (
    ACTORS,
    actor_beans,
    plain_bean,
    role_of,
    role_with_id,
    subjects_of,
    without,
)
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.roles import ADMINISTRATORS, Role


@honours()
async def list_roles(request: Request) -> Response:
    """Answer `GET role`."""
    return JSONResponse([_bean(request, role) for role in View.of(request).jira.roles.listed])


@honours()
async def get_role(request: Request) -> Response:
    """Answer `GET role/{id}`."""
    return JSONResponse(_bean(request, role_of(request)))


@honours(body={"name": str, "description": str})
async def create_role(request: Request) -> Response:
    """Answer `POST role`."""
    view, body = View.of(request), await json_object(request)
    created = Role(view.jira.roles.next_id(), _name(view, body, None), body.get("description", ""))
    view.jira.roles.listed.append(created)
    return JSONResponse(plain_bean(ApiVersion.of(request), created))


@honours(body={"name": str, "description": str})
async def change_role(request: Request) -> Response:
    """Answer `PUT role/{id}`, and `POST role/{id}`, of which the published one changes either member alone."""
    view, role, body = View.of(request), role_of(request), await json_object(request)
    name = _name(view, body, role) if "name" in body or request.method == "PUT" else role.name
    changed = Role(role.id, name, body.get("description", role.description))
    view.jira.roles.listed[view.jira.roles.listed.index(role)] = changed
    return JSONResponse(_bean(request, changed))


@honours("swap")
async def delete_role(request: Request) -> Response:
    """Answer `DELETE role/{id}`; with `swap`, those who have it get another one."""
    view, role, swap = View.of(request), role_of(request), request.query_params.get("swap")
    if role == ADMINISTRATORS:
        raise NotModelledError("The local model does not know a tenant without administrators.")
    other = role_with_id(view, swap) if swap else None
    roles = view.jira.roles
    for project in view.jira.projects.values():
        project.actors = roles.without(role.id, project.actors, other.id if other else None)
    roles.defaults = roles.without(role.id, roles.defaults, other.id if other else None)
    roles.listed.remove(role)
    return no_content()


@honours()
async def list_default_actors(request: Request) -> Response:
    """Answer `GET role/{id}/actors`: those who get the role in each new project."""
    role = role_of(request)
    return JSONResponse({"actors": actor_beans(request, View.of(request).jira.roles.defaults, role)})


@honours(body=ACTORS)
async def add_default_actors(request: Request) -> Response:
    """Answer `POST role/{id}/actors`."""
    view, role, body = View.of(request), role_of(request), await json_object(request)
    for subject in subjects_of(view, body, ("user", "group", "groupId")):
        view.jira.roles.give(view.jira.roles.defaults, role.id, subject.id, is_group=subject.is_group)
    return JSONResponse({"actors": actor_beans(request, view.jira.roles.defaults, role)})


@honours("user group groupId")
async def remove_default_actor(request: Request) -> Response:
    """Answer `DELETE role/{id}/actors`."""
    view, role = View.of(request), role_of(request)
    view.jira.roles.defaults = without(view.jira.roles.defaults, role, request)
    return JSONResponse({"actors": actor_beans(request, view.jira.roles.defaults, role)})


def _name(view: View, body: dict[str, Any], role: Role | None) -> str:
    """The name in a body. Raises ApiError (400), or (409) for a name that another role has."""
    name: str | None = body.get("name")
    if not name or not name.strip():
        raise ApiError(400, "The name of a project role is required.")
    if any(each.name == name for each in view.jira.roles.listed if each is not role):
        raise ApiError(409, f"A project role with the name '{name}' already exists.")
    return name


def _bean(request: Request, role: Role) -> dict[str, Any]:
    defaults = View.of(request).jira.roles.defaults
    return plain_bean(ApiVersion.of(request), role) | {"actors": actor_beans(request, defaults, role)}


HANDLERS = {
    "GET role": list_roles,
    "POST role": create_role,
    "GET role/{id}": get_role,
    "PUT role/{id}": change_role,
    "POST role/{id}": change_role,
    "DELETE role/{id}": delete_role,
    "GET role/{id}/actors": list_default_actors,
    "POST role/{id}/actors": add_default_actors,
    "DELETE role/{id}/actors": remove_default_actor,
}
