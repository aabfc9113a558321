"""What a caller gets from an operation that was removed (R1) or that is for apps alone (R2)."""

import re

from starlette.responses import Response

from token_conformance.catalogue.states import OperationState, State
from token_conformance.edge.access import refusals
from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.family import KNOWN_GRADES
from token_conformance.edge.not_modelled import status_only, unknown_answer
from token_conformance.model.cell import UrlForm

_REMOVED = (
    "The requested API has been removed. Please migrate to the {successor} API. A full migration guideline is available"
    " at https://developer.atlassian.com/changelog/#{notice}"
)
_WORDS = "JSON errorMessages: "
"""What stands before the words of a body that are known, each of them."""

_NOTICE = re.compile(r"CHANGE-\d+")
_UNPUBLISHED = "Atlassian publishes it no more, and nobody has published what it answers"


def answer_of_state(state: OperationState, method: str, path: str, caller: Caller) -> Response | None:
    """The answer if nobody, or an app alone, may still call the operation; None if a product answers as always."""
    if state.state is State.GONE:
        return _gone(state, method, path, caller)
    if state.state is State.APP_ONLY:
        return _app_only(state, method, path, caller)
    return None


def answer_without_operation(state: OperationState, method: str, path: str, caller: Caller) -> Response:
    """The answer for a request whose operation left the document."""
    return answer_of_state(state, method, path, caller) or unknown_answer(method, path, _UNPUBLISHED)


def _gone(state: OperationState, method: str, path: str, caller: Caller) -> Response:
    """R1: the status is known for the unscoped token at the site alone; a claim is not enough to answer.

    The product refuses a parameter: it is inferred that it does so for every caller who is let in.
    """
    is_asked = (caller.kind == "unscoped" and caller.form is UrlForm.SITE) or (state.query and caller.is_known)
    is_known = is_asked and state.evidence.grade in KNOWN_GRADES
    if not (is_known and state.status):
        with_query = f"with {state.query} " if state.query else ""
        since = f" since {state.since}" if state.since else ""
        why = f"{with_query}it is gone{since} ({state.evidence.grade}), and nobody has published this answer"
        return unknown_answer(method, path, why)
    if state.body.startswith(_WORDS):
        return refusals.removed(state.body.removeprefix(_WORDS), state.status)
    notice = _NOTICE.search(state.body)
    if notice is None:
        return status_only("R1", state.status, method, path, str(state.evidence.grade))
    message = _REMOVED.format(successor=state.successor.rpartition(" ")[2], notice=notice[0])
    return refusals.removed(message, state.status)


def _app_only(state: OperationState, method: str, path: str, caller: Caller) -> Response:
    """R2: a known caller is refused with the status that is documented or reported."""
    if caller.is_known and state.status and state.evidence.grade in KNOWN_GRADES:
        return status_only("R2", state.status, method, path, f"{state.evidence.grade}: it is for {state.for_whom}")
    return unknown_answer(method, path, f"it is for {state.for_whom}, and nobody has published what others get")
