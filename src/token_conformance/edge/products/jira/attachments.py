"""Attachments: add to an issue, describe, and download."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from token_conformance.edge.products.api import Refusal
from token_conformance.edge.products.jira.issue_bean import attachment_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Attachment, Issue


@dataclass(frozen=True)
class File:
    """An uploaded file; name and type are such that they can be sent back."""

    filename: str
    mime_type: str
    content: bytes

    @classmethod
    async def of(cls, upload: UploadFile) -> "File":
        """Read an upload; a type that is none becomes Jira's usual one."""
        filename = (upload.filename or "").encode("utf-8", "replace").decode()
        known = _MIME_TYPE.fullmatch(upload.content_type or "")
        return cls(filename, known[0] if known else "application/octet-stream", await upload.read())


_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:; ?[\w.-]+=[\w.-]+)*", re.ASCII)


async def add_attachment(request: Request) -> Response:
    """Answer `POST issue/{issueIdOrKey}/attachments`: every `file` of the form is put on the issue."""
    view, show = View.of(request), ApiVersion.of(request)
    issue = view.issue(request)
    _refuse_cross_site_form(request)
    author = view.author("You do not have permission to create attachments for this issue.")
    added = [_put(view, issue, author, file) for file in await _files(request)]
    return JSONResponse([attachment_bean(show, view.jira, each) for each in added])


async def get_attachment(request: Request) -> Response:
    """Answer `GET attachment/{id}`."""
    view = View.of(request)
    return JSONResponse(attachment_bean(ApiVersion.of(request), view.jira, view.attachment(request)))


async def get_content(request: Request) -> Response:
    """Answer `GET attachment/content/{id}`: the bytes where `redirect` is false, else the way there.

    Atlassian redirects to its media host; the local model has none and redirects to the bytes themselves.
    """
    attachment = View.of(request).attachment(request)
    if request.query_params.get("redirect", "true").lower() != "false":
        url = ApiVersion.of(request).url(f"attachment/content/{attachment.id}?redirect=false")
        return RedirectResponse(url, 303)
    disposition = f"attachment; filename*=UTF-8''{quote(attachment.filename, safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Type": attachment.mime_type}
    return Response(attachment.content, headers=headers)


def _refuse_cross_site_form(request: Request) -> None:
    if request.headers.get("X-Atlassian-Token") not in {"no-check", "nocheck"}:
        raise Refusal(403, "XSRF check failed")


async def _files(request: Request) -> list[File]:
    """Each `file` of the form. Raises Refusal (400 or 415)."""
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        raise Refusal(415, "Attachments must be sent as multipart/form-data.")
    try:
        async with request.form() as form:
            files = [file for file in form.getlist("file") if isinstance(file, UploadFile)]
            read = [await File.of(file) for file in files]
    except (HTTPException, MultiPartException):
        raise Refusal(400, "The request's body is not a complete multipart form.") from None
    if not read:
        raise Refusal(400, "The form must have a part named 'file' with a file in it.")
    return read


def _put(view: View, issue: Issue, author: str, file: File) -> Attachment:
    return view.jira.add_attachment(issue, author, file.filename, file.mime_type, file.content)
