"""What an administrator configures: fields, issue types, priorities, statuses, resolutions and labels."""

from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import page
from token_conformance.edge.products.jira.beans import (
    category_bean,
    issue_type_bean,
    priority_bean,
    resolution_bean,
    status_bean,
)
from token_conformance.edge.products.jira.field_metadata import FIELDS, field_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import (
    ISSUE_TYPES,
    MEDIUM,
    PRIORITIES,
    RESOLUTIONS,
    STATUSES,
    StatusCategory,
)


@honours()
async def list_fields(request: Request) -> Response:
    """Answer `GET field`."""
    return JSONResponse([field_bean(name) for name in View.of(request).visible(FIELDS)])


@honours()
async def list_issue_types(request: Request) -> Response:
    """Answer `GET issuetype`."""
    return _list(request, ISSUE_TYPES, issue_type_bean)


@honours()
async def list_alternatives(request: Request) -> Response:
    """Answer `GET issuetype/{id}/alternatives`: all others, because all types have the same workflow and screens."""
    view, api = View.of(request), ApiVersion.of(request)
    kind = view.require_by_id("Issue type", ISSUE_TYPES, request.path_params["id"])
    return JSONResponse([issue_type_bean(api, each) for each in ISSUE_TYPES if each is not kind])


@honours()
async def get_issue_type(request: Request) -> Response:
    """Answer `GET issuetype/{id}`."""
    issue_type = View.of(request).require_by_id("Issue type", ISSUE_TYPES, request.path_params["id"])
    return JSONResponse(issue_type_bean(ApiVersion.of(request), issue_type))


@honours("projectId level")
async def list_issue_types_of_project(request: Request) -> Response:
    """Answer `GET issuetype/project?projectId=...`; `level` chooses the types of one level of the hierarchy."""
    view, query = View.of(request), request.query_params
    project = view.project_named(query.get("projectId", ""))
    level = query.get("level")
    return _list(
        request,
        [each for each in project.kind.issue_types if level in {None, str(each.hierarchy_level)}],
        issue_type_bean,
    )


@honours()
async def list_priorities(request: Request) -> Response:
    """Answer `GET priority`."""
    return _list(request, PRIORITIES, priority_bean)


@honours("startAt maxResults id priorityName onlyDefault")
async def search_priorities(request: Request) -> Response:
    """Answer `GET priority/search`."""
    api, query = ApiVersion.of(request), request.query_params
    ids, name = query.getlist("id"), query.get("priorityName", "").casefold()
    found = [
        each
        for each in PRIORITIES
        if (not ids or each.id in ids)
        and name in each.name.casefold()
        and (each is MEDIUM or not _only_default(request))
    ]
    return JSONResponse(page(request, found, lambda each: priority_bean(api, each) | {"isDefault": False}))


@honours()
async def get_priority(request: Request) -> Response:
    """Answer `GET priority/{id}`."""
    priority = View.of(request).require_by_id("Priority", PRIORITIES, request.path_params["id"])
    return JSONResponse(priority_bean(ApiVersion.of(request), priority))


@honours()
async def list_statuses(request: Request) -> Response:
    """Answer `GET status`."""
    return _list(request, STATUSES, status_bean)


@honours()
async def get_status(request: Request) -> Response:
    """Answer `GET status/{idOrName}`."""
    wanted = request.path_params["idOrName"]
    status = next((status for status in STATUSES if wanted in {status.id, status.name}), None)
    shown = View.of(request).require("Status", status)
    return JSONResponse(status_bean(ApiVersion.of(request), shown))


@honours()
async def list_status_categories(request: Request) -> Response:
    """Answer `GET statuscategory`."""
    return _list(request, StatusCategory, category_bean)


@honours()
async def get_status_category(request: Request) -> Response:
    """Answer `GET statuscategory/{idOrKey}`."""
    wanted = request.path_params["idOrKey"]
    category = next((each for each in StatusCategory if wanted in map(str, each.value[:2])), None)
    shown = View.of(request).require("Status category", category)
    return JSONResponse(category_bean(ApiVersion.of(request), shown))


@honours()
async def list_resolutions(request: Request) -> Response:
    """Answer `GET resolution`."""
    return _list(request, RESOLUTIONS, resolution_bean)


@honours("startAt maxResults id onlyDefault")
async def search_resolutions(request: Request) -> Response:
    """Answer `GET resolution/search`; no resolution is the default."""
    api, ids = ApiVersion.of(request), request.query_params.getlist("id")
    found = [] if _only_default(request) else [each for each in RESOLUTIONS if not ids or each.id in ids]
    return JSONResponse(page(request, found, lambda each: resolution_bean(api, each) | {"isDefault": False}))


@honours()
async def get_resolution(request: Request) -> Response:
    """Answer `GET resolution/{id}`."""
    resolution = View.of(request).require_by_id("Resolution", RESOLUTIONS, request.path_params["id"])
    return JSONResponse(resolution_bean(ApiVersion.of(request), resolution))


@honours("startAt maxResults")
async def list_labels(request: Request) -> Response:
    """Answer `GET label`: the labels of all issues, each once."""
    issues = View.of(request).jira.issues.values()
    labels = sorted({label for issue in issues for label in issue.fields["labels"]})
    return JSONResponse(page(request, labels, str, default_size=1000))


def _list(request: Request, items: Iterable[Any], bean: Callable[[ApiVersion, Any], Any]) -> Response:
    """All items that the caller sees."""
    api = ApiVersion.of(request)
    return JSONResponse([bean(api, item) for item in View.of(request).visible(items)])


def _only_default(request: Request) -> bool:
    """Whether only the default is wanted. Raises ApiError (400)."""
    value = request.query_params.get("onlyDefault", "false")
    if value not in {"true", "false"}:
        raise ApiError(400, "The query parameter 'onlyDefault' must be true or false.")
    return value == "true"
