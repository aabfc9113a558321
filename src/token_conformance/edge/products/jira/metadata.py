"""What administrators set up: fields, issue types, priorities, statuses."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.jira.instance_bean import (
    category_bean,
    issue_type_bean,
    priority_bean,
    resolution_bean,
    status_bean,
)
from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.state.priority import PRIORITIES
from token_conformance.edge.state.project import ISSUE_TYPES
from token_conformance.edge.state.workflow import RESOLVED, STATUSES, StatusCategory

FIELDS = {
    "summary": ("Summary", "string"),
    "description": ("Description", "string"),
    "environment": ("Environment", "string"),
    "issuetype": ("Issue Type", "issuetype"),
    "project": ("Project", "project"),
    "priority": ("Priority", "priority"),
    "status": ("Status", "status"),
    "resolution": ("Resolution", "resolution"),
    "assignee": ("Assignee", "user"),
    "reporter": ("Reporter", "user"),
    "creator": ("Creator", "user"),
    "labels": ("Labels", "array"),
    "components": ("Components", "array"),
    "versions": ("Affects versions", "array"),
    "fixVersions": ("Fix versions", "array"),
    "duedate": ("Due date", "date"),
    "created": ("Created", "datetime"),
    "updated": ("Updated", "datetime"),
    "timespent": ("Time Spent", "number"),
    "issuelinks": ("Linked Issues", "array"),
    "subtasks": ("Sub-tasks", "array"),
    "attachment": ("Attachment", "array"),
    "comment": ("Comment", "comments-page"),
    "worklog": ("Log Work", "array"),
}
"""Every field that an issue shows, with its name and the type of its value."""

_ITEMS = {
    "labels": "string",
    "components": "component",
    "versions": "version",
    "fixVersions": "version",
    "issuelinks": "issuelinks",
    "subtasks": "issuelinks",
    "attachment": "attachment",
    "worklog": "worklog",
}


async def list_fields(request: Request) -> Response:
    """Answer `GET field`."""
    return JSONResponse([_field_bean(name) for name in View.of(request).listed(FIELDS)])


async def list_issue_types(request: Request) -> Response:
    """Answer `GET issuetype`."""
    show = Representation.of(request)
    return JSONResponse([issue_type_bean(show, each) for each in View.of(request).listed(ISSUE_TYPES)])


async def get_issue_type(request: Request) -> Response:
    """Answer `GET issuetype/{id}`."""
    issue_type = View.of(request).with_id("Issue type", ISSUE_TYPES, request.path_params["id"])
    return JSONResponse(issue_type_bean(Representation.of(request), issue_type))


async def list_priorities(request: Request) -> Response:
    """Answer `GET priority`."""
    show = Representation.of(request)
    return JSONResponse([priority_bean(show, each) for each in View.of(request).listed(PRIORITIES)])


async def get_priority(request: Request) -> Response:
    """Answer `GET priority/{id}`."""
    priority = View.of(request).with_id("Priority", PRIORITIES, request.path_params["id"])
    return JSONResponse(priority_bean(Representation.of(request), priority))


async def list_statuses(request: Request) -> Response:
    """Answer `GET status`."""
    show = Representation.of(request)
    return JSONResponse([status_bean(show, each) for each in View.of(request).listed(STATUSES)])


async def get_status(request: Request) -> Response:
    """Answer `GET status/{idOrName}`."""
    wanted = request.path_params["idOrName"]
    status = next((status for status in STATUSES if wanted in {status.id, status.name}), None)
    shown = View.of(request).named("Status", status)
    return JSONResponse(status_bean(Representation.of(request), shown))


async def get_status_category(request: Request) -> Response:
    """Answer `GET statuscategory/{idOrKey}`."""
    wanted = request.path_params["idOrKey"]
    category = next((each for each in StatusCategory if wanted in map(str, each.value[:2])), None)
    shown = View.of(request).named("Status category", category)
    return JSONResponse(category_bean(Representation.of(request), shown))


async def get_resolution(request: Request) -> Response:
    """Answer `GET resolution/{id}`."""
    resolution = View.of(request).with_id("Resolution", [RESOLVED], request.path_params["id"])
    return JSONResponse(resolution_bean(Representation.of(request), resolution))


def _field_bean(name: str) -> dict[str, Any]:
    title, kind = FIELDS[name]
    items = {"items": _ITEMS[name]} if kind == "array" else {}
    return {
        "id": name,
        "key": name,
        "name": title,
        "custom": False,
        "orderable": True,
        "navigable": True,
        "searchable": True,
        "clauseNames": [name],
        "schema": {"type": kind, **items, "system": name},
    }
