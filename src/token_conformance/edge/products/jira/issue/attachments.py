"""Attachments of an issue: add, get, download and delete, and what may be attached."""

import re
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from token_conformance.edge.products.api import ApiError, file_response, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.activity_bean import attachment_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Attachment, Issue

UPLOAD_LIMIT = 10 * 1024 * 1024
"""The largest file that may be attached, in bytes."""


@dataclass(frozen=True)
class File:
    """An uploaded file, with a name and a type that can be sent back."""

    filename: str
    mime_type: str
    content: bytes

    @classmethod
    async def of(cls, upload: UploadFile) -> "File":
        """Read an upload; an invalid type becomes `application/octet-stream`, as in Jira."""
        filename = (upload.filename or "").encode("utf-8", "replace").decode()
        valid = _MIME_TYPE.fullmatch(upload.content_type or "")
        return cls(filename, valid[0] if valid else "application/octet-stream", await upload.read())


_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:; ?[\w.-]+=[\w.-]+)*", re.ASCII)


@honours()
async def add_attachment(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/attachments`: each `file` of the form becomes an attachment."""
    view, api = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    _check_xsrf_header(request)
    author = view.require_account("You do not have permission to create attachments for this issue.")
    added = [_add(view, issue, author, file) for file in await _files(request)]
    return JSONResponse([attachment_bean(api, view.jira, each) for each in added])


@honours()
async def get_attachment(request: Request) -> Response:
    """Answer `GET attachment/{id}`, in which the id is a number; on an issue it is a text."""
    view = View.of(request)
    bean = attachment_bean(ApiVersion.of(request), view.jira, view.attachment(request))
    return JSONResponse(bean | {"id": int(bean["id"])})


@honours("redirect")
async def get_content(request: Request) -> Response:
    """Answer `GET attachment/content/{id}`: the bytes if `redirect` is false, otherwise a redirect to them.

    Atlassian redirects to its media host; the local model has none and redirects to its own URL.
    """
    attachment = View.of(request).attachment(request)
    if request.query_params.get("redirect", "true").lower() != "false":
        url = ApiVersion.of(request).url(f"attachment/content/{attachment.id}?redirect=false")
        return RedirectResponse(url, 303)
    return file_response(attachment.filename, attachment.mime_type, attachment.content)


@honours()
async def delete_attachment(request: Request) -> Response:
    """Answer `DELETE attachment/{id}`."""
    view = View.of(request)
    attachment = view.attachment(request)
    for issue in view.jira.issues.values():
        issue.attachments = [each for each in issue.attachments if each is not attachment]
    return no_content()


@honours()
async def get_settings(request: Request) -> Response:
    """Answer `GET attachment/meta`; an anonymous caller sees that nothing may be attached."""
    is_known = View.of(request).account_id is not None
    return JSONResponse({"enabled": is_known, **({"uploadLimit": UPLOAD_LIMIT} if is_known else {})})


def _check_xsrf_header(request: Request) -> None:
    if request.headers.get("X-Atlassian-Token") not in {"no-check", "nocheck"}:
        raise ApiError(403, "XSRF check failed")


async def _files(request: Request) -> list[File]:
    """Each `file` of the form. Raises ApiError (400 or 415)."""
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        raise ApiError(415, "Attachments must be sent as multipart/form-data.")
    try:
        async with request.form() as form:
            files = [file for file in form.getlist("file") if isinstance(file, UploadFile)]
            uploaded = [await File.of(file) for file in files]
    except (HTTPException, MultiPartException):
        raise ApiError(400, "The request's body is not a complete multipart form.") from None
    if not uploaded:
        raise ApiError(400, "The form must have a part named 'file' with a file in it.")
    return uploaded


def _add(view: View, issue: Issue, author: str, file: File) -> Attachment:
    return view.jira.add_attachment(issue, author, file.filename, file.mime_type, file.content)
