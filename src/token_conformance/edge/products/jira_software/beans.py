"""The JSON of boards, sprints and epics, and of the issues with the fields that Jira Software adds."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call, iso_timestamp
from token_conformance.edge.products.jira.answers import Window
from token_conformance.edge.products.jira.issue_bean import issue_bean
from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.project import STATUSES
from token_conformance.edge.tenant.software import Board, Sprint

T = TypeVar("T")


def page(request: Request, items: Sequence[T], bean: Callable[[T], dict[str, Any]]) -> Response:
    """The page of boards, sprints, epics and so on that `startAt` and `maxResults` ask for."""
    window = Window.of(request)
    return JSONResponse({**window.named_page("values", items, bean), "isLast": window.end >= len(items)})


def url(call: Call, path: str) -> str:
    """The URL of a resource, such as `board/1`."""
    return f"{call.base}/rest/agile/1.0/{path}"


def board_bean(call: Call, board: Board) -> dict[str, Any]:
    """A board, with the project that it is located in."""
    project = board.project
    return {
        "id": board.id,
        "self": url(call, f"board/{board.id}"),
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


def configuration_bean(call: Call, board: Board) -> dict[str, Any]:
    """The configuration of a board: a column for each status, no limits, and no estimation."""
    api, project = ApiVersion(call.base), board.project
    return {
        "id": board.id,
        "name": board.name,
        "type": "scrum",
        "self": url(call, f"board/{board.id}/configuration"),
        "location": {
            "type": "project",
            "key": project.key,
            "id": project.id,
            "self": api.url(f"project/{project.id}"),
            "name": project.name,
        },
        "filter": {"id": board.filter.id, "self": api.url(f"filter/{board.filter.id}")},
        "columnConfig": {
            "columns": [
                {"name": status.name, "statuses": [{"id": status.id, "self": api.url(f"status/{status.id}")}]}
                for status in STATUSES
            ],
            "constraintType": "none",
        },
        "estimation": {"type": "none"},
    }


def sprint_bean(call: Call, sprint: Sprint) -> dict[str, Any]:
    """A sprint; dates and a goal that it does not have are left out."""
    return {
        "id": sprint.id,
        "self": url(call, f"sprint/{sprint.id}"),
        "state": sprint.state,
        "name": sprint.name,
        **_date("startDate", sprint.start),
        **_date("endDate", sprint.end),
        **_date("completeDate", sprint.completed),
        "createdDate": iso_timestamp(sprint.created),
        "originBoardId": sprint.board.id,
        **({} if sprint.goal is None else {"goal": sprint.goal}),
    }


def _date(name: str, time: datetime | None) -> dict[str, str]:
    return {name: iso_timestamp(time)} if time else {}


def epic_bean(call: Call, issue: Issue) -> dict[str, Any]:
    """An epic, which is an issue of its own."""
    look = call.state.software.epic(issue)
    return {
        "id": int(issue.id),
        "key": issue.key,
        "self": url(call, f"epic/{issue.id}"),
        "name": look.name,
        "summary": issue.fields["summary"],
        "color": {"key": look.colour},
        "done": look.done,
    }


def agile_issue_bean(call: Call, issue: Issue, requested: Collection[str]) -> dict[str, Any]:
    """An issue with the requested fields, among which are those of Jira Software; by default the navigable ones."""
    wanted = [name for name in requested if not name.startswith("-")]
    names = list(requested) if wanted else ["*navigable", *requested]
    shown = issue_bean(ApiVersion(call.base), call.state.jira, issue, names, call.account_id)
    agile = {name: value for name, value in _agile_fields(call, issue).items() if _is_wanted(name, names)}
    return {**shown, "self": url(call, f"issue/{issue.id}"), "fields": shown["fields"] | agile}


def _is_wanted(name: str, names: Collection[str]) -> bool:
    return f"-{name}" not in names and not {name, "*all", "*navigable"}.isdisjoint(names)


def _agile_fields(call: Call, issue: Issue) -> dict[str, Any]:
    """The fields that Jira Software adds; no issue of the model is flagged."""
    software = call.state.software
    sprint, epic = software.open_sprint_of(issue), software.epic_above(issue)
    closed = [each for each in software.sprints if not each.is_open and issue.key in each.issue_keys]
    return {
        "flagged": False,
        "sprint": sprint_bean(call, sprint) if sprint else None,
        "closedSprints": [sprint_bean(call, each) for each in closed],
        "epic": epic_bean(call, epic) if epic else None,
    }
