"""Which projects, issue types and schemes use a status or the workflow: all do, because there is only one workflow."""

from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, whole_number
from token_conformance.edge.products.handler import Handler, honours
from token_conformance.edge.products.jira.configuration.listing import find, named_list
from token_conformance.edge.products.jira.configuration.workflows import SCHEME, WORKFLOW_ID, every_status
from token_conformance.edge.products.jira.view import View

_MOST_IDS = 50
_DEFAULT_SIZE = 50
_BY_NAME = {
    "status": ("statusId", "Status", every_status),
    "workflow": ("workflowId", "Workflow", lambda _: [{"id": WORKFLOW_ID}]),
}

Ids = Callable[[Request], Iterable[str]]


def _usages(owner: str, name: str, ids: Ids) -> Handler:
    """The operation that lists the ids of what uses the status or workflow in the path, in the member `name`."""
    parameter, kind, beans = _BY_NAME[owner]

    @honours("maxResults nextPageToken")
    async def answer(request: Request) -> Response:
        found = find(request, kind, beans, parameter)
        used_by, start = list(ids(request)), _start(request.query_params.get("nextPageToken"))
        end = start + whole_number(request, "maxResults", _DEFAULT_SIZE, minimum=1)
        more = {"nextPageToken": str(end)} if end < len(used_by) else {}
        about = {"projectId": request.path_params["projectId"]} if "projectId" in request.path_params else {}
        values = [{"id": each} for each in used_by[start:end]]
        return JSONResponse({parameter: found["id"], **about, name: {"values": values, **more}})

    return answer


def _start(token: str | None) -> int:
    """Where a page starts: a token is the position. Raises ApiError (400)."""
    if token is None:
        return 0
    if not token.isascii() or not token.isdigit() or len(token) > 9:  # noqa: PLR2004  # far more than any list
        raise ApiError(400, "'nextPageToken' is not one that a page of this list has told.")
    return int(token)


def _projects(request: Request) -> list[str]:
    return [project.id for project in View.of(request).jira.projects.values()]


def _types(request: Request) -> list[str]:
    """The issue types of the project in the path. Raises ApiError (404)."""
    view = View.of(request)
    project = view.project(request, "projectId")
    return [each.id for each in project.kind.issue_types]


def _wanted(request: Request) -> list[dict[str, object]]:
    """The statuses with these ids. Raises ApiError (400) if there are none or too many."""
    ids = request.query_params.getlist("id")
    if not 0 < len(ids) <= _MOST_IDS:
        raise ApiError(400, f"The query parameter 'id' must be there 1 to {_MOST_IDS} times.")
    return [status for status in every_status(request) if status["id"] in ids]


HANDLERS = {
    "GET statuses": named_list("", _wanted, "id"),
    "GET statuses/{statusId}/projectUsages": _usages("status", "projects", _projects),
    "GET statuses/{statusId}/workflowUsages": _usages("status", "workflows", lambda _: [WORKFLOW_ID]),
    "GET statuses/{statusId}/project/{projectId}/issueTypeUsages": _usages("status", "issueTypes", _types),
    "GET workflow/{workflowId}/projectUsages": _usages("workflow", "projects", _projects),
    "GET workflow/{workflowId}/workflowSchemes": _usages("workflow", "workflowSchemes", lambda _: [str(SCHEME)]),
    "GET workflow/{workflowId}/project/{projectId}/issueTypeUsages": _usages("workflow", "issueTypes", _types),
}
