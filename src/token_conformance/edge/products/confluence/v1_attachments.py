"""The files on a page, in version 1 of Confluence's API: list, upload and download (rule G9 for downloads)."""

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, file_response
from token_conformance.edge.products.confluence.v1_beans import attachment_bean, base_links, content_in_path, page
from token_conformance.edge.tenant.confluence import Attachment, Content


async def list_attachments(request: Request) -> Response:
    """List the files on a page, or get the one with this `filename`."""
    content, name = content_in_path(request), request.query_params.get("filename")
    files = [file for file in content.attachments.values() if name in {None, file.title}]
    return page(request, files, lambda call, file: attachment_bean(call, content, file))


async def create_attachments(request: Request) -> Response:
    """Add files to a page; an existing name is an error."""
    return await _upload(request, replace=False)


async def create_or_update_attachments(request: Request) -> Response:
    """Add files to a page; a file with an existing name becomes its next version."""
    return await _upload(request, replace=True)


async def download_attachment(request: Request) -> Response:
    """Redirect to a file's bytes; the local model has no media host, and redirects to its own URL."""
    attachment = _attachment(request, "id", request.path_params["attachmentId"])
    if request.query_params.get("redirect") != "false":
        return RedirectResponse(f"{Call.of(request).base}{request.url.path}?redirect=false", 302)
    return _download(attachment)


async def download(request: Request) -> Response:
    """Get a file's bytes, by its page and its name."""
    return _download(_attachment(request, "title", request.path_params["name"]))


async def _upload(request: Request, *, replace: bool) -> Response:
    if request.headers.get("x-atlassian-token") not in {"nocheck", "no-check"}:
        raise ApiError(403, "XSRF check failed: send the header 'X-Atlassian-Token: nocheck'.")
    content = content_in_path(request)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise ApiError(415, "The request's body must be multipart/form-data.")
    try:
        async with request.form() as form:
            files = _files(form)
            if not replace:
                _check_names(content, files)
            created = [await _attach(request, content, file, str(form.get("comment", ""))) for file in files]
    except MultiPartException:
        raise ApiError(400, "The request's body is no readable multipart/form-data.") from None
    return _answer(request, content, created)


def _files(form: FormData) -> list[UploadFile]:
    files = [part for part in form.getlist("file") if isinstance(part, UploadFile) and part.filename]
    if not files:
        raise ApiError(400, "The form needs a part named 'file' with a file name.")
    return files


def _check_names(content: Content, files: list[UploadFile]) -> None:
    for file in files:
        if file.filename in content.attachments:
            raise ApiError(
                400,
                f"Cannot add a new attachment with same file name as an existing attachment: {file.filename}",
            )


async def _attach(request: Request, content: Content, file: UploadFile, comment: str) -> Attachment:
    return Call.of(request).state.confluence.attach(
        content,
        caller(request),
        str(file.filename),
        media_type=file.content_type or "application/octet-stream",
        data=await file.read(),
        comment=comment,
    )


def _answer(request: Request, content: Content, created: list[Attachment]) -> Response:
    call = Call.of(request)
    beans = [attachment_bean(call, content, attachment) for attachment in created]
    links = base_links(call)
    return JSONResponse({"results": beans, "start": 0, "limit": 50, "size": len(beans), "_links": links})


def _attachment(request: Request, key: str, value: str) -> Attachment:
    files = content_in_path(request).attachments.values()
    found = next((file for file in files if getattr(file, key) == value), None)
    if found is None:
        raise ApiError(404, f"No attachment found with {key} : {value}")
    return found


def _download(attachment: Attachment) -> Response:
    return file_response(attachment.title, attachment.media_type, attachment.data)
