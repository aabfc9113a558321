"""The exact answers with which the edge itself refuses a request, each with its rule."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.headers import gateway_refusal_headers

_HTML = "text/html;charset=UTF-8"
_JSON = "application/json"
_GATE = "Client must be authenticated to access this resource."
_CONFLUENCE_FORBIDDEN = (
    "com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: "
    '403 FORBIDDEN "Request rejected because caller cannot access Confluence"'
)
_TOMCAT_PAGE = (
    '<!doctype html><html lang="en"><head><title>HTTP Status 401 - Unauthorized</title></head>'
    "<body><h1>HTTP Status 401 - Unauthorized</h1></body></html>"
)
_UPLOADS = {
    "/attachments": "multipart/form-data",
    "/attachTemporaryFile": "multipart/form-data",
    "/avatar2": "*/*",
    "/universal_avatar/type/{type}/owner/{entityId}": "*/*",
}
"""The content type that an operation reads, by the end of its path; every other operation reads JSON."""


def answer(status: int, content: str | Mapping[str, Any], content_type: str, **headers: str) -> Response:
    """An answer with exactly this content type; header names are written with `_` in place of `-`."""
    body = content if isinstance(content, str) else json.dumps(content, separators=(",", ":"))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body, status, {"content-type": content_type, **named})


def gate(accept: str | None, site: str) -> Response:
    """S3: the operation needs a known caller. The content type depends on `Accept`; the body is always the same."""
    if accept is None:
        content_type = "text/plain"
    else:
        content_type = next((kind for kind in (_JSON, "text/plain") if kind in accept), _HTML)
    return answer(401, _GATE, content_type, www_authenticate=_oauth_realm(site), x_frame_options="SAMEORIGIN")


def unreadable_bearer() -> Response:
    """S5: the site reads a Bearer value as a Connect session, which an API token is not."""
    return answer(403, '{"error": "Failed to parse Connect Session Auth Token"}', _JSON)


def no_endpoint(method: str, path: str) -> Response:
    """S6: Jira publishes no such operation."""
    return problem(404, f"No endpoint {method} {path}.", path)


def refuse_media_type(request: Request, operation: Operation) -> Response | None:
    """S6: the refusal of a POST or PUT whose content type the operation does not read, or None if it reads it."""
    if operation.method not in {"POST", "PUT"} or not _has_body(request):
        return None
    accepted = next((kind for end, kind in _UPLOADS.items() if operation.path.endswith(end)), "application/json")
    sent = request.headers.get("content-type", "null").partition(";")[0].strip().lower()
    if accepted in {"*/*", sent}:
        return None
    return unsupported_media_type(sent, accepted, request.scope["path"])


def _has_body(request: Request) -> bool:
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"


def unsupported_media_type(content_type: str, accepted: str, path: str) -> Response:
    """S6: the operation does not read a body of this content type (`null` where the request has none)."""
    refusal = problem(415, f"Content-Type '{content_type}' is not supported.", path)
    refusal.headers["accept"] = accepted
    return refusal


def problem(status: int, detail: str, path: str) -> Response:
    """An answer in the format of RFC 7807, with which Jira refuses a request before it processes it."""
    title = HTTPStatus(status).phrase
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": path}
    return answer(status, content, "application/problem+json;charset=UTF-8")


def confluence_refuses_scoped() -> Response:
    """C1: a valid scoped token, at the Confluence site."""
    return answer(401, _TOMCAT_PAGE, _HTML)


def confluence_refuses_malformed(site: str) -> Response:
    """C3: a Basic value that Confluence cannot parse; the page is that of C1 (inferred)."""
    return answer(401, _TOMCAT_PAGE, _HTML, www_authenticate=_oauth_realm(f"{site}/wiki"))


def confluence_refuses_stranger(path: str) -> Response:
    """C2: no credential, or one that does not resolve, on a private site."""
    if path.startswith("/wiki/api/v2/"):
        return confluence_not_found()
    return answer(403, {"statusCode": 403, "message": _CONFLUENCE_FORBIDDEN}, _JSON)


def confluence_not_found() -> Response:
    """C2: the answer of Confluence v2 for a thing that does not exist, or that the caller must not know of."""
    error = {"status": 404, "code": "NOT_FOUND", "title": "Not Found", "detail": None}
    return answer(404, {"errors": [error]}, _JSON)


def scope_mismatch() -> Response:
    """G2: the token's scopes do not allow the operation; the answer does not say which scope is missing."""
    return _gateway_401("Unauthorized; scope does not match", "FAILURE_CLIENT_SCOPE_CHECK")


def unauthorized(category: str) -> Response:
    """G3: the gateway does not know the caller."""
    return _gateway_401("Unauthorized", category)


def no_such_site(path: str) -> Response:
    """G5: the path has no app and cloud id that the gateway can route to."""
    content = {
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "status": 404,
        "error": "Not Found",
        "message": "No message available",
        "path": path,
    }
    return answer(404, content, _JSON, **gateway_refusal_headers())


def misdirected(sentence: str) -> Response:
    """Not an answer of Atlassian: the local model does not answer for other hosts, nor over plain http."""
    return answer(421, f"{sentence}\n", "text/plain;charset=UTF-8")


def _gateway_401(message: str, category: str) -> Response:
    headers = {"x-failure-category": category, **gateway_refusal_headers()}
    return answer(401, {"code": 401, "message": message}, _JSON, **headers)


def _oauth_realm(url: str) -> str:
    return f'OAuth realm="{quote(url, safe="")}"'
