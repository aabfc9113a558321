"""The files on a page, in version 1 of Confluence's API, and their bytes at the address that people use (rule G9)."""

from urllib.parse import quote

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from token_conformance.edge.products.api import Call, Refusal, caller
from token_conformance.edge.products.confluence.v1_beans import attachment_bean, base_links, named_content, page
from token_conformance.edge.tenant.confluence import Attachment, Content


async def list_attachments(request: Request) -> Response:
    """Show the files on a page, or the one of a `filename`."""
    content, name = named_content(request), request.query_params.get("filename")
    files = [file for file in content.attachments.values() if name in {None, file.title}]
    return page(request, files, lambda call, file: attachment_bean(call, content, file))


async def create_attachments(request: Request) -> Response:
    """Put files on a page that has none of their names."""
    return await _upload(request, replace=False)


async def create_or_update_attachments(request: Request) -> Response:
    """Put files on a page, as next versions of those that have their names."""
    return await _upload(request, replace=True)


async def _upload(request: Request, *, replace: bool) -> Response:
    if request.headers.get("x-atlassian-token") not in {"nocheck", "no-check"}:
        raise Refusal(403, "XSRF check failed: send the header 'X-Atlassian-Token: nocheck'.")
    content = named_content(request)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal(415, "The request's body must be multipart/form-data.")
    try:
        async with request.form() as form:
            files = _files(form)
            if not replace:
                _check_names(content, files)
            made = [await _attach(request, content, file, str(form.get("comment", ""))) for file in files]
    except MultiPartException:
        raise Refusal(400, "The request's body is no readable multipart/form-data.") from None
    return _answer(request, content, made)


def _files(form: FormData) -> list[UploadFile]:
    files = [part for part in form.getlist("file") if isinstance(part, UploadFile) and part.filename]
    if not files:
        raise Refusal(400, "The form needs a part named 'file' with a file name.")
    return files


def _check_names(content: Content, files: list[UploadFile]) -> None:
    for file in files:
        if file.filename in content.attachments:
            raise Refusal(
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


def _answer(request: Request, content: Content, made: list[Attachment]) -> Response:
    call = Call.of(request)
    beans = [attachment_bean(call, content, attachment) for attachment in made]
    links = base_links(call)
    return JSONResponse({"results": beans, "start": 0, "limit": 50, "size": len(beans), "_links": links})


async def download_attachment(request: Request) -> Response:
    """Show the way to a file's bytes; the local model has no media host, and redirects to itself."""
    attachment = _attachment(request, "id", request.path_params["attachmentId"])
    if request.query_params.get("redirect") != "false":
        return RedirectResponse(f"{Call.of(request).base}{request.url.path}?redirect=false", 302)
    return _bytes(attachment)


async def download(request: Request) -> Response:
    """Show a file's bytes, by its page and its name."""
    return _bytes(_attachment(request, "title", request.path_params["name"]))


def _attachment(request: Request, key: str, value: str) -> Attachment:
    files = named_content(request).attachments.values()
    found = next((file for file in files if getattr(file, key) == value), None)
    if found is None:
        raise Refusal(404, f"No attachment found with {key} : {value}")
    return found


def _bytes(attachment: Attachment) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(attachment.title, safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Type": attachment.media_type}
    return Response(attachment.data, headers=headers)
