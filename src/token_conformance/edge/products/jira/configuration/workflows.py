"""The only workflow of the tenant, its scheme, and the statuses in it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.configuration.listing import Bean, find, nothing, one, pages, unchanged
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View, timestamp
from token_conformance.edge.tenant.project import STATUSES, TRANSITIONS, Status, StatusCategory
from token_conformance.edge.tenant.seed.jira import SEEDED_AT

SCHEME = 10000
WORKFLOW_ID = "00000000-f10e-4000-8000-000000000001"
_NAME = "Workflow of the tenant"
_CATEGORIES = {
    StatusCategory.TO_DO: "TODO",
    StatusCategory.IN_PROGRESS: "IN_PROGRESS",
    StatusCategory.DONE: "DONE",
}
_GLOBAL = {"type": "GLOBAL"}


def _workflows(request: Request) -> list[Bean]:
    """The workflow, with its transitions only if they are wanted; it is active, and of no project alone."""
    query = request.query_params
    if query.get("isActive") == "false" or query.get("scope", "GLOBAL") != "GLOBAL":
        return []
    project = query.get("projectId")
    if project is not None and View.of(request).jira.project(project) is None:
        return []
    wanted = "values.transitions" in requested_fields(request, "expand")
    return [
        {
            "id": WORKFLOW_ID,
            "name": _NAME,
            "description": "",
            "scope": _GLOBAL,
            "isEditable": True,
            "created": timestamp(SEEDED_AT),
            "updated": timestamp(SEEDED_AT),
            "version": {"id": WORKFLOW_ID, "versionNumber": 1},
            "statuses": [{"statusReference": status.id, "deprecated": False, "properties": {}} for status in STATUSES],
            "transitions": _transitions() if wanted else [],
        }
    ]


def _transitions() -> list[Bean]:
    """The transitions; each leads from every status to one, and the first one starts the workflow."""
    first = {"id": "1", "type": "INITIAL", "name": "Create", "toStatusReference": STATUSES[0].id}
    others = [
        {"id": each.id, "type": "GLOBAL", "name": each.to.name, "toStatusReference": each.to.id} for each in TRANSITIONS
    ]
    common: dict[str, Any] = {"description": "", "actions": [], "validators": [], "triggers": [], "properties": {}}
    return [{**each, **common, "links": []} for each in [first, *others]]


def _schemes(request: Request) -> list[Bean]:
    return [
        {
            "id": SCHEME,
            "name": "Default Workflow Scheme",
            "description": "",
            "defaultWorkflow": _NAME,
            "issueTypeMappings": {},
            "self": ApiVersion.of(request).url(f"workflowscheme/{SCHEME}"),
        }
    ]


def _statuses(request: Request) -> list[Bean]:
    """The statuses that the query finds; all of them are of the tenant, and not of a project alone."""
    query = request.query_params
    category, text = query.get("statusCategory"), query.get("searchString", "").casefold()
    return [
        _status_bean(status)
        for status in STATUSES
        if category in {None, _CATEGORIES[status.category]} and text in status.name.casefold()
    ]


def every_status(_: Request) -> list[Bean]:
    """All statuses."""
    return [_status_bean(status) for status in STATUSES]


def _status_bean(status: Status) -> Bean:
    return {
        "id": status.id,
        "name": status.name,
        "statusCategory": _CATEGORIES[status.category],
        "scope": _GLOBAL,
        "description": "",
        "usages": [],
        "workflowUsages": [],
    }


@honours("projectId")
async def list_schemes_of_projects(request: Request) -> Response:
    """Answer `GET workflowscheme/project`: the scheme with the wanted projects, all of which use it."""
    wanted = request.query_params.getlist("projectId")
    ids = [each.id for each in View.of(request).jira.projects.values() if each.id in wanted]
    scheme = _schemes(request)[0]
    return JSONResponse({"values": [{"projectIds": ids, "workflowScheme": scheme}] if ids else []})


@honours()
async def get_draft(request: Request) -> Response:
    """Answer `GET workflowscheme/{id}/draft`, and `POST workflowscheme/{id}/draft/publish`: there is no draft."""
    find(request, "Workflow scheme", _schemes)
    raise not_found("The draft of the workflow scheme")


HANDLERS = {
    "GET workflows/search": pages(_workflows, "queryString orderBy isActive scope projectId", "values.transitions"),
    "DELETE workflow/{entityId}": unchanged("Workflow", _workflows, "entityId"),
    "GET workflowscheme": pages(_schemes, ""),
    "GET workflowscheme/project": list_schemes_of_projects,
    "GET workflowscheme/{id}": one("Workflow scheme", _schemes),
    "DELETE workflowscheme/{id}": unchanged("Workflow scheme", _schemes),
    "GET workflowscheme/{id}/draft": get_draft,
    "POST workflowscheme/{id}/draft/publish": unchanged("Draft", nothing),
    "GET statuses/search": pages(_statuses, "statusCategory searchString includeGlobalStatuses"),
}
