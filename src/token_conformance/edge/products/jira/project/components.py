"""Components of projects: list, get, create, change and delete."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, NotModelledError, ordered, page
from token_conformance.edge.products.jira.beans import component_bean
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import Component, Project

_NOT_ALLOWED = "The user does not have permission to change the components of this project."
_ASSIGNEE_TYPES = {"PROJECT_DEFAULT", "COMPONENT_LEAD", "PROJECT_LEAD", "UNASSIGNED"}
_ATTRIBUTES = {"name": "name", "description": "description", "leadAccountId": "lead", "assigneeType": "assignee_type"}
_ORDERS = {
    "name": lambda component: component.name.casefold(),
    "description": lambda component: (component.description or "").casefold(),
    "lead": lambda component: component.lead or "",
}

_BODY: dict[str, Shape] = dict.fromkeys(_ATTRIBUTES, str)


@honours("componentSource")
async def list_components(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/components`."""
    project = View.of(request).project(request)
    _check_source(request)
    return JSONResponse([_bean(request, project, component) for component in project.components])


@honours("startAt maxResults orderBy query componentSource")
async def page_components(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/component`."""
    project = View.of(request).project(request)
    _check_source(request)
    found = ordered(request, [each for each in project.components if _matches(each, request)], _ORDERS)
    counted = [_bean(request, project, each) | {"issueCount": len(_issues(request, each))} for each in found]
    return JSONResponse(page(request, counted, dict))


@honours("projectIdsOrKeys query orderBy startAt maxResults")
async def find_components(request: Request) -> Response:
    """Answer `GET component`: the components of all or of some projects."""
    view, wanted = View.of(request), requested_fields(request, "projectIdsOrKeys")
    projects = view.visible(view.jira.projects.values())
    chosen = [each for each in projects if not wanted or {each.id, each.key} & set(wanted)]
    owners = {component: project for project in chosen for component in project.components}
    found = ordered(request, [each for each in owners if _matches(each, request)], _ORDERS)
    return JSONResponse(page(request, found, lambda each: _bean(request, owners[each], each)))


@honours()
async def get_component(request: Request) -> Response:
    """Answer `GET component/{id}`."""
    return JSONResponse(_bean(request, *_component(request)))


@honours(body={**_BODY, "project": str})
async def create_component(request: Request) -> Response:
    """Answer `POST component`; the body has the key of the project."""
    view, body = View.of(request), await json_object(request)
    view.require_account(_NOT_ALLOWED)
    project = view.project_named(body.get("project", ""))
    changes = _changes(view, body, project, None)
    if "name" not in changes:
        raise InvalidFieldsError({"name": "The component name specified is invalid."})
    component = view.jira.add_component(project, changes["name"])
    _set(component, changes)
    return JSONResponse(_bean(request, project, component), 201)


@honours(body=_BODY)
async def change_component(request: Request) -> Response:
    """Answer `PUT component/{id}`, which changes what the body has."""
    project, component = _component(request)
    _set(component, _changes(View.of(request), await json_object(request), project, component))
    return JSONResponse(_bean(request, project, component))


@honours("moveIssuesTo")
async def delete_component(request: Request) -> Response:
    """Answer `DELETE component/{id}`; its issues get another component, or none."""
    project, component = _component(request)
    wanted = request.query_params.get("moveIssuesTo")
    others = [each for each in project.components if each.id == wanted]
    if wanted is not None and not others:
        raise ApiError(404, f"The component with id {wanted} does not exist.")
    for issue in _issues(request, component):
        kept = [each for each in issue.fields["components"] if each is not component]
        issue.fields["components"] = [*kept, *(each for each in others if each not in kept)]
    project.components.remove(component)
    return no_content()


@honours()
async def count_issues(request: Request) -> Response:
    """Answer `GET component/{id}/relatedIssueCounts`."""
    _, component = _component(request)
    link = ApiVersion.of(request).url(f"component/{component.id}")
    return JSONResponse({"self": link, "issueCount": len(_issues(request, component))})


def _component(request: Request) -> tuple[Project, Component]:
    """The component in the request's path, with its project. Raises ApiError (404)."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.components}
    project = view.require("Component", owners.get(wanted))
    return project, view.require_by_id("Component", project.components, wanted)


def _issues(request: Request, component: Component) -> list[Any]:
    return [each for each in View.of(request).jira.issues.values() if component in each.fields["components"]]


def _changes(view: View, body: Mapping[str, Any], project: Project, component: Component | None) -> dict[str, str]:
    """What a body sets, by the members. Raises InvalidFieldsError."""
    changes, errors = {name: body[name] for name in _ATTRIBUTES if name in body}, {}
    name, lead = changes.get("name"), changes.get("leadAccountId")
    if name is not None and not name.strip():
        errors["name"] = "The component name specified is invalid."
    if name in {each.name for each in project.components if each is not component}:
        errors["name"] = f"A component with the name {name} already exists in this project."
    if lead and lead not in view.jira.users:
        errors["leadAccountId"] = "The user does not exist."
    if changes.get("assigneeType", "UNASSIGNED") not in _ASSIGNEE_TYPES:
        errors["assigneeType"] = "The assignee type is not valid."
    if errors:
        raise InvalidFieldsError(errors)
    return changes


def _set(component: Component, changes: Mapping[str, str]) -> None:
    for name, value in changes.items():
        setattr(component, _ATTRIBUTES[name], value or None)


def _check_source(request: Request) -> None:
    """Raise NotModelledError for components of Compass, which the model does not have."""
    source = request.query_params.get("componentSource", "auto")
    if source == "compass":
        raise NotModelledError("The local model does not know components of Compass.")


def _matches(component: Component, request: Request) -> bool:
    wanted = request.query_params.get("query", "").casefold()
    return wanted in component.name.casefold() or wanted in (component.description or "").casefold()


def _bean(request: Request, project: Project, component: Component) -> dict[str, Any]:
    return component_bean(ApiVersion.of(request), View.of(request).jira, project, component)
