"""Jira Software: boards, and the sprints and issues on them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, ApiError, Call, iso_timestamp
from token_conformance.edge.products.jira.answers import Window, error_response, not_found
from token_conformance.edge.products.jira.issue_bean import issue_bean
from token_conformance.edge.products.jira.jql import search
from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.software import Board, Sprint

T = TypeVar("T")


async def list_boards(request: Request) -> Response:
    """List the boards; `projectKeyOrId`, `type` and a part of the `name` narrow the list."""
    call = Call.of(request)
    boards = [board for board in call.state.software.boards if _matches(board, request)]
    return _page(request, boards, lambda board: _board_bean(call, board))


async def get_board(request: Request) -> Response:
    """Get a board."""
    return JSONResponse(_board_bean(Call.of(request), _board(request)))


async def list_sprints(request: Request) -> Response:
    """List the sprints of a board in one of the `state`s."""
    call, board = Call.of(request), _board(request)
    states = request.query_params.get("state", "active").split(",")
    sprints = call.state.software.sprints_of(board) if "active" in states else []
    return _page(request, sprints, lambda sprint: _sprint_bean(call, sprint))


async def list_issues(request: Request) -> Response:
    """List the issues of a board; `jql` narrows the list."""
    return _issues(request, Call.of(request).state.software.issues_of(_board(request)))


async def list_backlog(request: Request) -> Response:
    """List the issues of a board that are in no sprint; `jql` narrows the list."""
    return _issues(request, Call.of(request).state.software.backlog_of(_board(request)))


async def get_sprint(request: Request) -> Response:
    """Get a sprint."""
    call, wanted = Call.of(request), request.path_params["sprintId"]
    for sprint in call.state.software.sprints:
        if str(sprint.id) == wanted:
            return JSONResponse(_sprint_bean(call, sprint))
    raise not_found("Sprint")


def _matches(board: Board, request: Request) -> bool:
    query = request.query_params
    return (
        query.get("projectKeyOrId") in {None, board.project.key, board.project.id}
        and query.get("type") in {None, "scrum"}
        and query.get("name", "").casefold() in board.name.casefold()
    )


def _board(request: Request) -> Board:
    wanted = request.path_params["boardId"]
    for board in Call.of(request).state.software.boards:
        if str(board.id) == wanted:
            return board
    raise ApiError(404, "The requested board does not exist, or you do not have permission to view it.")


def _page(request: Request, items: Sequence[T], bean: Callable[[T], dict[str, Any]]) -> Response:
    window = Window.of(request)
    return JSONResponse({**window.named_page("values", items, bean), "isLast": window.end >= len(items)})


def _issues(request: Request, issues: Sequence[Issue]) -> Response:
    call = Call.of(request)
    if jql := request.query_params.get("jql"):
        found = search(call.state.jira, jql)
        issues = [issue for issue in issues if issue in found]
    fields = request.query_params.get("fields", "*navigable").split(",")

    def bean(issue: Issue) -> dict[str, Any]:
        shown = issue_bean(ApiVersion(call.base), call.state.jira, issue, fields)
        return {**shown, "self": f"{call.base}/rest/agile/1.0/issue/{issue.id}"}

    return JSONResponse(Window.of(request).named_page("issues", issues, bean))


def _board_bean(call: Call, board: Board) -> dict[str, Any]:
    project = board.project
    return {
        "id": board.id,
        "self": f"{call.base}/rest/agile/1.0/board/{board.id}",
        "name": board.name,
        "type": "scrum",
        "location": {
            "projectId": int(project.id),
            "displayName": f"{project.name} ({project.key})",
            "projectName": project.name,
            "projectKey": project.key,
            "projectTypeKey": project.kind,
            "name": f"{project.name} ({project.key})",
        },
        "isPrivate": False,
    }


def _sprint_bean(call: Call, sprint: Sprint) -> dict[str, Any]:
    return {
        "id": sprint.id,
        "self": f"{call.base}/rest/agile/1.0/sprint/{sprint.id}",
        "state": "active",
        "name": sprint.name,
        "startDate": iso_timestamp(sprint.start),
        "endDate": iso_timestamp(sprint.end),
        "createdDate": iso_timestamp(sprint.start),
        "originBoardId": sprint.board.id,
        "goal": sprint.goal,
    }


_API = Api(error_response, anonymous_error=ApiError(401, "Client must be authenticated to access this resource."))

ROUTES = (
    _API.route("GET /rest/agile/1.0/board", list_boards),
    _API.route("GET /rest/agile/1.0/board/{boardId}", get_board),
    _API.route("GET /rest/agile/1.0/board/{boardId}/sprint", list_sprints),
    _API.route("GET /rest/agile/1.0/board/{boardId}/issue", list_issues),
    _API.route("GET /rest/agile/1.0/board/{boardId}/backlog", list_backlog),
    _API.route("GET /rest/agile/1.0/sprint/{sprintId}", get_sprint),
)
