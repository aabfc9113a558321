"""What happens on a request: its comments, statuses, transitions and participants; no desk sets goals or approvals."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, no_content
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira_service_management import beans
from token_conformance.edge.products.jira_service_management.pages import accounts_in, page_of, request_of, with_id
from token_conformance.edge.tenant.adf import Document, document
from token_conformance.edge.tenant.issue import Comment
from token_conformance.edge.tenant.project import TRANSITIONS, Transition
from token_conformance.edge.tenant.service_desk import CustomerRequest


@honours("public internal start limit")
async def list_comments(request: Request) -> Response:
    """List the comments of a request; all of them are public."""
    found = request_of(request)
    comments = found.issue.comments if request.query_params.get("public", "true").lower() == "true" else []
    return page_of(request, comments, lambda call, comment: beans.comment_bean(call, found, comment))


@honours()
async def get_comment(request: Request) -> Response:
    """Get a comment of a request."""
    found = request_of(request)
    return _comment(request, found, with_id(found.issue.comments, request.path_params["commentId"], "comment"))


@honours(body={"body": str, "public": bool})
async def add_comment(request: Request) -> Response:
    """Add a public comment to a request."""
    found, body = request_of(request), await json_object(request)
    text = _text(body)
    if "public" not in body:
        raise ApiError(400, "'public' is required in the request's body: true or false.")
    if not body["public"]:
        return not_modelled("The local model does not know internal comments (public=false).")
    comment = Call.of(request).state.jira.add_comment(found.issue, caller(request), text)
    return _comment(request, found, comment, 201)


@honours("start limit")
async def list_statuses(request: Request) -> Response:
    """List the statuses that a request had, the current one first."""
    return page_of(request, request_of(request).statuses, beans.status_bean)


@honours("start limit")
async def list_transitions(request: Request) -> Response:
    """List the transitions that the caller can perform on a request."""
    request_of(request)
    return page_of(request, TRANSITIONS, beans.transition_bean)


@honours(body={"id": ID, "additionalComment": {"body": str}})
async def do_transition(request: Request) -> Response:
    """Perform a transition, with a comment if the body has one."""
    found, body, jira = request_of(request), await json_object(request), Call.of(request).state.jira
    transition, comment = _transition(str(member(body, "id"))), body.get("additionalComment")
    text = _text(comment) if comment else None
    jira.transition(found.issue, transition.to)
    if text:
        jira.add_comment(found.issue, caller(request), text)
    return no_content()


@honours("start limit")
async def list_nothing(request: Request) -> Response:
    """List the service level agreements or the approvals of a request: there are none."""
    request_of(request)
    return page_of(request, [], lambda _, each: each)


@honours("start limit")
async def list_participants(request: Request) -> Response:
    """List those who participate in a request."""
    return _participants(request, request_of(request))


@honours(body={"accountIds": [str]})
async def add_participants(request: Request) -> Response:
    """Let accounts participate in a request."""
    found = request_of(request)
    added = accounts_in(request, await json_object(request))
    found.participants.extend(each for each in dict.fromkeys(added) if each not in found.participants)
    return _participants(request, found)


@honours(body={"accountIds": [str]})
async def remove_participants(request: Request) -> Response:
    """Let accounts no longer participate in a request."""
    found = request_of(request)
    removed = set(accounts_in(request, await json_object(request)))
    if not removed <= set(found.participants):
        raise ApiError(400, "Only participants of the request can be removed.")
    found.participants[:] = [each for each in found.participants if each not in removed]
    return _participants(request, found)


def _participants(request: Request, found: CustomerRequest) -> Response:
    users = Call.of(request).state.jira.users
    return page_of(request, [users[account_id] for account_id in found.participants], beans.customer_bean)


def _comment(request: Request, found: CustomerRequest, comment: Comment, status: int = 200) -> Response:
    return JSONResponse(beans.comment_bean(Call.of(request), found, comment), status)


def _text(comment: dict[str, str]) -> Document:
    """The `body` of a comment. Raises ApiError (400)."""
    text = comment.get("body", "")
    if not text.strip():
        raise ApiError(400, "'body' is required: the text of the comment.")
    return document(text)


def _transition(wanted: str) -> Transition:
    """The transition with this id. Raises ApiError (400)."""
    for transition in TRANSITIONS:
        if transition.id == wanted:
            return transition
    raise ApiError(400, f"Transition id '{wanted}' is not valid for this request.")
