"""Epics and single issues: get and change an epic, its issues, and the rank of issues and epics."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira_software.beans import agile_issue_bean, epic_bean
from token_conformance.edge.products.jira_software.lookup import (
    MOVED,
    epic_of,
    issue_of,
    issues_in,
    rank_target,
    software_of,
)

COLOURS = tuple(f"color_{number}" for number in range(1, 15))
"""The colours of an epic, by the names in the API."""


@honours("fields updateHistory")
async def get_issue(request: Request) -> Response:
    """Get an issue with the fields of Jira Software; no answer shows the history that `updateHistory` changes."""
    return JSONResponse(agile_issue_bean(Call.of(request), issue_of(request), requested_fields(request)))


@honours(body=MOVED)
async def rank_issues(request: Request) -> Response:
    """Move issues before or after another one."""
    software, body = software_of(request), await json_object(request)
    issues, target = issues_in(software, body), rank_target(software, body)
    if target is None:
        raise ApiError(400, "One of 'rankBeforeIssue' and 'rankAfterIssue' is required in the request's body.")
    software.rank(issues, target[0], after=target[1])
    return no_content()


@honours()
async def get_epic(request: Request) -> Response:
    """Get an epic."""
    return JSONResponse(epic_bean(Call.of(request), epic_of(request)))


@honours(body={"name": str, "summary": str, "done": bool, "color": ({"key": str}, str)})
async def update_epic(request: Request) -> Response:
    """Change some members of an epic."""
    software, epic, body = software_of(request), epic_of(request), await json_object(request)
    look = software.epic(epic)
    name, summary, colour, done = _members(body)
    look.name = look.name if name is None else name
    look.colour = look.colour if colour is None else colour
    look.done = look.done if done is None else done
    if summary is not None:
        software.jira.edit(epic, {"summary": summary})
    return JSONResponse(epic_bean(Call.of(request), epic))


@honours(body={"rankBeforeEpic": str, "rankAfterEpic": str})
async def rank_epic(request: Request) -> Response:
    """Move an epic before or after another one."""
    software, epic, body = software_of(request), epic_of(request), await json_object(request)
    target = rank_target(software, body, "Epic")
    if target is None:
        raise ApiError(400, "One of 'rankBeforeEpic' and 'rankAfterEpic' is required in the request's body.")
    software.rank([epic], target[0], after=target[1])
    return no_content()


@honours(body={"issues": [str]})
async def move_to_epic(request: Request) -> Response:
    """Make issues belong to an epic, and to no other."""
    software, epic = software_of(request), epic_of(request)
    for issue in issues_in(software, await json_object(request)):
        software.jira.edit(issue, {"parent": epic.id})
    return no_content()


@honours(body={"issues": [str]})
async def remove_from_epics(request: Request) -> Response:
    """Make issues belong to no epic."""
    software = software_of(request)
    for issue in issues_in(software, await json_object(request)):
        software.jira.edit(issue, {"parent": None})
    return no_content()


def _members(body: dict[str, Any]) -> tuple[str | None, str | None, str | None, bool | None]:
    """The name, summary, colour and `done` of a body, None for each that it lacks. Raises ApiError (400)."""
    colour = body.get("color")
    key = colour.get("key") if isinstance(colour, dict) else colour
    if key is not None and key not in COLOURS:
        raise ApiError(400, f"The 'key' of 'color' must be one of {COLOURS[0]} to {COLOURS[-1]}.")
    for name in ("name", "summary"):
        if body.get(name) == "":
            raise ApiError(400, f"'{name}' must not be empty.")
    return body.get("name"), body.get("summary"), key, body.get("done")
