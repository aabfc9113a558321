"""Permissions of spaces, in version 1 of Confluence's API, which are granted to users and groups."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, no_content
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.space_permissions import GRANTED, Held, permissions_of
from token_conformance.edge.products.confluence.v1.items import space_in_path
from token_conformance.edge.products.handler import honours

_READ = ("read", "space")
_KEYS = {
    *("administer", "archive", "copy", "create", "delete", "export", "move", "purge", "purge_version", "read"),
    *("restore", "restrict_content"),
}
_TARGETS = {"page", "blogpost", "comment", "attachment", "space"}


@honours(body={"subject": {"type": str, "identifier": str}, "operation": {"key": str, "target": str}})
async def add_permission(request: Request) -> Response:
    """Grant a permission; only that to read the space can be the first one of a user or group."""
    space, body = space_in_path(request), await json_object(request)
    kind, subject = _subject(request, member(body, "subject"))
    operation = _operation(member(body, "operation"))
    has = {(one.operation, one.target) for one in _of_subject(request, kind, subject)}
    if operation in has:
        raise ApiError(400, "Permission already exists")
    if operation != _READ and _READ not in has:
        raise ApiError(400, "The user or group needs the permission 'read space' before any other one.")
    granted = Held(Call.of(request).state.confluence.next_id(), kind, subject, *operation)
    space.grants.append(granted)
    shown = {"key": granted.operation, "target": granted.target}
    return JSONResponse({"id": int(granted.id), "subject": {"type": kind, "identifier": subject}, "operation": shown})


@honours()
async def remove_permission(request: Request) -> Response:
    """Take a granted permission away; with that to read, its user or group loses all others."""
    space = space_in_path(request)
    found = next((one for one in permissions_of(Call.of(request), space) if one.id == request.path_params["id"]), None)
    if found is None:
        raise ApiError(404, f"No permission with id : {request.path_params['id']}")
    if (found.kind, found.subject) == ("user", caller(request)):
        raise unmodelled("what the caller may do without a permission of its own")
    whole = (found.operation, found.target) == _READ
    space.grants = [one for one in space.grants if not (one == found or (whole and one[1:3] == found[1:3]))]
    return no_content()


def _of_subject(request: Request, kind: str, subject: str) -> list[Held]:
    permissions = permissions_of(Call.of(request), space_in_path(request))
    return [one for one in permissions if (one.kind, one.subject) == (kind, subject)]


def _subject(request: Request, subject: Bean) -> tuple[str, str]:
    """Who gets the permission. Raises ApiError (400)."""
    kind, identifier, jira = subject.get("type", ""), subject.get("identifier", ""), Call.of(request).state.jira
    if kind == "group" and (group := jira.groups.find(identifier)):
        return kind, group.id
    if kind == "user" and identifier in jira.users:
        return kind, identifier
    raise ApiError(400, f"No {'group' if kind == 'group' else 'user'} found with the identifier : {identifier}")


def _operation(operation: Bean) -> tuple[str, str]:
    """What is granted. Raises ApiError (400, or 501 for a published operation that is not modelled)."""
    key, target = operation.get("key", ""), operation.get("target", "")
    if key not in _KEYS or target not in _TARGETS:
        raise ApiError(400, "'operation' must have a 'key' and a 'target' of those that are published.")
    if (key, target) not in GRANTED:
        raise unmodelled(f"the permission to {key} a {target}")
    return key, target
