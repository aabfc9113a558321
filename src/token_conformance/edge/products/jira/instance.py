"""The instance as a whole: what it is, how it is set up, what the caller may do."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.call import Call
from token_conformance.edge.products.jira.representation import time
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.products.refusal import Refusal
from token_conformance.edge.state.jira_seed import SEEDED_AT

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
"""The permissions that the tenant knows, with their type and name; whoever has an account has all of them."""

AVATAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'


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
            "buildDate": time(SEEDED_AT),
            "serverTime": time(SEEDED_AT),
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
    """Answer `GET mypermissions`; a stranger has none."""
    asked = request.query_params.get("permissions", "")
    if not asked:
        raise Refusal(400, "The 'permissions' query parameter is required.")
    unknown = [name for name in asked.split(",") if name not in PERMISSIONS]
    if unknown:
        raise Refusal(400, f"Unrecognized permission keys: {', '.join(unknown)}.")
    has = bool(View.of(request).account_id)
    return JSONResponse({"permissions": {name: _permission_bean(name, has=has) for name in asked.split(",")}})


async def get_avatar(request: Request) -> Response:
    """Answer `GET universal_avatar/view/type/{type}/avatar/{id}` with the one picture of all."""
    return Response(View.of(request).named("Avatar", AVATAR), media_type="image/svg+xml")


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
