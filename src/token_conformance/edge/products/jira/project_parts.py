"""Versions and components of projects: lists, pages, and one by its id."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.jira.paging import page
from token_conformance.edge.products.jira.project_bean import component_bean, version_bean
from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.products.jira.view import View


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
    return JSONResponse(version_bean(Representation.of(request), project, version))


async def get_component(request: Request) -> Response:
    """Answer `GET component/{id}`."""
    view, wanted = View.of(request), request.path_params["id"]
    owners = {each.id: project for project in view.jira.projects.values() for each in project.components}
    project = view.named("Component", owners.get(wanted))
    component = view.with_id("Component", project.components, wanted)
    return JSONResponse(component_bean(Representation.of(request), project, component))


def _versions(request: Request) -> list[dict[str, Any]]:
    project, show = View.of(request).project(request), Representation.of(request)
    return [version_bean(show, project, version) for version in project.versions]


def _components(request: Request) -> list[dict[str, Any]]:
    project, show = View.of(request).project(request), Representation.of(request)
    return [component_bean(show, project, component) for component in project.components]


def _as_it_is(bean: dict[str, Any]) -> dict[str, Any]:
    return bean
