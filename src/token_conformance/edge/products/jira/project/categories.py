"""Categories of projects: list, get, create, change and delete."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError
from token_conformance.edge.products.jira.beans import category_of_projects_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import Category


@honours()
async def list_categories(request: Request) -> Response:
    """Answer `GET projectCategory`."""
    api = ApiVersion.of(request)
    return JSONResponse([category_of_projects_bean(api, each) for each in View.of(request).jira.categories])


@honours()
async def get_category(request: Request) -> Response:
    """Answer `GET projectCategory/{id}`."""
    return JSONResponse(category_of_projects_bean(ApiVersion.of(request), _category(request)))


@honours(body={"name": str, "description": str})
async def create_category(request: Request) -> Response:
    """Answer `POST projectCategory`."""
    jira, body = View.of(request).jira, await json_object(request)
    name = _name(request, body, None)
    category = Category(jira.next_id(Category), name, body.get("description", ""))
    jira.categories.append(category)
    return JSONResponse(category_of_projects_bean(ApiVersion.of(request), category), 201)


@honours(body={"name": str, "description": str})
async def change_category(request: Request) -> Response:
    """Answer `PUT projectCategory/{id}`, which changes what the body has."""
    category, body = _category(request), await json_object(request)
    if "name" in body:
        category.name = _name(request, body, category)
    category.description = body.get("description", category.description)
    return JSONResponse(category_of_projects_bean(ApiVersion.of(request), category))


@honours()
async def delete_category(request: Request) -> Response:
    """Answer `DELETE projectCategory/{id}`; its projects have no category then."""
    jira, category = View.of(request).jira, _category(request)
    jira.categories.remove(category)
    for project in jira.projects.values():
        project.category = None if project.category == category.id else project.category
    return no_content()


def _category(request: Request) -> Category:
    return View.of(request).require_by_id(
        "Project category", View.of(request).jira.categories, request.path_params["id"]
    )


def _name(request: Request, body: dict[str, Any], category: Category | None) -> str:
    """The name in a body. Raises InvalidFieldsError, or ApiError (409) for a name that another category has."""
    name: str | None = body.get("name")
    if not name or not name.strip():
        raise InvalidFieldsError({"name": "The name of a project category is required."})
    if any(each.name == name for each in View.of(request).jira.categories if each is not category):
        raise ApiError(409, f"The project category '{name}' already exists.")
    return name
