"""Transitions: which an issue can take, and taking one."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.answers import no_content
from token_conformance.edge.products.jira.change import Change
from token_conformance.edge.products.jira.field_input import FieldInput
from token_conformance.edge.products.jira.instance_bean import transition_bean
from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.products.refusal import Refusal, json_object
from token_conformance.edge.state.workflow import TRANSITIONS, Transition


async def list_transitions(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/transitions`: all of the workflow, or the one with `transitionId`."""
    View.of(request).issue(request)
    show, wanted = Representation.of(request), request.query_params.get("transitionId")
    found = [transition_bean(show, each) for each in TRANSITIONS if wanted in {None, each.id}]
    return JSONResponse({"expand": "transitions", "transitions": found})


async def do_transition(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/transitions`, which may change fields and add comments on the way."""
    view, show = View.of(request), Representation.of(request)
    issue = view.issue(request)
    body = await json_object(request)
    transition = _transition(body.get("transition"))
    change = Change.of(body, issue, FieldInput(show, view, issue.project))
    change.apply(view.jira, issue, view.author("You do not have permission to transition this issue."))
    view.jira.transition(issue, transition.to)
    return no_content()


def _transition(reference: Any) -> Transition:
    """The transition that `{"id": ...}` means. Raises Refusal (400)."""
    if not isinstance(reference, dict) or "id" not in reference:
        raise Refusal(400, "Missing 'transition' identifier")
    wanted = str(reference["id"])
    found = next((transition for transition in TRANSITIONS if transition.id == wanted), None)
    if found is None:
        raise Refusal(400, f"Transition id '{wanted}' is not valid for this issue.")
    return found
