"""Sprints: get, plan, change and delete, and the issues that are moved to them or to the backlog."""

from collections.abc import Container
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira_software.beans import sprint_bean
from token_conformance.edge.products.jira_software.lookup import (
    MOVED,
    board_of,
    board_with_id,
    issues_in,
    rank_target,
    software_of,
    sprint_of,
    sprint_with_id,
)
from token_conformance.edge.tenant.software import Software, Sprint, SprintState

_CHANGEABLE = ("name", "goal", "startDate", "endDate", "state")

_BODY: dict[str, Shape] = {
    "name": str,
    "state": str,
    "goal": str | None,
    "startDate": str | None,
    "endDate": str | None,
}


@honours()
async def get_sprint(request: Request) -> Response:
    """Get a sprint."""
    return JSONResponse(sprint_bean(Call.of(request), sprint_of(request)))


@honours(body={**_BODY, "originBoardId": ID})
async def create_sprint(request: Request) -> Response:
    """Plan a future sprint of a board."""
    software, body = software_of(request), await json_object(request)
    board = board_with_id(software, str(member(body, "originBoardId")))
    planned = _changed(Sprint(0, _text(body, "name"), board, software.jira.now()), {**body, "state": "future"})
    sprint = software.add_sprint(board, planned.name)
    _set(sprint, planned)
    return JSONResponse(sprint_bean(Call.of(request), sprint), 201)


@honours(body=_BODY)
async def update_sprint(request: Request) -> Response:
    """Change some members of a sprint (POST)."""
    return _update(request, await json_object(request))


@honours(body=_BODY)
async def replace_sprint(request: Request) -> Response:
    """Change all members of a sprint (PUT); those that the body lacks become empty."""
    body = await json_object(request)
    return _update(request, dict.fromkeys(_CHANGEABLE) | {"state": sprint_of(request).state} | body)


@honours()
async def delete_sprint(request: Request) -> Response:
    """Delete a sprint; its open issues are in the backlog afterwards."""
    software_of(request).sprints.remove(sprint_of(request))
    return no_content()


@honours(body={"sprintToSwapWith": ID})
async def swap_sprints(request: Request) -> Response:
    """Exchange the positions of two sprints."""
    software, body, first = software_of(request), await json_object(request), sprint_of(request)
    second = sprint_with_id(software, str(member(body, "sprintToSwapWith")))
    one, other = software.sprints.index(first), software.sprints.index(second)
    software.sprints[one], software.sprints[other] = second, first
    return no_content()


@honours(body=MOVED)
async def move_to_sprint(request: Request) -> Response:
    """Move issues to a sprint that is not closed, and rank them."""
    software, sprint, body = software_of(request), sprint_of(request), await json_object(request)
    if not sprint.is_open:
        raise ApiError(400, "Issues can only be moved to active and future sprints.")
    _move(software, body, sprint)
    return no_content()


@honours(body=MOVED)
async def move_to_backlog(request: Request) -> Response:
    """Move issues to the backlog."""
    _move(software_of(request), await json_object(request), None)
    return no_content()


@honours(body=MOVED)
async def move_to_backlog_of_board(request: Request) -> Response:
    """Move issues to the backlog of a board, those that are on that board, and rank them."""
    software, board = software_of(request), board_of(request)
    on_board = {issue.key for issue in software.issues_of(board)}
    _move(software, await json_object(request), None, only=on_board)
    return no_content()


def _move(software: Software, body: dict[str, Any], sprint: Sprint | None, only: Container[str] | None = None) -> None:
    """Move the issues of a body, or `only` those with these keys. All is checked before anything is changed."""
    issues, target = issues_in(software, body), rank_target(software, body)
    issues = [issue for issue in issues if only is None or issue.key in only]
    software.plan(issues, sprint)
    if target:
        software.rank(issues, target[0], after=target[1])


def _update(request: Request, body: dict[str, Any]) -> Response:
    sprint = sprint_of(request)
    _set(sprint, _changed(sprint, body))
    return JSONResponse(sprint_bean(Call.of(request), sprint))


def _changed(sprint: Sprint, body: dict[str, Any]) -> Sprint:
    """The sprint with the changes of a body; of a closed sprint only name and goal change. Raises ApiError (400)."""
    name = _text(body, "name") if "name" in body else sprint.name
    goal = body.get("goal", sprint.goal)
    changed = replace(sprint, name=name, goal=goal)
    if not sprint.is_open:
        return changed
    start = _date(body, "startDate") if "startDate" in body else sprint.start
    end = _date(body, "endDate") if "endDate" in body else sprint.end
    return _in_state(replace(changed, start=start, end=end), body.get("state", sprint.state))


def _in_state(sprint: Sprint, state: Any) -> Sprint:
    """A sprint is started when it has dates, and completed when it is active; no other change is allowed."""
    step = (sprint.state, state)
    if sprint.state == state:
        return sprint
    if step == (SprintState.FUTURE, SprintState.ACTIVE) and sprint.start and sprint.end:
        return replace(sprint, state=SprintState.ACTIVE)
    if step == (SprintState.ACTIVE, SprintState.CLOSED):
        return replace(sprint, state=SprintState.CLOSED, completed=datetime.now(UTC))
    raise ApiError(400, f"A sprint that is {sprint.state} cannot become {state}; to start it needs both dates.")


def _set(sprint: Sprint, changed: Sprint) -> None:
    sprint.name, sprint.goal, sprint.state = changed.name, changed.goal, changed.state
    sprint.start, sprint.end, sprint.completed = changed.start, changed.end, changed.completed


def _text(body: dict[str, Any], name: str) -> str:
    """A required text without the spaces around it. Raises ApiError (400)."""
    value: str | None = body.get(name)
    if not value or not value.strip():
        raise ApiError(400, f"'{name}' is required in the request's body.")
    return value.strip()


def _date(body: dict[str, Any], name: str) -> datetime | None:
    """A time in UTC, which is also the time zone of a time without one. Raises ApiError (400)."""
    value = body.get(name)
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ApiError(400, f"'{name}' must be a time such as 2026-01-19T09:00:00.000+10:00.") from None
