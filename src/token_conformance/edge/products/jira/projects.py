"""Projects: lists, one, its versions and components, and whether a key is free for a new one."""

import re
from itertools import count
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.jira.answers import page
from token_conformance.edge.products.jira.beans import component_bean, project_bean, project_detail_bean, version_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project

LONGEST_KEY = 10


async def list_projects(request: Request) -> Response:
    """Answer `GET project`."""
    view, show = View.of(request), ApiVersion.of(request)
    return JSONResponse([project_bean(show, each) for each in view.listed(view.jira.projects.values())])


async def search_projects(request: Request) -> Response:
    """Answer `GET project/search`, a page of the projects that fit the query parameters."""
    view, show = View.of(request), ApiVersion.of(request)
    found = [each for each in view.listed(view.jira.projects.values()) if _fits(each, request)]
    return JSONResponse(page(request, found, lambda each: project_bean(show, each)))


async def get_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}`."""
    view = View.of(request)
    project = view.project(request)
    return JSONResponse(project_detail_bean(ApiVersion.of(request), project, view.user(project.lead)))


async def validate_project_key(request: Request) -> Response:
    """Answer `GET projectvalidate/key`: what speaks against a new project with this key."""
    fault = _fault(View.of(request).jira, request.query_params.get("key", ""))
    return JSONResponse({"errorMessages": [], "errors": {"projectKey": fault} if fault else {}})


async def get_valid_project_key(request: Request) -> Response:
    """Answer `GET projectvalidate/validProjectKey`: this key, or one like it that is free."""
    jira = View.of(request).jira
    letters = re.sub(r"[^A-Z0-9]", "", request.query_params.get("key", "").upper()).lstrip("0123456789")
    stem = letters[:LONGEST_KEY]
    candidates = (f"{(stem or 'P')[: LONGEST_KEY - 3]}{number}" for number in count(1))
    return JSONResponse(stem if not _fault(jira, stem) else next(key for key in candidates if not _fault(jira, key)))


def _fault(jira: Jira, key: str) -> str | None:
    if key in jira.projects:
        return f"Project '{jira.projects[key].name}' uses this project key."
    if not re.fullmatch(rf"[A-Z][A-Z0-9]{{1,{LONGEST_KEY - 1}}}", key):
        return (
            "Project keys must start with an uppercase letter, followed by one or more uppercase "
            f"alphanumeric characters, {LONGEST_KEY} in all."
        )
    return None


def _fits(project: Project, request: Request) -> bool:
    asked = request.query_params
    query = asked.get("query", "").lower()
    keys, ids, kinds = (asked.getlist(name) for name in ("keys", "id", "typeKey"))
    return (
        (query in project.key.lower() or query in project.name.lower())
        and (not keys or project.key in keys)
        and (not ids or project.id in ids)
        and (not kinds or project.kind in ",".join(kinds).split(","))
    )


async def list_versions(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/versions`."""
    return JSONResponse(_versions(request))


async def page_versions(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/version`."""
    return JSONResponse(page(request, _versions(request), _as_it_is))


async def list_components(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/components`."""
    return JSONResponse(_components(request))


async def page_components(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/component`."""
    return JSONResponse(page(request, _components(request), _as_it_is))


async def get_version(request: Request) -> Response:
    """Answer `GET version/{id}`."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.versions}
    project = view.named("Version", owners.get(wanted))
    version = view.with_id("Version", project.versions, wanted)
    return JSONResponse(version_bean(ApiVersion.of(request), project, version))


async def get_component(request: Request) -> Response:
    """Answer `GET component/{id}`."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.components}
    project = view.named("Component", owners.get(wanted))
    component = view.with_id("Component", project.components, wanted)
    return JSONResponse(component_bean(ApiVersion.of(request), project, component))


def _versions(request: Request) -> list[dict[str, Any]]:
    project, show = View.of(request).project(request), ApiVersion.of(request)
    return [version_bean(show, project, version) for version in project.versions]


def _components(request: Request) -> list[dict[str, Any]]:
    project, show = View.of(request).project(request), ApiVersion.of(request)
    return [component_bean(show, project, component) for component in project.components]


def _as_it_is(bean: dict[str, Any]) -> dict[str, Any]:
    return bean
