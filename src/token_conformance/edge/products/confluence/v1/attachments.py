"""The files on a page, in version 1 of Confluence's API: list, upload and download (rule G9 for downloads)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, file_response, json_object, whole_number
from token_conformance.edge.products.confluence.answers import matches, unmodelled
from token_conformance.edge.products.confluence.v1.answers import base_links, single
from token_conformance.edge.products.confluence.v1.beans import file_bean
from token_conformance.edge.products.confluence.v1.items import content_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Attachment, Content


@honours("status")
async def create_attachments(request: Request) -> Response:
    """Add files to a page; an existing name is an error."""
    return await _upload(request, may_replace=False)


@honours("status")
async def create_or_update_attachments(request: Request) -> Response:
    """Add files to a page; a file with an existing name becomes its next version."""
    return await _upload(request, may_replace=True)


@honours()
async def update_data(request: Request) -> Response:
    """Write the next version of a file, which keeps its name."""
    _check_origin(request)
    content, old = content_in_path(request), _attachment(request)
    async with _form(request) as form:
        new = await _attach(request, content, _files(form)[0], form, old.title)
    return single(request, file_bean(Call.of(request), content, new))


@honours(body={"title": str, "container": object, "metadata": {"comment": str, "mediaType": str}})
async def update_properties(request: Request) -> Response:
    """Change the name, the comment or the media type of a file, without a new version."""
    content, old = content_in_path(request), _attachment(request)
    body = await json_object(request)
    metadata = body.get("metadata", {})
    if body.get("container"):
        raise unmodelled("how a file moves to another page")
    title = body.get("title") or old.title
    if title != old.title and title in content.attachments:
        raise ApiError(400, f"Cannot rename the attachment, another one has this file name: {title}")
    comment, media_type = metadata.get("comment", old.comment), metadata.get("mediaType") or old.media_type
    new = replace(old, title=title, comment=comment, media_type=media_type)
    files = [new if file is old else file for file in content.attachments.values()]
    content.attachments = {file.title: file for file in files}
    return single(request, file_bean(Call.of(request), content, new))


@honours("version status")
async def download_attachment(request: Request) -> Response:
    """Redirect to a file's bytes; the local model has no media host, and redirects to its own URL."""
    attachment = _version(request, _attachment(request))
    if not matches(request, "status", "current"):
        raise unmodelled("files of this `status`")
    if request.query_params.get("redirect") != "false":
        query = request.url.include_query_params(redirect="false").query
        return RedirectResponse(f"{Call.of(request).base}{request.url.path}?{query}", 302)
    return file_response(attachment.title, attachment.media_type, attachment.data)


def _version(request: Request, attachment: Attachment) -> Attachment:
    """The version of a file that the query string names, or else the newest. Raises ApiError (404)."""
    number = whole_number(request, "version", attachment.version, minimum=1)
    found = next((file for file in (*attachment.former, attachment) if file.version == number), None)
    if found is None:
        raise ApiError(404, f"No version {number} of the attachment with id : {attachment.id}")
    return found


async def _upload(request: Request, *, may_replace: bool) -> Response:
    _check_origin(request)
    content = content_in_path(request)
    async with _form(request) as form:
        files = _files(form)
        if not may_replace:
            _check_names(content, files)
        created = [await _attach(request, content, file, form, str(file.filename)) for file in files]
    call = Call.of(request)
    beans = [file_bean(call, content, attachment) for attachment in created]
    return JSONResponse({"results": beans, "start": 0, "limit": 50, "size": len(beans), "_links": base_links(call)})


def _check_origin(request: Request) -> None:
    """Raises ApiError (403) without the header that a page of another site cannot send, 501 for an unknown status."""
    if request.headers.get("x-atlassian-token") not in {"nocheck", "no-check"}:
        raise ApiError(403, "XSRF check failed: send the header 'X-Atlassian-Token: nocheck'.")
    if not matches(request, "status", "current"):
        raise unmodelled("files of this `status`")


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[FormData]:
    """The form in the body. Raises ApiError (415 or 400)."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise ApiError(415, "The request's body must be multipart/form-data.")
    try:
        async with request.form() as form:
            yield form
    except MultiPartException:
        raise ApiError(400, "The request's body is no readable multipart/form-data.") from None


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


async def _attach(request: Request, content: Content, file: UploadFile, form: FormData, title: str) -> Attachment:
    return Call.of(request).state.confluence.attach(
        content,
        caller(request),
        title,
        media_type=file.content_type or "application/octet-stream",
        data=await file.read(),
        comment=str(form.get("comment", "")),
    )


def _attachment(request: Request) -> Attachment:
    """The file in the request's path, by its id with or without `att`, as public clients name it. Raises ApiError."""
    files, wanted = content_in_path(request).attachments.values(), request.path_params["attachmentId"]
    found = next((file for file in files if wanted in {file.id, file.id.removeprefix("att")}), None)
    if found is None:
        raise ApiError(404, f"No attachment found with id : {wanted}")
    return found
