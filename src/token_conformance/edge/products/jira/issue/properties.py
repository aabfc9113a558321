"""Properties of an issue: any JSON under a key."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.issue import Issue

MAX_KEY_LENGTH = 255
MAX_VALUE_LENGTH = 32768


@honours()
async def list_keys(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/properties`."""
    issue, api = View.of(request).issue(request), ApiVersion.of(request)
    keys = [{"self": api.url(f"issue/{issue.id}/properties/{key}"), "key": key} for key in issue.properties]
    return JSONResponse({"keys": keys})


@honours()
async def get_property(request: Request) -> Response:
    """Answer `GET issue/{issueIdOrKey}/properties/{propertyKey}`."""
    issue, key = _property(request)
    return JSONResponse({"key": key, "value": issue.properties[key]})


@honours()
async def set_property(request: Request) -> Response:
    """Answer `PUT issue/{issueIdOrKey}/properties/{propertyKey}`: 201 for a new key, 200 for one that there is."""
    view, key = View.of(request), request.path_params["propertyKey"]
    issue, body = view.issue(request), await request.body()
    try:
        value = json.loads(body)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise ApiError(400, "The value of a property must be valid JSON.") from None
    if len(key) > MAX_KEY_LENGTH or len(body) > MAX_VALUE_LENGTH:
        raise ApiError(400, "The key of a property has 255 characters at most, and its value 32768.")
    status = 200 if key in issue.properties else 201
    issue.properties[key] = value
    return Response(status_code=status)


@honours()
async def delete_property(request: Request) -> Response:
    """Answer `DELETE issue/{issueIdOrKey}/properties/{propertyKey}`."""
    issue, key = _property(request)
    del issue.properties[key]
    return no_content()


def _property(request: Request) -> tuple[Issue, str]:
    issue, key = View.of(request).issue(request), request.path_params["propertyKey"]
    if key not in issue.properties:
        raise not_found(f"The property '{key}'")
    return issue, key
