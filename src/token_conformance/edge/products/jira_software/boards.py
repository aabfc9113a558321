"""Boards: list and get, their configuration, projects, versions, epics, sprints and quick filters."""

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.beans import version_bean
from token_conformance.edge.products.jira.project_bean import project_bean
from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.products.jira_software import beans
from token_conformance.edge.products.jira_software.lookup import board_of, software_of
from token_conformance.edge.tenant.software import Board, SprintState, is_epic

_ORDERS = {"name": False, "+name": False, "-name": True}
"""Whether the list of boards is reversed, by the value of `orderBy`."""


@honours("startAt maxResults type name projectKeyOrId projectTypeLocation filterId includePrivate orderBy")
async def list_boards(request: Request) -> Response:
    """List the boards; no board is private."""
    found = [board for board in software_of(request).boards if _matches(board, request)]
    if order := request.query_params.get("orderBy", "").replace(" ", "+"):
        _require("orderBy", [order], _ORDERS)
        found.sort(key=lambda board: board.name, reverse=_ORDERS[order])
    return _boards(request, found)


@honours("startAt maxResults")
async def list_boards_of_filter(request: Request) -> Response:
    """List the boards that use a filter."""
    wanted = request.path_params["filterId"]
    return _boards(request, [board for board in software_of(request).boards if board.filter.id == wanted])


@honours()
async def get_board(request: Request) -> Response:
    """Get a board."""
    return JSONResponse(beans.board_bean(Call.of(request), board_of(request)))


@honours()
async def get_configuration(request: Request) -> Response:
    """Get the configuration of a board."""
    return JSONResponse(beans.configuration_bean(Call.of(request), board_of(request)))


@honours("startAt maxResults")
async def list_projects(request: Request) -> Response:
    """List the projects of a board."""
    api = ApiVersion(Call.of(request).base)
    return beans.page(
        request, [board_of(request).project], lambda project: project_bean(api, Call.of(request).state.jira, project)
    )


@honours("startAt maxResults released")
async def list_versions(request: Request) -> Response:
    """List the versions of a board's project, by whether they are released; the id of a version is a number here."""
    api, project = ApiVersion(Call.of(request).base), board_of(request).project
    found = [version_bean(api, project, version) for version in project.versions]
    wanted = _flag(request, "released")
    shown = [bean | {"id": int(bean["id"])} for bean in found if wanted in {None, bean["released"]}]
    return beans.page(request, shown, lambda bean: bean)


@honours("startAt maxResults done")
async def list_epics(request: Request) -> Response:
    """List the epics of a board's project, by whether they are done."""
    call, software, wanted = Call.of(request), software_of(request), _flag(request, "done")
    issues = software.ranked(software.jira.issues_of(board_of(request).project.key))
    epics = [issue for issue in issues if is_epic(issue) and wanted in {None, software.epic(issue).done}]
    return beans.page(request, epics, lambda epic: beans.epic_bean(call, epic))


@honours("startAt maxResults state")
async def list_sprints(request: Request) -> Response:
    """List the sprints of a board, in one of the states."""
    call, states = Call.of(request), _listed(request, "state")
    _require("state", states, list(SprintState))
    sprints = software_of(request).sprints_of(board_of(request))
    shown = [sprint for sprint in sprints if not states or sprint.state in states]
    return beans.page(request, shown, lambda sprint: beans.sprint_bean(call, sprint))


@honours("startAt maxResults")
async def list_quick_filters(request: Request) -> Response:
    """List the quick filters of a board; no board has one."""
    board_of(request)
    return beans.page(request, [], lambda quick_filter: quick_filter)


def _boards(request: Request, boards: list[Board]) -> Response:
    return beans.page(request, boards, lambda board: beans.board_bean(Call.of(request), board))


def _matches(board: Board, request: Request) -> bool:
    query = request.query_params
    types, kinds = _listed(request, "type"), _listed(request, "projectTypeLocation")
    return (
        query.get("projectKeyOrId") in {None, board.project.key, board.project.id}
        and query.get("filterId") in {None, board.filter.id}
        and (not types or "scrum" in types)
        and (not kinds or board.project.kind in kinds)
        and query.get("name", "").casefold() in board.name.casefold()
    )


def _listed(request: Request, name: str) -> list[str]:
    """The values of a parameter that may be repeated, and that divides values by commas."""
    values = ",".join(request.query_params.getlist(name)).split(",")
    return [value.strip() for value in values if value.strip()]


def _flag(request: Request, name: str) -> bool | None:
    """The value of a parameter that is true or false; None without it. Raises ApiError (400)."""
    values = [value.lower() for value in _listed(request, name)]
    _require(name, values, ("true", "false"))
    return values[-1] == "true" if values else None


def _require(name: str, values: Collection[str], known: Collection[str]) -> None:
    if not set(values) <= set(known):
        raise ApiError(400, f"The query parameter '{name}' must be one of {', '.join(known)}.")
