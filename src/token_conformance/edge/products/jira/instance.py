"""The Jira instance: server information, configuration, the caller's permissions, and avatars."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, whole_number
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import View, timestamp
from token_conformance.edge.tenant.seed.jira import SEEDED_AT

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

_NAMES = (
    "ARCHIVE_ISSUES,ASSIGNABLE_USER,BULK_CHANGE,CLOSE_ISSUES,CREATE_PROJECT,CREATE_SHARED_OBJECTS,"
    "DELETE_ALL_ATTACHMENTS,DELETE_ALL_COMMENTS,DELETE_ALL_WORKLOGS,DELETE_OWN_ATTACHMENTS,DELETE_OWN_COMMENTS,"
    "DELETE_OWN_WORKLOGS,EDIT_ALL_COMMENTS,EDIT_ALL_WORKLOGS,EDIT_OWN_COMMENTS,EDIT_OWN_WORKLOGS,LINK_ISSUES,"
    "MANAGE_GROUP_FILTER_SUBSCRIPTIONS,MANAGE_SPRINTS_PERMISSION,MANAGE_WATCHERS,MODIFY_REPORTER,MOVE_ISSUES,"
    "RESOLVE_ISSUES,SCHEDULE_ISSUES,SERVICEDESK_AGENT,SET_ISSUE_SECURITY,SYSTEM_ADMIN,UNARCHIVE_ISSUES,"
    "VIEW_AGGREGATED_DATA,VIEW_DEV_TOOLS,VIEW_READONLY_WORKFLOW,VIEW_VOTERS_AND_WATCHERS"
)
NOT_MODELLED = frozenset(_NAMES.split(","))
"""Permissions that Jira has besides; the model does not know who has them."""

_GLOBAL = {
    "BULK_CHANGE",
    "CREATE_PROJECT",
    "CREATE_SHARED_OBJECTS",
    "MANAGE_GROUP_FILTER_SUBSCRIPTIONS",
    "SYSTEM_ADMIN",
}
"""Those of them that are not about a project."""


_MOST_AUDIT_RECORDS = 1000
"""The published limit of one answer of the audit log."""


@honours()
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


@honours()
async def get_configuration(request: Request) -> Response:
    """Answer `GET configuration`."""
    enabled = {"voting", "watching", "unassignedIssues", "issueLinking", "timeTracking", "attachments"}
    options = enabled | {"subTasks"}
    return JSONResponse(
        {f"{option}Enabled": option in enabled for option in sorted(options)}
        | {"timeTrackingConfiguration": View.of(request).jira.settings.time_tracking}
    )


@honours("permissions projectKey projectId issueKey issueId commentId")
async def get_my_permissions(request: Request) -> Response:
    """Answer `GET mypermissions`, also for a project or an issue; an anonymous caller has no permission."""
    keys = requested_fields(request, "permissions")
    if not keys:
        raise ApiError(400, "The 'permissions' query parameter is required.")
    unknown = [name for name in keys if name not in PERMISSIONS]
    if unknown and set(unknown) <= NOT_MODELLED:
        raise NotModelledError(f"The local model does not know the permission {unknown[0]}.")
    if unknown:
        raise ApiError(400, f"Unrecognized permission keys: {', '.join(unknown)}.")
    view = View.of(request)
    if view.account_id is not None:
        _require_target(request, view)
    has = view.account_id is not None
    return JSONResponse({"permissions": {name: _permission_bean(name, has=has) for name in keys}})


def _require_target(request: Request, view: View) -> None:
    """Raise ApiError (404) for a project or an issue that does not exist."""
    query = request.query_params
    if project := query.get("projectKey") or query.get("projectId"):
        view.project_named(project)
    if issue := query.get("issueKey") or query.get("issueId"):
        view.issue_named(issue)


@honours()
async def list_permissions(request: Request) -> Response:
    """Answer `GET permissions`."""
    others = {name: (_kind(name), name.replace("_", " ").title()) for name in sorted(NOT_MODELLED)}
    every = {name: each for name, each in (PERMISSIONS | others).items() if View.of(request).account_id}
    beans = {
        name: {"key": name, "name": title, "type": kind, "description": title} for name, (kind, title) in every.items()
    }
    return JSONResponse({"permissions": beans})


@honours("offset limit filter from to")
async def list_audit_records(request: Request) -> Response:
    """Answer `GET auditing/record`: the tenant keeps no audit log, so it has no records."""
    offset, limit = whole_number(request, "offset", 0), whole_number(request, "limit", _MOST_AUDIT_RECORDS)
    return JSONResponse({"offset": offset, "limit": min(limit, _MOST_AUDIT_RECORDS), "total": 0, "records": []})


def _kind(name: str) -> str:
    return "GLOBAL" if name in _GLOBAL else "PROJECT"


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
