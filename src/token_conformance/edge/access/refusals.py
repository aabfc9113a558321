"""The exact answers with which the edge itself refuses a request, each named after its rule."""

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


def answer(status: int, content: str | Mapping[str, Any], content_type: str, **headers: str) -> Response:
    """An answer with exactly this content type; header names are given with `_` for `-`."""
    body = content if isinstance(content, str) else json.dumps(content, separators=(",", ":"))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body, status, {"content-type": content_type, **named})


def gate(accept: str | None, site: str) -> Response:
    """S3: the operation is not for strangers. The content type follows `Accept`; the body never does."""
    if accept is None:
        content_type = "text/plain"
    else:
        content_type = next((kind for kind in (_JSON, "text/plain") if kind in accept), _HTML)
    return answer(401, _GATE, content_type, www_authenticate=_oauth_realm(site), x_frame_options="SAMEORIGIN")


def unreadable_bearer() -> Response:
    """S5: the site takes a Bearer value for a Connect session, which an API token is not."""
    return answer(403, '{"error": "Failed to parse Connect Session Auth Token"}', _JSON)


def no_endpoint(method: str, path: str) -> Response:
    """S6: Jira publishes no such operation."""
    return problem(404, f"No endpoint {method} {path}.", path)


def unsupported_media_type(content_type: str, accepted: str, path: str) -> Response:
    """S6: the operation does not read a body of this type (or of none: `null`)."""
    refusal = problem(415, f"Content-Type '{content_type}' is not supported.", path)
    refusal.headers["accept"] = accepted
    return refusal


def problem(status: int, detail: str, path: str) -> Response:
    """An answer in the form of RFC 7807, as Jira words what is wrong with a request before it is tried."""
    title = HTTPStatus(status).phrase
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": path}
    return answer(status, content, "application/problem+json;charset=UTF-8")


def confluence_refuses_scoped() -> Response:
    """C1: a valid scoped token, at the Confluence site."""
    return answer(401, _TOMCAT_PAGE, _HTML)


def confluence_refuses_malformed(site: str) -> Response:
    """C3: a Basic value that Confluence cannot read; the page is the one of C1 (inferred)."""
    return answer(401, _TOMCAT_PAGE, _HTML, www_authenticate=_oauth_realm(f"{site}/wiki"))


def confluence_refuses_stranger(path: str) -> Response:
    """C2: no credential, or one that does not resolve, on a private site."""
    if path.startswith("/wiki/api/v2/"):
        return confluence_not_found()
    return answer(403, {"statusCode": 403, "message": _CONFLUENCE_FORBIDDEN}, _JSON)


def confluence_not_found() -> Response:
    """C2: what Confluence v2 answers for what is not there, or must look so."""
    error = {"status": 404, "code": "NOT_FOUND", "title": "Not Found", "detail": None}
    return answer(404, {"errors": [error]}, _JSON)


def scope_mismatch() -> Response:
    """G2: the token's scopes do not reach the operation; the answer does not say which scope would."""
    return _gateway_401("Unauthorized; scope does not match", "FAILURE_CLIENT_SCOPE_CHECK")


def unauthorized(category: str) -> Response:
    """G3: the gateway knows no such caller."""
    return _gateway_401("Unauthorized", category)


def no_such_site(path: str) -> Response:
    """G5: the path names no app and cloud id that the gateway could route to."""
    content = {
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "status": 404,
        "error": "Not Found",
        "message": "No message available",
        "path": path,
    }
    return answer(404, content, _JSON, **gateway_refusal_headers())


def misdirected(sentence: str) -> Response:
    """Not of Atlassian: the local model answers for no other host, and for none over plain http."""
    return answer(421, f"{sentence}\n", "text/plain;charset=UTF-8")


def not_modelled(method: str, path: str) -> Response:
    """Not of Atlassian: the request was let through, and the model has no product behind it."""
    detail = f"The local model knows the door of {method} {path}, but not what is behind it."
    return problem(501, detail, path)


def _gateway_401(message: str, category: str) -> Response:
    headers = {"x-failure-category": category, **gateway_refusal_headers()}
    return answer(401, {"code": 401, "message": message}, _JSON, **headers)


def _oauth_realm(url: str) -> str:
    return f'OAuth realm="{quote(url, safe="")}"'


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
    return unsupported_media_type(sent, accepted, request.scope["path"])


def _has_body(request: Request) -> bool:
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"
