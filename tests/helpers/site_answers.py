"""Answers that a site or the gateway could give, by names, for tests of what an answer says."""

import json
from typing import Any

from token_conformance.model.answer import Answer


def answer(status: int, body: Any = b"", content_type: str = "application/json", **headers: str) -> Answer:
    """An answer; a body that is not bytes is written as JSON, and `x_name` is the header `x-name`."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer("https://made-up.example", status, {"content-type": content_type} | named, content)


EDGE = {"server": "AtlassianEdge"}
ACCOUNT = {"x_aaccountid": "000000%3Amade-up"}
GATE = b"Client must be authenticated to access this resource."

ANSWERS = {
    "mismatch": answer(
        401,
        {"code": 401, "message": "Unauthorized; scope does not match"},
        x_failure_category="FAILURE_CLIENT_SCOPE_CHECK",
    ),
    "refused": answer(401, {"code": 401, "message": "Unauthorized"}, x_failure_category="FAILURE_CLIENT_AUTH"),
    "mismatched": answer(
        401, {"code": 401, "message": "Unauthorized"}, x_failure_category="FAILURE_CLIENT_AUTH_MISMATCH"
    ),
    "other-category": answer(401, {"code": 401, "message": "Unauthorized"}, x_failure_category="FAILURE_MADE_UP"),
    "gate": answer(401, GATE, "text/html;charset=UTF-8", www_authenticate='OAuth realm="https%3A%2F%2Fx"', **EDGE),
    "connect": answer(403, {"error": "Failed to parse Connect Session Auth Token"}),
    "no-access": answer(
        403, {"statusCode": 403, "message": '403 FORBIDDEN "Request rejected because caller cannot access Confluence"'}
    ),
    "forbidden": answer(403, {"message": "Forbidden"}),
    "ip-address": answer(403, {"message": "The IP address has been rejected because it is not in the allowlist."}),
    "not-found": answer(404, {"errors": [{"status": 404, "code": "NOT_FOUND", "title": "Not Found", "detail": None}]}),
    "no-endpoint": answer(
        404, {"status": 404, "detail": "No endpoint GET /rest/api/3/x."}, "application/problem+json;charset=UTF-8"
    ),
    "no-message": answer(404, {"status": 404, "error": "Not Found", "message": "No message available"}),
    "no-such-project": answer(404, {"errorMessages": ["No project could be found with key 'NOSUCHPROJECT'."]}),
    "project-hidden": answer(
        404, {"errorMessages": ["Project does not exist or you do not have permission to see it."]}
    ),
    "page-401": answer(401, b"<html><title>HTTP Status 401</title></html>", "text/html;charset=UTF-8", **EDGE),
    "page-404": answer(404, b"<!doctype html><title>Oops</title>", "text/html;charset=UTF-8", **EDGE),
    "method": answer(405, {"status": 405, "detail": "Method 'GET' is not supported."}, allow="POST"),
    "gone": answer(410, {"errorMessages": ["Gone: /rest/api/3/search/jql, CHANGE-2046"]}),
    "cloud-id": answer(200, {"cloudId": "00000000-0000-4000-8000-0000000000aa"}),
    "server-info": answer(200, {"deploymentType": "Cloud", "baseUrl": "https://made-up.example"}),
    "me": answer(200, {"accountId": "000000:made-up", "displayName": "example"}, **ACCOUNT),
    "me-bare": answer(200, {"accountId": "000000:made-up"}),
    "results": answer(200, {"results": [], "_links": {"base": "https://made-up.example/wiki"}}),
    "list": answer(200, [], **ACCOUNT),
    "picture": answer(200, b"<svg/>", "image/svg+xml"),
    "login": answer(302, b"", "text/html", location="https://id.atlassian.com/login?continue=x", **EDGE),
    "proxy-page": answer(403, b"<html>Blocked</html>", "text/html"),
    "portal": answer(200, b"<html>Log in to the network</html>", "text/html"),
    "teapot": answer(418, {"message": "made up"}),
    "limit": answer(429, b"", "text/html", retry_after="5", **EDGE),
    "outage": answer(503, b"<html>", "text/html", **EDGE),
    "own-page": answer(200, b"<html>", "text/html", **EDGE),
}
"""One of each answer that decides a question."""
