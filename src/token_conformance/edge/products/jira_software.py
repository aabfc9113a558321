"""Jira Software: boards, and the sprints and issues on them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, Call, Refusal, iso
from token_conformance.edge.products.jira.answers import Window, hidden, refuse
from token_conformance.edge.products.jira.issue_bean import issue_bean
from token_conformance.edge.products.jira.jql import search
from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.software import Board, Sprint

T = TypeVar("T")


async def list_boards(request: Request) -> Response:
    """Show all boards, or those of `projectKeyOrId`, `type` and a part of the `name`."""
    call = Call.of(request)
    boards = [board for board in call.state.software.boards if _fits(board, request)]
    return _page(request, boards, lambda board: _board_bean(call, board))


async def get_board(request: Request) -> Response:
    """Show a board."""
    return JSONResponse(_board_bean(Call.of(request), _board(request)))


async def list_sprints(request: Request) -> Response:
    """Show the sprints of a board, or those in some of the `state`s."""
    call, board = Call.of(request), _board(request)
    states = request.query_params.get("state", "active").split(",")
    sprints = call.state.software.sprints_of(board) if "active" in states else []
    return _page(request, sprints, lambda sprint: _sprint_bean(call, sprint))


async def list_issues(request: Request) -> Response:
    """Show the issues of a board, or those that `jql` finds."""
    return _issues(request, Call.of(request).state.software.issues_of(_board(request)))


async def list_backlog(request: Request) -> Response:
    """Show the issues of a board that no sprint has, or those of them that `jql` finds."""
    return _issues(request, Call.of(request).state.software.backlog_of(_board(request)))


async def get_sprint(request: Request) -> Response:
    """Show a sprint."""
    call, wanted = Call.of(request), request.path_params["sprintId"]
    for sprint in call.state.software.sprints:
        if str(sprint.id) == wanted:
            return JSONResponse(_sprint_bean(call, sprint))
    raise hidden("Sprint")


def _fits(board: Board, request: Request) -> bool:
    asked = request.query_params
    return (
        asked.get("projectKeyOrId") in {None, board.project.key, board.project.id}
        and asked.get("type") in {None, "scrum"}
        and asked.get("name", "").casefold() in board.name.casefold()
    )


def _board(request: Request) -> Board:
    wanted = request.path_params["boardId"]
    for board in Call.of(request).state.software.boards:
        if str(board.id) == wanted:
            return board
    raise Refusal(404, "The requested board does not exist, or you do not have permission to view it.")


def _page(request: Request, things: Sequence[T], bean: Callable[[T], dict[str, Any]]) -> Response:
    window = Window.of(request)
    return JSONResponse({**window.named_page("values", things, bean), "isLast": window.end >= len(things)})


def _issues(request: Request, issues: Sequence[Issue]) -> Response:
    call = Call.of(request)
    if jql := request.query_params.get("jql"):
        found = search(call.state.jira, jql)
        issues = [issue for issue in issues if issue in found]
    asked = request.query_params.get("fields", "*navigable").split(",")

    def bean(issue: Issue) -> dict[str, Any]:
        shown = issue_bean(ApiVersion(call.base), call.state.jira, issue, asked)
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
        "startDate": iso(sprint.start),
        "endDate": iso(sprint.end),
        "createdDate": iso(sprint.start),
        "originBoardId": sprint.board.id,
        "goal": sprint.goal,
    }


_API = Api(refuse, stranger=Refusal(401, "Client must be authenticated to access this resource."))

ROUTES = (
    _API.route("GET /rest/agile/1.0/board", list_boards),
    _API.route("GET /rest/agile/1.0/board/{boardId}", get_board),
    _API.route("GET /rest/agile/1.0/board/{boardId}/sprint", list_sprints),
    _API.route("GET /rest/agile/1.0/board/{boardId}/issue", list_issues),
    _API.route("GET /rest/agile/1.0/board/{boardId}/backlog", list_backlog),
    _API.route("GET /rest/agile/1.0/sprint/{sprintId}", get_sprint),
)
