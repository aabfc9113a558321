"""Issues: create, get, edit, delete and transition; an idea of Jira Product Discovery is an issue of its project."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, refuse_members
from token_conformance.edge.products.jira.beans import transition_bean
from token_conformance.edge.products.jira.expansion import HONOURED, Wanted
from token_conformance.edge.products.jira.field_input import Change, FieldInput
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import (
    RESOLUTIONS,
    RESOLVED,
    TRANSITIONS,
    Project,
    Resolution,
    StatusCategory,
    Transition,
)

REQUIRED = {
    "summary": "You must specify a summary of the issue.",
    "issuetype": "Specify an issue type",
}
"""The fields that a new issue needs besides a project, with Jira's message for each that is missing."""

NOT_ALLOWED = "You do not have permission to create issues in this project."

ISSUE: dict[str, Shape] = {
    "fields": dict,
    "update": {"*": [dict]},
    "properties": [{"key": str, "value": object}],
    "transition": {"id": ID},
}
"""What a body has of an issue; the fields are read one by one, so that all wrong ones are named at once."""


@honours("updateHistory", body=ISSUE)
async def create_issue(request: Request) -> Response:
    """Answer `POST issue`."""
    view = View.of(request)
    author = view.require_account(NOT_ALLOWED)
    return JSONResponse(create(request, author, await json_object(request)), 201)


def create(request: Request, author: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Create the issue that a body describes, and name it. Raises ApiError (400)."""
    view, api = View.of(request), ApiVersion.of(request)
    refuse_members(body, "update transition")
    fields = dict(body.get("fields", {}))
    project = _project(view, fields.pop("project", None))
    missing = {name: message for name, message in REQUIRED.items() if name not in fields}
    if missing:
        raise InvalidFieldsError(missing)
    reader = FieldInput(api, view, project)
    change = Change.of({**body, "fields": fields}, None, reader)
    issue = view.jira.create_issue(project.key, change.fields, author)
    issue.properties.update(change.properties)
    return {"id": issue.id, "key": issue.key, "self": api.url(f"issue/{issue.id}")}


@honours("fields fieldsByKeys properties updateHistory failFast", expand=HONOURED)
async def get_issue(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}` with all fields, or the requested ones."""
    view = View.of(request)
    return JSONResponse(_wanted(request).bean(ApiVersion.of(request), view, view.issue(request)))


@honours("notifyUsers overrideEditableFlag overrideScreenSecurity returnIssue", expand=HONOURED, body=ISSUE)
async def edit_issue(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}`; it returns the edited issue if `returnIssue` is true."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    body = await json_object(request)
    refuse_members(body, "transition")
    change = Change.of(body, issue, FieldInput(api, view, issue.project))
    change.apply(view.jira, issue, view.require_account("You do not have permission to edit this issue."))
    if request.query_params.get("returnIssue") == "true":
        return JSONResponse(_wanted(request).bean(api, view, issue))
    return no_content()


@honours("deleteSubtasks")
async def delete_issue(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}`; no issue of the tenant has subtasks."""
    view = View.of(request)
    view.jira.delete_issue(view.issue(request))
    return no_content()


def _wanted(request: Request) -> Wanted:
    names = (requested_fields(request, name) for name in ("fields", "expand", "properties"))
    return Wanted(*names)


def _project(view: View, reference: Any) -> Project:
    """The project that `{"key": ...}` or `{"id": ...}` names. Raises InvalidFieldsError."""
    wanted = reference if isinstance(reference, dict) else {}
    project = view.jira.project(str(wanted.get("key", wanted.get("id", ""))))
    if project is None:
        raise InvalidFieldsError({"project": "Specify a valid project ID or key"})
    return project


@honours(
    "transitionId sortByOpsBarAndStatus includeUnavailableTransitions skipRemoteOnlyCondition",
    expand="transitions.fields",
)
async def list_transitions(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/transitions`: all transitions, or the one with `transitionId`.

    All are always available, and none has a screen.
    """
    View.of(request).issue(request)
    api, wanted = ApiVersion.of(request), request.query_params.get("transitionId")
    fields: dict[str, Any] = {"fields": {}} if "transitions.fields" in requested_fields(request, "expand") else {}
    found = [transition_bean(api, each) | fields for each in TRANSITIONS if wanted in {None, each.id}]
    return JSONResponse({"expand": "transitions", "transitions": found})


@honours(body=ISSUE)
async def do_transition(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/transitions`, which may also change fields and add comments."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    body = await json_object(request)
    transition = _transition(body.get("transition", {}))
    fields = dict(body.get("fields", {}))
    resolution = _resolution(fields.pop("resolution", None), transition)
    change = Change.of({**body, "fields": fields}, issue, FieldInput(api, view, issue.project))
    author = view.require_account("You do not have permission to transition this issue.")
    change.apply(view.jira, issue, author)
    view.jira.transition(issue, transition.to, author, resolution)
    return no_content()


def _resolution(reference: Any, transition: Transition) -> Resolution:
    """The resolution that a transition to a status of the category Done sets. Raises InvalidFieldsError."""
    if reference is None:
        return RESOLVED
    names = {reference.get("name"), str(reference.get("id"))} if isinstance(reference, dict) else set()
    found = next((each for each in RESOLUTIONS if names & {each.name, each.id}), None)
    if found is None or transition.to.category is not StatusCategory.DONE:
        message = "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown."
        raise InvalidFieldsError({"resolution": message})
    return found


def _transition(reference: Mapping[str, Any]) -> Transition:
    """The transition that `{"id": ...}` names. Raises ApiError (400)."""
    if "id" not in reference:
        raise ApiError(400, "Missing 'transition' identifier")
    wanted = str(reference["id"])
    found = next((transition for transition in TRANSITIONS if transition.id == wanted), None)
    if found is None:
        raise ApiError(400, f"Transition id '{wanted}' is not valid for this issue.")
    return found
