"""What changes boards: create and delete them; and the estimation of their issues."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, no_content
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.products.jira_software.beans import board_bean
from token_conformance.edge.products.jira_software.lookup import board_of, software_of
from token_conformance.edge.tenant.people import Filter
from token_conformance.edge.tenant.project import Project

_KINDS = ("scrum", "kanban", "agility")


@honours(body={"name": str, "type": str, "filterId": ID, "location": {"type": str, "projectKeyOrId": ID}})
async def create_board(request: Request) -> Response:
    """Create a scrum board over the issues of the project that its filter finds, which is the one it is located in."""
    software, body = software_of(request), await json_object(request)
    name, kind = body.get("name", ""), body.get("type")
    if not name.strip() or kind not in _KINDS:
        raise ApiError(400, f"A board needs a name, and a type that is one of {', '.join(_KINDS)}.")
    if kind != "scrum":
        raise NotModelledError(f"The local model does not know boards of the type {kind}.")
    found = _filter(request, body.get("filterId"))
    board = software.add_board(name, _project(request, body.get("location", {}), found), found)
    return JSONResponse(board_bean(Call.of(request), board), 201)


def _filter(request: Request, wanted: Any) -> Filter:
    """The filter that a body names. Raises ApiError (400), in the words that a public client waits for."""
    found = View.of(request).find_filter(str(wanted))
    if found is None:
        message = "The selected filter is not available to you, perhaps it has been deleted or had its permissions"
        raise ApiError(400, f"{message} changed.")
    return found


def _project(request: Request, location: Mapping[str, Any], found: Filter) -> Project:
    """The project of a board. Raises ApiError (400), and NotModelledError for a filter of several projects."""
    jira = Call.of(request).state.jira
    if location.get("type") == "project":
        project = jira.project(str(location.get("projectKeyOrId")))
        if project is None:
            raise ApiError(400, "The project of the board does not exist.")
        return project
    words = set(re.findall(r"\w+", found.jql.partition(" ORDER ")[0]))
    named = [project for project in jira.projects.values() if project.key in words]
    if len(named) != 1:
        raise NotModelledError("The local model does not know a board that is not located in a project.")
    return named[0]


@honours()
async def delete_board(request: Request) -> Response:
    """Delete a board with its sprints."""
    software, board = software_of(request), board_of(request)
    software.boards.remove(board)
    software.sprints = [sprint for sprint in software.sprints if sprint.board is not board]
    return no_content()


HANDLERS = {"POST board": create_board, "DELETE board/{boardId}": delete_board}
