"""The JSON of resources, pages and errors in version 2 of Confluence's API, and readers of its query parameters.

Links are relative to the site's `/wiki` (rule G7).
"""

import json
import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import Any
from urllib.parse import quote, quote_plus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, iso_timestamp
from token_conformance.edge.products.confluence.paging import Item, page_of
from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.confluence import Attachment, Comment, Content, Label, Space, Task

Bean = dict[str, Any]

ADF = "atlas_doc_format"
"""The body format of Atlassian's editor."""

_CODES = {400: "INVALID_REQUEST_PARAMETER", 404: "NOT_FOUND"}
_TITLES = {404: "Not Found"}
_FORMATS = ("storage", "view", ADF)


def space_bean(space: Space) -> Bean:
    """A space."""
    return {
        "id": space.id,
        "key": space.key,
        "name": space.name,
        "type": "global",
        "status": "current",
        "authorId": space.author,
        "createdAt": iso_timestamp(space.created),
        "homepageId": space.homepage_id,
        "description": None,
        "icon": None,
        "_links": {"webui": f"/spaces/{space.key}"},
    }


def content_bean(content: Content, body_format: str | None) -> Bean:
    """A page or blog post, with its body if the request names a format."""
    parent = {
        "parentId": content.parent_id,
        "parentType": "page" if content.parent_id else None,
        "position": 0,
    }
    return {
        "id": content.id,
        "status": "current",
        "title": content.title,
        "spaceId": content.space.id,
        **(parent if content.type == "page" else {}),
        "authorId": content.author,
        "ownerId": content.author,
        "createdAt": iso_timestamp(content.created),
        "version": _version(content, content.version),
        "body": body_bean(content.body, body_format),
        "_links": {"webui": web_path(content), "editui": f"/pages/resumedraft.action?draftId={content.id}"},
    }


def comment_bean(content: Content, comment: Comment, body_format: str | None) -> Bean:
    """A comment at the foot of a page."""
    return {
        "id": comment.id,
        "status": "current",
        "title": f"Re: {content.title}",
        "pageId": content.id,
        "version": _version(comment),
        "body": body_bean(comment.body, body_format),
        "_links": {"webui": f"{web_path(content)}?focusedCommentId={comment.id}"},
    }


def attachment_bean(content: Content, attachment: Attachment) -> Bean:
    """The newest version of a file on a page."""
    webui, download = attachment_paths(content, attachment)
    return {
        "id": attachment.id,
        "status": "current",
        "title": attachment.title,
        "pageId": content.id,
        "createdAt": iso_timestamp(attachment.created),
        "mediaType": attachment.media_type,
        "comment": attachment.comment,
        "fileSize": len(attachment.data),
        "webuiLink": webui,
        "downloadLink": download,
        "version": _version(attachment, attachment.version),
        "_links": {"webui": webui, "download": download},
    }


def label_bean(label: Label) -> Bean:
    """A label."""
    return {"id": label.id, "name": label.name, "prefix": "global"}


def task_bean(task: Task, body_format: str | None) -> Bean:
    """A task, which is an open check box on a page."""
    return {
        "id": task.id,
        "localId": task.local_id,
        "spaceId": task.content.space.id,
        "pageId": task.content.id,
        "status": "incomplete",
        "body": body_bean(task.body, body_format),
        "createdBy": task.author,
        "assignedTo": None,
        "completedBy": None,
        "createdAt": iso_timestamp(task.created),
        "updatedAt": iso_timestamp(task.created),
        "dueAt": None,
        "completedAt": None,
    }


def body_bean(text: str, body_format: str | None) -> Bean:
    """A body in the requested format; the local model does not render, so the view is the storage format."""
    if not body_format:
        return {}
    value = _adf(text) if body_format == ADF else text
    return {body_format: {"representation": body_format, "value": value}}


def web_path(content: Content) -> str:
    """The path of a page or blog post in the browser, relative to the site's `/wiki`."""
    kind = "pages" if content.type == "page" else "blog"
    return f"/spaces/{content.space.key}/{kind}/{content.id}/{quote_plus(content.title)}"


def attachment_paths(content: Content, attachment: Attachment) -> tuple[str, str]:
    """The paths of a file's preview and of its download, relative to the site's `/wiki`."""
    name = quote(attachment.title, safe="")
    preview = f"/pages/viewpageattachments.action?pageId={content.id}&preview=%2F{content.id}%2F{attachment.id}"
    return preview, f"/download/attachments/{content.id}/{name}?version={attachment.version}&api=v2"


def _adf(text: str) -> str:
    """The words of a text in storage format, as a document with one paragraph, in JSON."""
    return json.dumps(document(unescape(re.sub("<[^>]*>", "", text))))


def _version(item: Content | Comment | Attachment, number: int = 1) -> Bean:
    return {
        "number": number,
        "message": "",
        "minorEdit": False,
        "authorId": item.author,
        "createdAt": iso_timestamp(item.created),
    }


def page(request: Request, items: Sequence[Item], bean: Callable[[Item], dict[str, Any]]) -> Response:
    """Answer with a page of a list. The link to the next page is relative to the site's root (rule G7)."""
    part = page_of(request, items)
    links, headers = {"base": _base(request)}, {}
    if part.cursor:
        url = request.url.include_query_params(limit=part.limit, cursor=part.cursor)
        links["next"] = f"{url.path}?{url.query}"
        headers["link"] = f'<{links["next"]}>; rel="next"'
    return JSONResponse({"results": [bean(item) for item in part.items], "_links": links}, headers=headers)


def single(request: Request, bean: dict[str, Any]) -> Response:
    """Answer with one resource and the URL that its links are relative to."""
    return JSONResponse({**bean, "_links": {**bean["_links"], "base": _base(request)}})


def error_response(error: ApiError) -> Response:
    """Write an error; one with status 404 says only `Not Found`, of missing and of hidden resources (rule C2)."""
    title = _TITLES.get(error.status, error.message)
    code = _CODES.get(error.status, "UNAUTHORIZED")
    bean = {"status": error.status, "code": code, "title": title, "detail": None}
    return JSONResponse({"errors": [bean]}, error.status)


def matches(request: Request, name: str, value: str) -> bool:
    """Whether a query parameter, a list separated by commas, contains the value; true without the parameter."""
    wanted = request.query_params.get(name)
    return wanted is None or value in wanted.split(",")


def body_format(request: Request) -> str | None:
    """The requested format of bodies, None for no body. Raises ApiError (400) for an unknown format."""
    wanted = request.query_params.get("body-format")
    if wanted not in {None, *_FORMATS}:
        raise ApiError(400, f"'body-format={wanted}' is not in the local model, which has {', '.join(_FORMATS)}.")
    return wanted


def _base(request: Request) -> str:
    return f"{Call.of(request).site}/wiki"
