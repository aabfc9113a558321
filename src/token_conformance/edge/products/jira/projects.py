"""Projects: list, search, get, create, change and delete, and the validation of a new project's key."""

import re
from itertools import chain, count
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import json_object, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, ordered, page, refuse_members
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.project_bean import project_bean, project_detail_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project, ProjectKind

MAX_KEY_LENGTH = 10

_EXPAND = "description lead issueTypes projectKeys"
_ORDERS = {
    "key": lambda project: project.key,
    "name": lambda project: project.name.casefold(),
    "category": lambda project: int(project.category or 0),
}
_NO_PROJECT_PERMISSION = "You are not authorized to change projects."
_TEXTS = {"name": "name", "description": "description", "url": "url", "assigneeType": "assignee_type"}
"""What can be changed of a project without a check, with the attribute of each."""

_BODY: dict[str, Shape] = {
    **dict.fromkeys(("key", "projectTypeKey", "leadAccountId", *_TEXTS), str),
    "categoryId": ID,
}


@honours(expand=_EXPAND)
async def list_projects(request: Request) -> Response:
    """Answer `GET project`."""
    view = View.of(request)
    return JSONResponse([_bean(request, each) for each in view.visible(view.jira.projects.values())])


@honours("startAt maxResults orderBy query id keys typeKey categoryId action status", expand=f"{_EXPAND} url insight")
async def search_projects(request: Request) -> Response:
    """Answer `GET project/search`: a page of the projects that match the query parameters.

    Every caller may do everything, so `action` narrows nothing. All projects are live.
    """
    view = View.of(request)
    found = [each for each in view.visible(view.jira.projects.values()) if _matches(each, request)]
    return JSONResponse(page(request, ordered(request, found, _ORDERS), lambda each: _bean(request, each)))


@honours(expand=_EXPAND)
async def get_project(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}`."""
    return JSONResponse(_detail(request, View.of(request).project(request)))


@honours(body=_BODY)
async def create_project(request: Request) -> Response:
    """Answer `POST project`; the lead is the caller, unless the body names another."""
    view, body = View.of(request), await json_object(request)
    caller = view.require_account(_NO_PROJECT_PERMISSION)
    key, name, kind = body.get("key", ""), body.get("name", ""), body.get("projectTypeKey", "software")
    if errors := _creation_errors(view.jira, key, name, kind):
        raise InvalidFieldsError(errors)
    _check(view, body)
    project = view.jira.add_project(key, name, ProjectKind(kind), caller)
    _change(view, project, body)
    return JSONResponse(
        {"self": ApiVersion.of(request).url(f"project/{project.id}"), "id": int(project.id), "key": project.key}, 201
    )


@honours(expand=_EXPAND, body=_BODY)
async def change_project(request: Request) -> Response:
    """Answer `PUT project/{projectIdOrKey}`, which changes what the body has."""
    view = View.of(request)
    project, body = view.project(request), await json_object(request)
    if body.get("key") != project.key:
        refuse_members(body, "key")
    _change(view, project, body)
    return JSONResponse(_detail(request, project))


@honours("enableUndo")
async def delete_project(request: Request) -> Response:
    """Answer `DELETE project/{projectIdOrKey}`; the model has no recycle bin, so nobody sees `enableUndo`."""
    view = View.of(request)
    view.jira.delete_project(view.project(request))
    return no_content()


@honours("key")
async def validate_project_key(request: Request) -> Response:
    """Answer `GET projectvalidate/key`: what is wrong with this key for a new project."""
    problem = _key_problem(View.of(request).jira, request.query_params.get("key", ""))
    return JSONResponse({"errorMessages": [], "errors": {"projectKey": problem} if problem else {}})


@honours("key")
async def get_valid_project_key(request: Request) -> Response:
    """Answer `GET projectvalidate/validProjectKey`: this key, or a similar one that is valid."""
    jira = View.of(request).jira
    letters = re.sub(r"[^A-Z0-9]", "", request.query_params.get("key", "").upper()).lstrip("0123456789")
    key = letters[:MAX_KEY_LENGTH]
    numbered = (f"{(key or 'P')[: MAX_KEY_LENGTH - 3]}{number}" for number in count(1))
    return JSONResponse(next(each for each in chain([key], numbered) if not _key_problem(jira, each)))


@honours("name")
async def get_valid_project_name(request: Request) -> Response:
    """Answer `GET projectvalidate/validProjectName`: this name, or a similar one that is free."""
    name = request.query_params.get("name", "")
    taken = {project.name for project in View.of(request).jira.projects.values()}
    return JSONResponse(next(each for each in chain([name], (f"{name} {n}" for n in count(2))) if each not in taken))


def _creation_errors(jira: Jira, key: str, name: str, kind: str) -> dict[str, str]:
    """What is wrong with the parts of a new project."""
    is_taken = name in {project.name for project in jira.projects.values()}
    problems = {
        "projectKey": _key_problem(jira, key),
        "projectName": "A project with that name already exists." if is_taken else None,
        "projectType": None if kind in list(ProjectKind) else "The project type is not valid.",
    }
    if not name.strip():
        problems["projectName"] = "You must specify a valid project name."
    return {field: problem for field, problem in problems.items() if problem}


def _check(view: View, body: dict[str, Any]) -> None:
    """Raise InvalidFieldsError for a lead or a category that does not exist."""
    lead, category = body.get("leadAccountId"), body.get("categoryId")
    if lead is not None and lead not in view.jira.users:
        raise InvalidFieldsError({"projectLead": "You must specify a valid project lead."})
    if category is not None and str(category) not in [each.id for each in view.jira.categories]:
        raise InvalidFieldsError({"categoryId": "The project category does not exist."})


def _change(view: View, project: Project, body: dict[str, Any]) -> None:
    """Set what a body has of a project. Raises InvalidFieldsError."""
    _check(view, body)
    for name, attribute in _TEXTS.items():
        if name in body:
            setattr(project, attribute, body[name])
    project.lead = body.get("leadAccountId") or project.lead
    project.category = str(body["categoryId"]) if "categoryId" in body else project.category


def _bean(request: Request, project: Project) -> dict[str, Any]:
    return project_bean(ApiVersion.of(request), View.of(request).jira, project, requested_fields(request, "expand"))


def _detail(request: Request, project: Project) -> dict[str, Any]:
    expand = requested_fields(request, "expand")
    return project_detail_bean(ApiVersion.of(request), View.of(request).jira, project, expand)


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
    keys, ids, kinds, states = (query.getlist(name) for name in ("keys", "id", "typeKey", "status"))
    return (
        (text in project.key.lower() or text in project.name.lower())
        and (not keys or project.key in keys)
        and (not ids or project.id in ids)
        and (not kinds or project.kind in ",".join(kinds).split(","))
        and (not states or "live" in ",".join(states).split(","))
        and query.get("categoryId") in {None, project.category}
    )
