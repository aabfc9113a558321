"""Comments of an issue: list, get, add, change and delete, and comments by their ids."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.activity_bean import comment_bean
from token_conformance.edge.products.jira.answers import NotModelledError, Window, ordered, refuse_members
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.view import TEXT, ApiVersion, View
from token_conformance.edge.products.jira.visibility import read_visibility, visible_comments
from token_conformance.edge.tenant.issue import Comment, Issue

_OTHER_MEMBERS = "properties parentId"

_BODY: dict[str, Shape] = {
    "body": TEXT,
    "visibility": {"type": str, "value": str, "identifier": str},
    **dict.fromkeys(_OTHER_MEMBERS.split(), object),
}


@honours("startAt maxResults orderBy", expand="renderedBody")
async def list_comments(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment`."""
    view = View.of(request)
    issue, window = view.issue(request), Window.of(request, default_size=100)
    shown = visible_comments(view.jira, issue, view.account_id)
    comments = ordered(request, shown, {"created": lambda comment: comment.created})
    return JSONResponse(window.named_page("comments", comments, lambda each: _bean(request, issue, each)))


@honours(expand="renderedBody")
async def get_comment(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/comment/{id}`."""
    issue, comment = _comment(request)
    return JSONResponse(_bean(request, issue, comment))


@honours(expand="renderedBody", body=_BODY)
async def add_comment(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/comment`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    author = view.require_account("You do not have permission to comment on this issue.")
    body = await json_object(request)
    refuse_members(body, _OTHER_MEMBERS)
    visibility = read_visibility(view, issue.project, body["visibility"]) if "visibility" in body else None
    comment = view.jira.add_comment(issue, author, api.parse_comment(body.get("body")))
    comment.visibility = visibility
    return JSONResponse(_bean(request, issue, comment), 201)


@honours("notifyUsers overrideEditableFlag", expand="renderedBody", body=_BODY)
async def change_comment(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}/comment/{id}`."""
    view, api = View.of(request), ApiVersion.of(request)
    issue, comment = _comment(request)
    body = await json_object(request)
    refuse_members(body, _OTHER_MEMBERS)
    if comment.visibility and "visibility" not in body:
        raise NotModelledError("The local model does not know who may see a changed comment that was not for all.")
    visibility = read_visibility(view, issue.project, body["visibility"]) if "visibility" in body else None
    comment.body = api.parse_comment(body.get("body"))
    comment.editor = view.require_account("You do not have permission to edit this comment.")
    comment.updated, comment.visibility = view.jira.now(), visibility
    return JSONResponse(_bean(request, issue, comment))


@honours()
async def delete_comment(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/comment/{id}`."""
    issue, comment = _comment(request)
    issue.comments.remove(comment)
    return no_content()


@honours(expand="renderedBody", body={"ids": [ID]})
async def list_by_ids(request: Request) -> Response:
    """Answer `POST comment/list`: the comments with these ids, as a page."""
    view, body = View.of(request), await json_object(request)
    if "ids" not in body:
        raise ApiError(400, "The 'ids' of the comments are required.")
    wanted = {str(each) for each in body["ids"]}
    issues = view.visible(view.jira.issues.values())
    found = [
        (issue, comment)
        for issue in issues
        for comment in visible_comments(view.jira, issue, view.account_id)
        if comment.id in wanted
    ]
    page = Window(0, max(len(found), 1)).named_page("values", found, lambda each: _bean(request, *each))
    return JSONResponse({**page, "isLast": True})


def _comment(request: Request) -> tuple[Issue, Comment]:
    """The issue and the comment in the request's path. Raises ApiError (404)."""
    view = View.of(request)
    issue = view.issue(request)
    return issue, view.require_by_id(
        "Comment", visible_comments(view.jira, issue, view.account_id), request.path_params["id"]
    )


def _bean(request: Request, issue: Issue, comment: Comment) -> dict[str, Any]:
    is_rendered = "renderedBody" in requested_fields(request, "expand")
    return comment_bean(ApiVersion.of(request), View.of(request).jira, issue, comment, is_rendered=is_rendered)
