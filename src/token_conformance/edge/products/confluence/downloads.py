"""The bytes of the files on a page: by version 1 of the API, and at the address that people use (rule G9)."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from token_conformance.edge.call import Call
from token_conformance.edge.products.confluence.v1_answers import named_content
from token_conformance.edge.products.refusal import Refusal
from token_conformance.edge.state.confluence_content import Attachment


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
