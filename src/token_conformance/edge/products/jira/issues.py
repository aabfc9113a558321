"""Issues: create, get, edit, delete and transition; an idea of Jira Product Discovery is an issue of its project."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.jira.answers import InvalidFieldsError
from token_conformance.edge.products.jira.beans import transition_bean
from token_conformance.edge.products.jira.field_input import Change, FieldInput
from token_conformance.edge.products.jira.issue_bean import issue_bean, requested_fields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import TRANSITIONS, Project, Transition

REQUIRED = {
    "summary": "You must specify a summary of the issue.",
    "issuetype": "Specify an issue type",
}
"""The fields that a new issue needs besides a project, with Jira's message for each that is missing."""


async def create_issue(request: Request) -> Response:
    """Answer `POST issue`."""
    view, api = View.of(request), ApiVersion.of(request)
    author = view.require_account("You do not have permission to create issues in this project.")
    body = await json_object(request)
    if body.get("update"):
        raise InvalidFieldsError({"update": "The local model makes issues of 'fields' alone."})
    fields = dict(body["fields"]) if isinstance(body.get("fields"), dict) else {}
    project = _project(view, fields.pop("project", None))
    missing = {name: message for name, message in REQUIRED.items() if name not in fields}
    if missing:
        raise InvalidFieldsError(missing)
    issue = view.jira.create_issue(project.key, FieldInput(api, view, project).read(fields), author)
    return JSONResponse({"id": issue.id, "key": issue.key, "self": api.url(f"issue/{issue.id}")}, 201)


async def get_issue(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}` with all fields, or the requested ones."""
    view = View.of(request)
    fields = requested_fields(request)
    return JSONResponse(issue_bean(ApiVersion.of(request), view.jira, view.issue(request), fields))


async def edit_issue(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}`; it returns the edited issue if `returnIssue` is true."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    change = Change.of(await json_object(request), issue, FieldInput(api, view, issue.project))
    change.apply(view.jira, issue, view.require_account("You do not have permission to edit this issue."))
    if request.query_params.get("returnIssue") == "true":
        return JSONResponse(issue_bean(api, view.jira, issue))
    return no_content()


async def delete_issue(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}`."""
    view = View.of(request)
    view.jira.delete_issue(view.issue(request))
    return no_content()


def _project(view: View, reference: Any) -> Project:
    """The project that `{"key": ...}` or `{"id": ...}` names. Raises InvalidFieldsError."""
    wanted = reference if isinstance(reference, dict) else {}
    project = view.jira.project(str(wanted.get("key", wanted.get("id", ""))))
    if project is None:
        raise InvalidFieldsError({"project": "Specify a valid project ID or key"})
    return project


async def list_transitions(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/transitions`: all transitions, or the one with `transitionId`."""
    View.of(request).issue(request)
    api, wanted = ApiVersion.of(request), request.query_params.get("transitionId")
    found = [transition_bean(api, each) for each in TRANSITIONS if wanted in {None, each.id}]
    return JSONResponse({"expand": "transitions", "transitions": found})


async def do_transition(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/transitions`, which may also change fields and add comments."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    body = await json_object(request)
    transition = _transition(body.get("transition"))
    change = Change.of(body, issue, FieldInput(api, view, issue.project))
    change.apply(view.jira, issue, view.require_account("You do not have permission to transition this issue."))
    view.jira.transition(issue, transition.to)
    return no_content()


def _transition(reference: Any) -> Transition:
    """The transition that `{"id": ...}` names. Raises ApiError (400)."""
    if not isinstance(reference, dict) or "id" not in reference:
        raise ApiError(400, "Missing 'transition' identifier")
    wanted = str(reference["id"])
    found = next((transition for transition in TRANSITIONS if transition.id == wanted), None)
    if found is None:
        raise ApiError(400, f"Transition id '{wanted}' is not valid for this issue.")
    return found
