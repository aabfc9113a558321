"""Several issues in one request: create and read."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, NotModelledError
from token_conformance.edge.products.jira.expansion import Wanted
from token_conformance.edge.products.jira.issues import ISSUE, NOT_ALLOWED, create
from token_conformance.edge.products.jira.view import ApiVersion, View

MAX_CREATED = 50
MAX_FETCHED = 100


@honours(body={"issueUpdates": [ISSUE]})
async def create_issues(request: Request) -> Response:
    """Answer `POST issue/bulk`: what can be created is; 400 if nothing can."""
    author = View.of(request).require_account(NOT_ALLOWED)
    updates = _list(await json_object(request), "issueUpdates", MAX_CREATED)
    results = [_created(request, author, each, number) for number, each in enumerate(updates)]
    issues = [each for each in results if "failedElementNumber" not in each]
    errors = [each for each in results if "failedElementNumber" in each]
    return JSONResponse({"issues": issues, "errors": errors}, 201 if issues else 400)


@honours(body={"issueIdsOrKeys": [ID], "fields": [str], "expand": [str], "properties": [str]})
async def fetch_issues(request: Request) -> Response:
    """Answer `POST issue/bulkfetch`: the issues with these ids or keys that the caller may see."""
    view, api, body = View.of(request), ApiVersion.of(request), await json_object(request)
    names = map(str, _list(body, "issueIdsOrKeys", MAX_FETCHED))
    found = {issue.id: issue for name in names if (issue := view.jira.issue(name)) is not None}
    wanted = Wanted(*(body.get(name, []) for name in ("fields", "expand", "properties")))
    issues = [wanted.bean(api, view, issue) for issue in view.visible(found.values())]
    return JSONResponse({"issues": issues, "issueErrors": []})


def _created(request: Request, author: str, update: dict[str, Any], number: int) -> dict[str, Any]:
    try:
        return create(request, author, update)
    except NotModelledError:
        raise
    except ApiError as error:
        fields = error.errors if isinstance(error, InvalidFieldsError) else {}
        messages = [error.message] if error.message else []
        element = {"errorMessages": messages, "errors": fields}
        return {"status": error.status, "elementErrors": element, "failedElementNumber": number}


def _list(body: Mapping[str, Any], name: str, most: int) -> list[Any]:
    """A required list of the body. Raises ApiError (400)."""
    value: list[Any] = body.get(name, [])
    if not 0 < len(value) <= most:
        raise ApiError(400, f"'{name}' must be an array of 1 to {most} items.")
    return value
