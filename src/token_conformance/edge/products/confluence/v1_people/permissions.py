"""Who may do what with a page or blog post, in version 1 of Confluence's API.

Permissions are simple here: every user may do everything, unless a restriction of the content names others; a caller
without an account may do nothing.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member
from token_conformance.edge.products.confluence.answers import unmodelled
from token_conformance.edge.products.confluence.v1.items import content_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Content

_OPERATIONS = ("read", "update", "delete")


@honours(body={"subject": {"type": str, "identifier": str}, "operation": str})
async def check_permission(request: Request) -> Response:
    """Say whether a user, everybody without an account, or a group may read, update or delete a content."""
    content, body = content_in_path(request), await json_object(request)
    operation, subject = member(body, "operation"), member(body, "subject")
    if operation not in _OPERATIONS:
        raise ApiError(400, f"'operation' must be one of {', '.join(_OPERATIONS)}.")
    has = _may(request, content, operation, subject)
    return JSONResponse({"hasPermission": has, "errors": []})


def _may(request: Request, content: Content, operation: str, subject: dict[str, Any]) -> bool:
    """Whether a subject may do it. Raises ApiError (400, 404 or 501)."""
    kind, identifier = subject.get("type"), str(subject.get("identifier"))
    restricted = "read" if operation == "read" else "update"
    named, groups = content.restrictions.get(restricted, []), content.group_restrictions.get(restricted, [])
    if kind == "user" and identifier == "anonymous":
        return False
    if kind == "user" and identifier in Call.of(request).state.jira.users:
        in_group = any(group.id in groups for group in Call.of(request).state.jira.groups.of(identifier))
        return in_group or identifier in named or not (named or groups)
    if kind == "group" and (group := Call.of(request).state.jira.groups.find(identifier)):
        if (named or groups) and group.id not in groups:
            raise unmodelled("what a group may do with a content that is restricted to others")
        return True
    if kind not in {"user", "group"}:
        raise ApiError(400, "The 'type' of the subject must be user or group.")
    raise ApiError(404, f"No {kind} found with the identifier : {identifier}")
