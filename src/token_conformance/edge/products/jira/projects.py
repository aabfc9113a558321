"""Projects: list, search and get, with their versions and components, and the validation of a new project's key."""

import re
from itertools import chain, count

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.jira.answers import page
from token_conformance.edge.products.jira.beans import component_bean, project_bean, project_detail_bean, version_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project

MAX_KEY_LENGTH = 10


async def list_projects(request: Request) -> Response:
    """Answer `GET project`."""
    view, api = View.of(request), ApiVersion.of(request)
    return JSONResponse([project_bean(api, each) for each in view.visible(view.jira.projects.values())])


async def search_projects(request: Request) -> Response:
    """Answer `GET project/search`: a page of the projects that match the query parameters."""
    view, api = View.of(request), ApiVersion.of(request)
    found = [each for each in view.visible(view.jira.projects.values()) if _matches(each, request)]
    return JSONResponse(page(request, found, lambda each: project_bean(api, each)))


async def get_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}`."""
    view = View.of(request)
    project = view.project(request)
    return JSONResponse(project_detail_bean(ApiVersion.of(request), project, view.user(project.lead)))


async def validate_project_key(request: Request) -> Response:
    """Answer `GET projectvalidate/key`: what is wrong with this key for a new project."""
    problem = _key_problem(View.of(request).jira, request.query_params.get("key", ""))
    return JSONResponse({"errorMessages": [], "errors": {"projectKey": problem} if problem else {}})


async def get_valid_project_key(request: Request) -> Response:
    """Answer `GET projectvalidate/validProjectKey`: this key, or a similar one that is valid."""
    jira = View.of(request).jira
    letters = re.sub(r"[^A-Z0-9]", "", request.query_params.get("key", "").upper()).lstrip("0123456789")
    key = letters[:MAX_KEY_LENGTH]
    numbered = (f"{(key or 'P')[: MAX_KEY_LENGTH - 3]}{number}" for number in count(1))
    return JSONResponse(next(each for each in chain([key], numbered) if not _key_problem(jira, each)))


async def list_versions(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/versions`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    return JSONResponse([version_bean(api, project, version) for version in project.versions])


async def page_versions(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/version`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    return JSONResponse(page(request, project.versions, lambda version: version_bean(api, project, version)))


async def list_components(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/components`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    return JSONResponse([component_bean(api, project, component) for component in project.components])


async def page_components(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/component`."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    return JSONResponse(page(request, project.components, lambda component: component_bean(api, project, component)))


async def get_version(request: Request) -> Response:
    """Answer `GET version/{id}`."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.versions}
    project = view.require("Version", owners.get(wanted))
    version = view.require_by_id("Version", project.versions, wanted)
    return JSONResponse(version_bean(ApiVersion.of(request), project, version))


async def get_component(request: Request) -> Response:
    """Answer `GET component/{id}`."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.components}
    project = view.require("Component", owners.get(wanted))
    component = view.require_by_id("Component", project.components, wanted)
    return JSONResponse(component_bean(ApiVersion.of(request), project, component))


def _key_problem(jira: Jira, key: str) -> str | None:
    if key in jira.projects:
        return f"Project '{jira.projects[key].name}' uses this project key."
    if not re.fullmatch(rf"[A-Z][A-Z0-9]{{1,{MAX_KEY_LENGTH - 1}}}", key):
        return (
            "Project keys must start with an uppercase letter, followed by one or more uppercase "
            f"alphanumeric characters, {MAX_KEY_LENGTH} in all."
        )
    return None


def _matches(project: Project, request: Request) -> bool:
    query = request.query_params
    text = query.get("query", "").lower()
    keys, ids, kinds = (query.getlist(name) for name in ("keys", "id", "typeKey"))
    return (
        (text in project.key.lower() or text in project.name.lower())
        and (not keys or project.key in keys)
        and (not ids or project.id in ids)
        and (not kinds or project.kind in ",".join(kinds).split(","))
    )
