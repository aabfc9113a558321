"""Comments at the foot of pages and blog posts, in version 2 of Confluence's API. The tenant has no inline comments."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, no_content, whole_number
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.confluence.answers import in_order, is_on, matches, unmodelled
from token_conformance.edge.products.confluence.bodies import written_body
from token_conformance.edge.products.confluence.v2.answers import PAGING, body_format, included, page, single
from token_conformance.edge.products.confluence.v2.beans import (
    comment_bean,
    details_bean,
    property_bean,
    version_bean,
    versioned_bean,
)
from token_conformance.edge.products.confluence.v2.find import (
    comment_in_path,
    content_in_path,
    file_in_path,
    version_of,
)
from token_conformance.edge.products.confluence.v2.permitted import operations_on
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Comment, Content

_ORDERS = {
    "created-date": lambda placed: placed[1].created,
    "modified-date": lambda placed: placed[1].latest.created,
}

_PLACES = ("pageId", "blogPostId", "parentCommentId")


@honours(f"{PAGING} sort body-format status")
async def list_on_content(request: Request) -> Response:
    """List the comments at the foot of a page or blog post, without the answers to them."""
    content = content_in_path(request)
    current = content.comments if matches(request, "status", "current") else []
    return _page(request, [(content, comment) for comment in current if comment.parent_id is None])


@honours(f"{PAGING} sort body-format status resolution-status")
async def list_inline(request: Request) -> Response:
    """List the comments in the text of a page or blog post; there are none."""
    content_in_path(request)
    return _page(request, [])


@honours(f"{PAGING} sort body-format")
async def list_on_file(request: Request) -> Response:
    """List the comments on a file; in this tenant no file has one."""
    file_in_path(request)
    return _page(request, [])


@honours(f"{PAGING} sort body-format")
async def list_comments(request: Request) -> Response:
    """List all comments at the foot of pages and blog posts."""
    return _page(request, Call.of(request).state.confluence.comments())


@honours(f"{PAGING} sort body-format")
async def list_answers(request: Request) -> Response:
    """List the answers to a comment."""
    content, comment = comment_in_path(request)
    return _page(request, [(content, other) for other in content.comments if other.parent_id == comment.id])


def _page(request: Request, placed: Iterable[tuple[Content, Comment]]) -> Response:
    representation = body_format(request)
    shown = in_order(request, placed, _ORDERS)
    return page(request, shown, lambda item: comment_bean(*item, representation), key=lambda item: item[1].id)


@honours("body-format version include-version include-versions include-properties include-operations include-likes")
async def get_comment(request: Request) -> Response:
    """Get a comment, or an earlier version of it."""
    content, comment = comment_in_path(request)
    if "version" in request.query_params:
        comment = _earlier(comment, whole_number(request, "version", 1, minimum=1))
    bean = comment_bean(content, comment, body_format(request, of_one=True))
    if not is_on(request, "include-version", default=True):
        del bean["version"]
    path = f"/wiki/api/v2/footer-comments/{comment.id}"
    if is_on(request, "include-versions"):
        bean["versions"] = included([version_bean(one) for one in comment.versions[::-1]], f"{path}/versions")
    if is_on(request, "include-properties"):
        kept = [property_bean(one) for one in comment.properties.values()]
        bean["properties"] = included(kept, f"/wiki/api/v2/comments/{comment.id}/properties")
    if is_on(request, "include-operations"):
        bean["operations"] = included(operations_on("comment"), f"{path}/operations")
    if is_on(request, "include-likes"):
        bean["likes"] = included([], f"{path}/likes/users")
    return single(request, bean)


def _earlier(comment: Comment, number: int) -> Comment:
    kept = [version for version in comment.versions if version.number <= version_of(comment, number).number]
    return Comment(comment.id, kept, comment.parent_id, comment.properties)


@honours(body={**dict.fromkeys(_PLACES, ID), "body": dict, "attachmentId": object, "customContentId": object})
async def create_comment(request: Request) -> Response:
    """Add a comment at the foot of a page or blog post, or an answer to a comment."""
    body, confluence = await json_object(request), Call.of(request).state.confluence
    if body.get("attachmentId") or body.get("customContentId"):
        raise unmodelled("comments on files and on content of apps")
    content, answered = _place(request, body)
    created = confluence.add_comment(content, caller(request), written_body(member(body, "body")), answered)
    return single(request, comment_bean(content, created, "storage"), 201)


def _place(request: Request, body: dict[str, Any]) -> tuple[Content, str | None]:
    """What a new comment is on, and the id of the comment that it answers. Raises ApiError (400 or 404)."""
    confluence, named = Call.of(request).state.confluence, [name for name in _PLACES if body.get(name)]
    if len(named) != 1:
        raise ApiError(400, f"A comment needs one of {', '.join(_PLACES)}.")
    wanted = str(body[named[0]])
    if named[0] == "parentCommentId":
        found = next((content for content, comment in confluence.comments() if comment.id == wanted), None)
    else:
        found = confluence.find("page" if named[0] == "pageId" else "blogpost", wanted)
    if found is None:
        raise ApiError(404)
    return found, wanted if named[0] == "parentCommentId" else None


@honours(body={"body": dict, "version": {"number": int, "message": str}})
async def update_comment(request: Request) -> Response:
    """Write the next version of a comment; the body must contain its number."""
    (content, comment), body = comment_in_path(request), await json_object(request)
    version = body.get("version", {})
    if version.get("number") != comment.version + 1:
        raise ApiError(409, f"Version must be incremented when updating a comment. Current: [{comment.version}].")
    text, message = written_body(member(body, "body")), version.get("message", "")
    Call.of(request).state.confluence.update(comment, comment.title, text, caller(request), message=message)
    return single(request, comment_bean(content, comment, "storage"))


@honours()
async def delete_comment(request: Request) -> Response:
    """Delete a comment for good."""
    content, comment = comment_in_path(request)
    if any(other.parent_id == comment.id for other in content.comments):
        raise unmodelled("what becomes of the answers to a comment that is deleted")
    content.comments.remove(comment)
    return no_content()


@honours(f"{PAGING} sort body-format")
async def list_versions(request: Request) -> Response:
    """List the versions of a comment, the newest first."""
    (_, comment), representation = comment_in_path(request), body_format(request)
    versions = in_order(request, comment.versions[::-1], {"modified-date": lambda version: version.number})
    return page(
        request,
        versions,
        lambda version: versioned_bean(comment, version, "comment", representation),
        key=lambda version: str(version.number),
    )


@honours()
async def get_version(request: Request) -> Response:
    """Get the details of one version of a comment."""
    _, comment = comment_in_path(request)
    found = version_of(comment, request.path_params["number"])
    return JSONResponse(details_bean(version_bean(found), comment.version))
