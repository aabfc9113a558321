"""The boards, sprints, epics and issues that a request names in its path or its body."""

from typing import Any

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError, Call, member
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.software import Board, Software, Sprint, is_epic

MOST_ISSUES = 50
"""The most issues that one request moves or ranks."""

MOVED: dict[str, Shape] = {"issues": [str], "rankBeforeIssue": str, "rankAfterIssue": str}
"""The members of a body that name issues to move, and where to."""


def software_of(request: Request) -> Software:
    """The boards, sprints and epics of the tenant."""
    return Call.of(request).state.software


def board_of(request: Request) -> Board:
    """The board in the path. Raises ApiError (404)."""
    return board_with_id(software_of(request), request.path_params["boardId"])


def board_with_id(software: Software, wanted: str) -> Board:
    """The board with this id. Raises ApiError (404)."""
    for board in software.boards:
        if str(board.id) == wanted:
            return board
    raise ApiError(404, "The requested board does not exist, or you do not have permission to view it.")


def sprint_of(request: Request) -> Sprint:
    """The sprint in the path. Raises ApiError (404)."""
    return sprint_with_id(software_of(request), request.path_params["sprintId"])


def sprint_with_id(software: Software, wanted: str) -> Sprint:
    """The sprint with this id. Raises ApiError (404)."""
    for sprint in software.sprints:
        if str(sprint.id) == wanted:
            return sprint
    raise not_found("Sprint")


def epic_of(request: Request) -> Issue:
    """The epic in the path. Raises ApiError (404), also for an issue that is not an epic."""
    wanted = request.path_params.get("epicIdOrKey") or request.path_params["epicId"]
    return epic_with_id(software_of(request), wanted)


def epic_with_id(software: Software, wanted: str) -> Issue:
    """The epic with this id or key. Raises ApiError (404)."""
    issue = software.jira.issue(wanted)
    if issue is None or not is_epic(issue):
        raise not_found("Epic")
    return issue


def issue_of(request: Request) -> Issue:
    """The issue in the path. Raises ApiError (404)."""
    issue = software_of(request).jira.issue(request.path_params["issueIdOrKey"])
    if issue is None:
        raise not_found("Issue")
    return issue


def issues_in(software: Software, body: dict[str, Any]) -> list[Issue]:
    """The issues that the body lists by id or key. Raises ApiError (400)."""
    listed: list[str] = member(body, "issues")
    if len(listed) > MOST_ISSUES:
        raise ApiError(400, f"At most {MOST_ISSUES} issues can be moved in one operation.")
    return [_existing(software, one) for one in listed]


def rank_target(software: Software, body: dict[str, Any], kind: str = "Issue") -> tuple[Issue, bool] | None:
    """The issue to rank by, and whether the others come after it; None if the body names none.

    Raises ApiError (400) for two of them, and for one that does not exist.
    """
    before, after = body.get(f"rankBefore{kind}"), body.get(f"rankAfter{kind}")
    if before and after:
        raise ApiError(400, f"Only one of 'rankBefore{kind}' and 'rankAfter{kind}' can be given.")
    wanted = before or after
    return (_existing(software, wanted), bool(after)) if wanted else None


def _existing(software: Software, wanted: str) -> Issue:
    issue = software.jira.issue(wanted)
    if issue is None:
        raise ApiError(400, f"Issue '{wanted}' does not exist or you do not have permission to see it.")
    return issue
