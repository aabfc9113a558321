"""Who has which role in a project: roles and actors are listed, added, replaced and removed."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.beans import avatar_urls
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import Project
from token_conformance.edge.tenant.roles import ADMINISTRATORS, Actor, Role

_NOT_ALLOWED = "You cannot edit the configuration of this project."

ACTORS: dict[str, Shape] = {"user": [str], "group": [str], "groupId": [str]}
"""The members of a body that name those who get a role."""


@honours()
async def list_roles_of_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/role`: the URL of each role, by its name."""
    view, api = View.of(request), ApiVersion.of(request)
    project = view.project(request)
    return JSONResponse({role.name: api.url(f"project/{project.id}/role/{role.id}") for role in view.jira.roles.listed})


@honours("excludeInactiveUsers")
async def get_role_of_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/role/{id}`: the role, with its actors, who are all active."""
    project, role = View.of(request).project(request), role_of(request)
    return JSONResponse(_bean_in_project(request, project, role))


@honours("currentMember excludeConnectAddons excludeOtherServiceRoles")
async def list_details(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/roledetails`; no role belongs to an app or to another product."""
    view, api = View.of(request), ApiVersion.of(request)
    project, only_own = view.project(request), request.query_params.get("currentMember") == "true"
    named = {view.account_id, *(group.id for group in view.jira.groups.of(str(view.account_id)))}
    own = {each.role for each in project.actors if each.subject in named}
    return JSONResponse(
        [
            plain_bean(api, role)
            | {"admin": role == ADMINISTRATORS, "default": False, "scope": _scope(project)}
            | {"self": api.url(f"project/{project.id}/role/{role.id}"), "roleConfigurable": True}
            for role in view.jira.roles.listed
            if not only_own or role.id in own
        ]
    )


@honours(body=ACTORS)
async def add_actors_of_project(request: Request) -> Response:
    """Answer `POST project/{projectIdOrKey}/role/{id}`."""
    view, role = View.of(request), role_of(request)
    project, body = view.project(request), await json_object(request)
    for subject in subjects_of(view, body, ("user", "group", "groupId")):
        view.jira.roles.give(project.actors, role.id, subject.id, is_group=subject.is_group)
    return JSONResponse(_bean_in_project(request, project, role))


@honours(body={"categorisedActors": {"*": [str]}})
async def set_actors_of_project(request: Request) -> Response:
    """Answer `PUT project/{projectIdOrKey}/role/{id}`: those who have the role are replaced."""
    view, role = View.of(request), role_of(request)
    project, body = view.project(request), await json_object(request)
    if "categorisedActors" not in body:
        raise ApiError(400, "'categorisedActors' is required in the request's body.")
    categorised = body["categorisedActors"]
    names = ("atlassian-user-role-actor", "atlassian-group-role-actor", "atlassian-group-role-actor-id")
    subjects = subjects_of(view, categorised, names) if any(categorised.values()) else []
    project.actors = [each for each in project.actors if each.role != role.id]
    for subject in subjects:
        view.jira.roles.give(project.actors, role.id, subject.id, is_group=subject.is_group)
    return JSONResponse(_bean_in_project(request, project, role))


@honours("user group groupId")
async def remove_actor_of_project(request: Request) -> Response:
    """Answer `DELETE project/{projectIdOrKey}/role/{id}`; nothing happens if the actor does not have the role."""
    project, role = View.of(request).project(request), role_of(request)
    project.actors = without(project.actors, role, request)
    return no_content()


class _Subject(NamedTuple):
    id: str
    is_group: bool


def subjects_of(view: View, body: dict[str, Any], names: tuple[str, str, str]) -> list[_Subject]:
    """The users and groups that a body lists. Raises ApiError (400) if it lists none, or one that does not exist."""
    users, groups, ids = (body.get(name, []) for name in names)
    found = [view.jira.groups.find(each) for each in [*groups, *ids]]
    unknown = [each for each in users if each not in view.jira.users]
    if unknown or None in found or not (users or found):
        raise ApiError(400, "The actors must be users and groups that exist, at least one.")
    return [
        *(_Subject(each, is_group=False) for each in users),
        *(_Subject(group.id, is_group=True) for group in found if group),
    ]


def without(actors: Iterable[Actor], role: Role, request: Request) -> list[Actor]:
    """The actors without the one that the query names. Raises ApiError (400) if it names none."""
    query = request.query_params
    group = View.of(request).jira.groups.find(query.get("group"))
    named = {query.get("user"), query.get("groupId"), group.id if group else None}
    if not {"user", "group", "groupId"} & query.keys():
        raise ApiError(400, "One of the query parameters 'user', 'group' and 'groupId' is required.")
    return [each for each in actors if each.role != role.id or each.subject not in named]


def role_of(request: Request) -> Role:
    """The role in the path, for a known caller. Raises ApiError (401, 404)."""
    view = View.of(request)
    view.require_account(_NOT_ALLOWED)
    return role_with_id(view, request.path_params["id"])


def role_with_id(view: View, wanted: str) -> Role:
    """The role with this id. Raises ApiError (404)."""
    found = next((role for role in view.jira.roles.listed if str(role.id) == wanted), None)
    if found is None:
        raise not_found("Project role")
    return found


def plain_bean(api: ApiVersion, role: Role) -> dict[str, Any]:
    """A role without its actors."""
    return {
        "self": api.url(f"role/{role.id}"),
        "name": role.name,
        "id": role.id,
        "description": role.description,
    }


def _bean_in_project(request: Request, project: Project, role: Role) -> dict[str, Any]:
    api = ApiVersion.of(request)
    link = api.url(f"project/{project.id}/role/{role.id}")
    actors = actor_beans(request, project.actors, role)
    return plain_bean(api, role) | {"actors": actors, "self": link, "scope": _scope(project)}


def _scope(project: Project) -> dict[str, Any]:
    return {"type": "PROJECT", "project": {"id": project.id, "key": project.key, "name": project.name}}


def actor_beans(request: Request, actors: Iterable[Actor], role: Role) -> list[dict[str, Any]]:
    """Those of the actors who have the role."""
    return [_actor(request, each) for each in actors if each.role == role.id]


def _actor(request: Request, actor: Actor) -> dict[str, Any]:
    api, view = ApiVersion.of(request), View.of(request)
    if actor.is_group:
        found = view.require("Group", view.jira.groups.find(actor.subject))
        named = {"displayName": found.name, "type": "atlassian-group-role-actor", "name": found.name}
        group = {"displayName": found.name, "groupId": found.id, "name": found.name}
        return {"id": actor.id, **named, "actorGroup": group}
    return {
        "id": actor.id,
        "displayName": View.of(request).jira.users[actor.subject].display_name,
        "type": "atlassian-user-role-actor",
        "avatarUrl": avatar_urls(api, "user")["16x16"],
        "actorUser": {"accountId": actor.subject},
    }


HANDLERS = {
    "GET project/{projectIdOrKey}/role": list_roles_of_project,
    "GET project/{projectIdOrKey}/roledetails": list_details,
    "GET project/{projectIdOrKey}/role/{id}": get_role_of_project,
    "POST project/{projectIdOrKey}/role/{id}": add_actors_of_project,
    "PUT project/{projectIdOrKey}/role/{id}": set_actors_of_project,
    "DELETE project/{projectIdOrKey}/role/{id}": remove_actor_of_project,
}
