"""The exact answers with which the edge itself refuses a request, each with its rule."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from token_conformance.edge.access.headers import gateway_refusal_headers
from token_conformance.edge.ruled import FOREIGN_HOST, RuledResponse

HTML = "text/html;charset=UTF-8"
JSON = "application/json"

_GATE = "Client must be authenticated to access this resource."
_CONFLUENCE_FORBIDDEN = (
    "com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: "
    '403 FORBIDDEN "Request rejected because caller cannot access Confluence"'
)
_TOMCAT_PAGE = (
    '<!doctype html><html lang="en"><head><title>HTTP Status 401 - Unauthorized</title></head>'
    "<body><h1>HTTP Status 401 - Unauthorized</h1></body></html>"
)


def answer(rule: str, status: int, content: str | Mapping[str, Any], content_type: str, **headers: str) -> Response:
    """An answer by a rule, with exactly this content type; header names are written with `_` in place of `-`."""
    body = content if isinstance(content, str) else json.dumps(content, separators=(",", ":"))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RuledResponse(rule, body, status, {"content-type": content_type, **named})


def gate(accept: str | None, site: str) -> Response:
    """S3: the operation needs a known caller. The content type depends on `Accept`; the body is always the same."""
    if accept is None:
        content_type = "text/plain"
    else:
        content_type = next((kind for kind in (JSON, "text/plain") if kind in accept), HTML)
    return answer("S3", 401, _GATE, content_type, www_authenticate=_oauth_realm(site), x_frame_options="SAMEORIGIN")


def unreadable_bearer() -> Response:
    """S5: the site reads a Bearer value as a Connect session, which an API token is not."""
    return answer("S5", 403, '{"error": "Failed to parse Connect Session Auth Token"}', JSON)


def no_endpoint(method: str, path: str) -> Response:
    """S6: Jira has no such path."""
    return problem("S6", 404, f"No endpoint {method} {path}.", path)


def method_not_allowed(method: str, path: str, allowed: Iterable[str]) -> Response:
    """S7: Jira has the path, but not with this method; `Allow` names those that it has."""
    refusal = problem("S7", 405, f"Method '{method}' is not supported.", path)
    refusal.headers["allow"] = ", ".join(allowed)
    return refusal


def options(methods: Iterable[str]) -> Response:
    """S7: the methods of a Jira path for a known caller, with HEAD wherever there is GET."""
    named = [name for method in methods for name in ((method, "HEAD") if method == "GET" else (method,))]
    return answer("S7", 200, "", HTML, accept_patch="", allow=",".join([*named, "OPTIONS"]))


def problem(rule: str, status: int, detail: str, path: str) -> Response:
    """An answer in the format of RFC 7807, with which Jira refuses a request before it processes it."""
    title = HTTPStatus(status).phrase
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": path}
    return answer(rule, status, content, "application/problem+json;charset=UTF-8")


def removed(message: str, status: int) -> Response:
    """R1: the operation, or a parameter of it, was removed, in Jira's words."""
    return answer("R1", status, {"errorMessages": [message], "errors": {}}, f"{JSON};charset=UTF-8")


def confluence_refuses_scoped() -> Response:
    """C1: a valid scoped token, at the Confluence site."""
    return answer("C1", 401, _TOMCAT_PAGE, HTML)


def confluence_refuses_malformed(site: str) -> Response:
    """C3: a Basic value that Confluence cannot parse; the page is that of C1 (inferred)."""
    return answer("C3", 401, _TOMCAT_PAGE, HTML, www_authenticate=_oauth_realm(f"{site}/wiki"))


def confluence_refuses_download(site: str) -> Response:
    """C4: an API token of any kind at a download link of the site; the page is that of C1 (inferred)."""
    return answer("C4", 401, _TOMCAT_PAGE, HTML, www_authenticate=_oauth_realm(f"{site}/wiki"))


def confluence_refuses_stranger(path: str) -> Response:
    """C2: no credential, or one that does not resolve, on a private site."""
    if path.startswith("/wiki/api/v2/"):
        return confluence_not_found("C2")
    return answer("C2", 403, {"statusCode": 403, "message": _CONFLUENCE_FORBIDDEN}, JSON)


def confluence_not_found(rule: str) -> Response:
    """The 404 of Confluence v2 for what does not exist (C5), or for what the caller must not know of (C2)."""
    error = {"status": 404, "code": "NOT_FOUND", "title": "Not Found", "detail": None}
    return answer(rule, 404, {"errors": [error]}, JSON)


def scope_mismatch() -> Response:
    """G2: the token's scopes do not allow the operation; the answer does not say which scope is missing."""
    return _gateway_401("G2", "Unauthorized; scope does not match", "FAILURE_CLIENT_SCOPE_CHECK")


def unauthorized(category: str, rule: str = "G3") -> Response:
    """G3: the gateway does not know the caller."""
    return _gateway_401(rule, "Unauthorized", category)


def no_such_site(path: str) -> Response:
    """G5: the path has no app and cloud id that the gateway can route to."""
    content = {
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "status": 404,
        "error": "Not Found",
        "message": "No message available",
        "path": path,
    }
    return answer("G5", 404, content, JSON, **gateway_refusal_headers())


def misdirected(sentence: str) -> Response:
    """Not an answer of Atlassian: the local model does not answer for other hosts, nor over plain http."""
    return answer(FOREIGN_HOST, 421, f"{sentence}\n", "text/plain;charset=UTF-8")


def _gateway_401(rule: str, message: str, category: str) -> Response:
    headers = {"x-failure-category": category, **gateway_refusal_headers()}
    return answer(rule, 401, {"code": 401, "message": message}, JSON, **headers)


def _oauth_realm(url: str) -> str:
    return f'OAuth realm="{quote(url, safe="")}"'
