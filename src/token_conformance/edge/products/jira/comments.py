"""Comments on an issue: list, one, add."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.answers import InvalidFields
from token_conformance.edge.products.jira.activity_bean import comment_bean
from token_conformance.edge.products.jira.paging import Window
from token_conformance.edge.products.jira.representation import Representation
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.products.refusal import json_object


async def list_comments(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment`."""
    view, show = View.of(request), Representation.of(request)
    issue, window = view.issue(request), Window.of(request, usual=100)
    return JSONResponse(
        window.named_page("comments", issue.comments, lambda each: comment_bean(show, view.jira, issue, each))
    )


async def get_comment(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment/{id}`."""
    view = View.of(request)
    issue = view.issue(request)
    comment = view.with_id("Comment", issue.comments, request.path_params["id"])
    return JSONResponse(comment_bean(Representation.of(request), view.jira, issue, comment))


async def add_comment(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/comment`."""
    view, show = View.of(request), Representation.of(request)
    issue = view.issue(request)
    author = view.author("You do not have permission to comment on this issue.")
    text = (await json_object(request)).get("body")
    try:
        comment = view.jira.add_comment(issue, author, show.written(text))
    except ValueError as fault:
        raise InvalidFields({"comment": str(fault)}) from None
    return JSONResponse(comment_bean(show, view.jira, issue, comment), 201)
