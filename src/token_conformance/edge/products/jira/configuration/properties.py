"""Properties: any JSON under a key, of an issue, a project, a comment, a worklog, an issue type, a gadget or a user."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, no_content
from token_conformance.edge.products.handler import Handler, honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.configuration.dashboards import gadget_of
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.products.jira.visibility import visible_comments
from token_conformance.edge.tenant.project import ISSUE_TYPES

MAX_KEY_LENGTH = 255
MAX_VALUE_LENGTH = 32768


class Owned(NamedTuple):
    """The properties of one thing, by their keys; the path of each is `path`, its key, and `query`."""

    properties: dict[str, Any]
    path: str
    query: str = ""


def _handlers(path: str, owner: Callable[[Request], Owned], query: str = "") -> dict[str, Handler]:
    """The four operations on the properties below a path; `owner` raises ApiError for what does not exist."""

    @honours(query)
    async def list_keys(request: Request) -> Response:
        owned, api = owner(request), ApiVersion.of(request)
        urls = {key: api.url(f"{owned.path}/properties/{key}{owned.query}") for key in owned.properties}
        return JSONResponse({"keys": [{"self": url, "key": key} for key, url in urls.items()]})

    @honours(query)
    async def get_property(request: Request) -> Response:
        owned, key = _existing(request, owner)
        return JSONResponse({"key": key, "value": owned.properties[key]})

    @honours(query)
    async def set_property(request: Request) -> Response:
        """201 for a new key, 200 for one that there is."""
        owned, key, body = owner(request), request.path_params["propertyKey"], await request.body()
        value = _value(key, body)
        status = 200 if key in owned.properties else 201
        owned.properties[key] = value
        return Response(status_code=status)

    @honours(query)
    async def delete_property(request: Request) -> Response:
        owned, key = _existing(request, owner)
        del owned.properties[key]
        return no_content()

    one = f"{path}/properties/{{propertyKey}}"
    return {
        f"GET {path}/properties": list_keys,
        f"GET {one}": get_property,
        f"PUT {one}": set_property,
        f"DELETE {one}": delete_property,
    }


def _value(key: str, body: bytes) -> Any:
    """The value in a body. Raises ApiError (400)."""
    try:
        value = json.loads(body)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise ApiError(400, "The value of a property must be valid JSON.") from None
    if len(key) > MAX_KEY_LENGTH or len(body) > MAX_VALUE_LENGTH:
        raise ApiError(400, "The key of a property has 255 characters at most, and its value 32768.")
    return value


def _existing(request: Request, owner: Callable[[Request], Owned]) -> tuple[Owned, str]:
    owned, key = owner(request), request.path_params["propertyKey"]
    if key not in owned.properties:
        raise not_found(f"The property '{key}'")
    return owned, key


def _of_issue(request: Request) -> Owned:
    issue = View.of(request).issue(request)
    return Owned(issue.properties, f"issue/{issue.id}")


def _of_project(request: Request) -> Owned:
    project = View.of(request).project(request)
    return Owned(project.properties, f"project/{project.id}")


def _of_comment(request: Request) -> Owned:
    view, wanted = View.of(request), request.path_params["commentId"]
    issues = view.jira.issues.values()
    comments = (comment for issue in issues for comment in visible_comments(view.jira, issue, view.account_id))
    return Owned(view.require_by_id("Comment", comments, wanted).properties, f"comment/{wanted}")


def _of_worklog(request: Request) -> Owned:
    view, wanted = View.of(request), request.path_params["worklogId"]
    issue = view.issue(request)
    worklog = view.require_by_id("Worklog", issue.worklogs, wanted)
    return Owned(worklog.properties, f"issue/{issue.id}/worklog/{wanted}")


def _of_issue_type(request: Request) -> Owned:
    view = View.of(request)
    found = view.require_by_id("Issue type", ISSUE_TYPES, request.path_params["issueTypeId"])
    return Owned(view.jira.properties_of(found.id), f"issuetype/{found.id}")


def _of_gadget(request: Request) -> Owned:
    gadget = gadget_of(request, "itemId")
    return Owned(gadget.properties, f"dashboard/{request.path_params['dashboardId']}/items/{gadget.id}")


def _of_user(request: Request) -> Owned:
    """The user that the query names; nobody is meant without it."""
    view, wanted = View.of(request), request.query_params.get("accountId")
    if not wanted:
        raise ApiError(400, "The query parameter 'accountId' is required.")
    found = view.user(wanted)
    return Owned(view.jira.properties_of(found.account_id), "user", f"?accountId={wanted}")


HANDLERS: Mapping[str, Handler] = {
    **_handlers("issue/{issueIdOrKey}", _of_issue),
    **_handlers("issue/{issueIdOrKey}/worklog/{worklogId}", _of_worklog),
    **_handlers("comment/{commentId}", _of_comment),
    **_handlers("project/{projectIdOrKey}", _of_project),
    **_handlers("issuetype/{issueTypeId}", _of_issue_type),
    **_handlers("dashboard/{dashboardId}/items/{itemId}", _of_gadget),
    **_handlers("user", _of_user, "accountId"),
}
