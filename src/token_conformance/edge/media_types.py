"""The content types that a write may carry (rule S6). The catalogue does not hold them: JSON, unless it is a file."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.catalogue.operations import Operation
from token_conformance.edge import refusals

_FILES = {
    "/attachments": "multipart/form-data",
    "/attachTemporaryFile": "multipart/form-data",
    "/avatar2": "*/*",
    "/universal_avatar/type/{type}/owner/{entityId}": "*/*",
}


def refuse_media_type(request: Request, operation: Operation) -> Response | None:
    """S6: the refusal of a write whose body has a content type that the operation does not read, if it does not."""
    if operation.method not in {"POST", "PUT"} or not _has_body(request):
        return None
    accepted = next((kind for end, kind in _FILES.items() if operation.path.endswith(end)), "application/json")
    sent = request.headers.get("content-type", "null").partition(";")[0].strip().lower()
    if accepted in {"*/*", sent}:
        return None
    return refusals.unsupported_media_type(sent, accepted, request.scope["path"])


def _has_body(request: Request) -> bool:
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"
