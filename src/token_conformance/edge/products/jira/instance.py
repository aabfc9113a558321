"""The Jira instance: server information, configuration, permissions, fields, issue types, priorities and statuses."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.jira.beans import (
    category_bean,
    issue_type_bean,
    priority_bean,
    resolution_bean,
    status_bean,
)
from token_conformance.edge.products.jira.view import ApiVersion, View, timestamp
from token_conformance.edge.tenant.project import ISSUE_TYPES, PRIORITIES, RESOLVED, STATUSES, StatusCategory
from token_conformance.edge.tenant.seed import SEEDED_AT

PERMISSIONS = {
    "ADMINISTER": ("GLOBAL", "Administer Jira"),
    "BROWSE_PROJECTS": ("PROJECT", "Browse Projects"),
    "CREATE_ISSUES": ("PROJECT", "Create Issues"),
    "EDIT_ISSUES": ("PROJECT", "Edit Issues"),
    "DELETE_ISSUES": ("PROJECT", "Delete Issues"),
    "ASSIGN_ISSUES": ("PROJECT", "Assign Issues"),
    "TRANSITION_ISSUES": ("PROJECT", "Transition Issues"),
    "ADD_COMMENTS": ("PROJECT", "Add Comments"),
    "CREATE_ATTACHMENTS": ("PROJECT", "Create Attachments"),
    "WORK_ON_ISSUES": ("PROJECT", "Work On Issues"),
    "ADMINISTER_PROJECTS": ("PROJECT", "Administer Projects"),
    "USER_PICKER": ("GLOBAL", "Browse Users"),
}
"""The permissions of the local model, with their type and name; every account has all of them."""

AVATAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
"""The picture of every avatar."""

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
"""Every field of an issue, with its name and the type of its value."""

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


async def get_server_info(request: Request) -> Response:
    """Answer `GET serverInfo`, to anyone."""
    site = Call.of(request).site
    return JSONResponse(
        {
            "baseUrl": site,
            "displayUrl": site,
            "version": "1001.0.0-SNAPSHOT",
            "versionNumbers": [1001, 0, 0],
            "deploymentType": "Cloud",
            "buildNumber": 100000,
            "buildDate": timestamp(SEEDED_AT),
            "serverTime": timestamp(SEEDED_AT),
            "scmInfo": "local-model",
            "serverTitle": "Jira",
            "defaultLocale": {"locale": "en_US"},
        }
    )


async def get_configuration(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET configuration`."""
    enabled = {"voting", "watching", "unassignedIssues", "issueLinking", "timeTracking", "attachments"}
    options = enabled | {"subTasks"}
    return JSONResponse(
        {f"{option}Enabled": option in enabled for option in sorted(options)}
        | {
            "timeTrackingConfiguration": {
                "workingHoursPerDay": 8.0,
                "workingDaysPerWeek": 5.0,
                "timeFormat": "pretty",
                "defaultUnit": "minute",
            }
        }
    )


async def get_my_permissions(request: Request) -> Response:
    """Answer `GET mypermissions`; an anonymous caller has no permission."""
    keys = request.query_params.get("permissions", "")
    if not keys:
        raise ApiError(400, "The 'permissions' query parameter is required.")
    unknown = [name for name in keys.split(",") if name not in PERMISSIONS]
    if unknown:
        raise ApiError(400, f"Unrecognized permission keys: {', '.join(unknown)}.")
    has = bool(View.of(request).account_id)
    return JSONResponse({"permissions": {name: _permission_bean(name, has=has) for name in keys.split(",")}})


async def get_avatar(request: Request) -> Response:
    """Answer `GET universal_avatar/view/type/{type}/avatar/{id}` with the same picture for every avatar."""
    return Response(View.of(request).require("Avatar", AVATAR), media_type="image/svg+xml")


async def list_fields(request: Request) -> Response:
    """Answer `GET field`."""
    return JSONResponse([_field_bean(name) for name in View.of(request).visible(FIELDS)])


async def list_issue_types(request: Request) -> Response:
    """Answer `GET issuetype`."""
    api = ApiVersion.of(request)
    return JSONResponse([issue_type_bean(api, each) for each in View.of(request).visible(ISSUE_TYPES)])


async def get_issue_type(request: Request) -> Response:
    """Answer `GET issuetype/{id}`."""
    issue_type = View.of(request).require_by_id("Issue type", ISSUE_TYPES, request.path_params["id"])
    return JSONResponse(issue_type_bean(ApiVersion.of(request), issue_type))


async def list_priorities(request: Request) -> Response:
    """Answer `GET priority`."""
    api = ApiVersion.of(request)
    return JSONResponse([priority_bean(api, each) for each in View.of(request).visible(PRIORITIES)])


async def get_priority(request: Request) -> Response:
    """Answer `GET priority/{id}`."""
    priority = View.of(request).require_by_id("Priority", PRIORITIES, request.path_params["id"])
    return JSONResponse(priority_bean(ApiVersion.of(request), priority))


async def list_statuses(request: Request) -> Response:
    """Answer `GET status`."""
    api = ApiVersion.of(request)
    return JSONResponse([status_bean(api, each) for each in View.of(request).visible(STATUSES)])


async def get_status(request: Request) -> Response:
    """Answer `GET status/{idOrName}`."""
    wanted = request.path_params["idOrName"]
    status = next((status for status in STATUSES if wanted in {status.id, status.name}), None)
    shown = View.of(request).require("Status", status)
    return JSONResponse(status_bean(ApiVersion.of(request), shown))


async def get_status_category(request: Request) -> Response:
    """Answer `GET statuscategory/{idOrKey}`."""
    wanted = request.path_params["idOrKey"]
    category = next((each for each in StatusCategory if wanted in map(str, each.value[:2])), None)
    shown = View.of(request).require("Status category", category)
    return JSONResponse(category_bean(ApiVersion.of(request), shown))


async def get_resolution(request: Request) -> Response:
    """Answer `GET resolution/{id}`."""
    resolution = View.of(request).require_by_id("Resolution", [RESOLVED], request.path_params["id"])
    return JSONResponse(resolution_bean(ApiVersion.of(request), resolution))


def _permission_bean(name: str, *, has: bool) -> dict[str, Any]:
    kind, title = PERMISSIONS[name]
    number = str(list(PERMISSIONS).index(name))
    return {
        "id": number,
        "key": name,
        "name": title,
        "type": kind,
        "description": title,
        "havePermission": has,
    }


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
