"""Restrictions of contents to users and groups, in version 1 of Confluence's API.

They are kept and shown, and restrict nobody here: the tenant has one caller, who may do everything.
"""

from hashlib import sha256
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_body
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.expand import RESTRICTION, Expand
from token_conformance.edge.products.confluence.v1.answers import base_links, single
from token_conformance.edge.products.confluence.v1.items import content_in_path
from token_conformance.edge.products.confluence.v1.parts import (
    OPERATIONS,
    content_url,
    restriction_bean,
    restrictions_bean,
)
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Content

_Kept = dict[str, list[str]]
"""The ids of users, or of groups, by the operation that is restricted to them."""

_EXPAND = " ".join(RESTRICTION)
_OTHERS = {"administer", "copy", "create", "delete", "export", "move", "purge", "purge_version", "restore", "use"}
"""The published operations of a restriction that are not modelled."""


def _list_or_page(shape: Shape) -> Shape:
    return ([shape], {"results": [shape]})


_BODY = _list_or_page(
    {
        "operation": str,
        "restrictions": {"user": _list_or_page({"accountId": str}), "group": _list_or_page({"id": str, "name": str})},
    }
)


@honours(expand=_EXPAND)
async def list_restrictions(request: Request) -> Response:
    """List the restrictions of a page or blog post."""
    return _restrictions(request, content_in_path(request))


@honours(expand=_EXPAND, body=_BODY)
async def set_restrictions(request: Request) -> Response:
    """Replace the restrictions of a page or blog post."""
    content, wanted = content_in_path(request), await _written(request)
    content.restrictions = {operation: accounts for operation, accounts, _ in wanted}
    content.group_restrictions = {operation: groups for operation, _, groups in wanted}
    return _restrictions(request, content)


@honours(expand=_EXPAND, body=_BODY)
async def add_restrictions(request: Request) -> Response:
    """Add restrictions to those of a page or blog post."""
    content, wanted = content_in_path(request), await _written(request)
    for operation, accounts, groups in wanted:
        for kept, added in ((content.restrictions, accounts), (content.group_restrictions, groups)):
            kept[operation] = list(dict.fromkeys([*kept.get(operation, []), *added]))
    return _restrictions(request, content)


@honours(expand=_EXPAND)
async def delete_restrictions(request: Request) -> Response:
    """Remove all restrictions from a page or blog post."""
    content = content_in_path(request)
    content.restrictions, content.group_restrictions = {}, {}
    return _restrictions(request, content)


@honours(expand=_EXPAND)
async def list_by_operation(request: Request) -> Response:
    """Get the restrictions of a page or blog post, each by its operation."""
    Expand.of(request, RESTRICTION)
    call, content = Call.of(request), content_in_path(request)
    links = {**base_links(call), "self": f"{content_url(call, content.id)}/restriction/byOperation"}
    return JSONResponse({**restrictions_bean(call, content), "_links": links})


@honours(expand=_EXPAND)
async def get_by_operation(request: Request) -> Response:
    """Get the restriction of one operation."""
    Expand.of(request, RESTRICTION)
    return single(request, restriction_bean(Call.of(request), content_in_path(request), _operation(request)))


@honours("accountId")
async def is_restricted_to_user(request: Request) -> Response:
    """Say whether a restriction names a user: with an empty answer if it does."""
    account_id = _account(request)
    return _require(content_in_path(request).restrictions, _operation(request), account_id, "user")


@honours("accountId")
async def add_user(request: Request) -> Response:
    """Add a user to a restriction."""
    return _add(content_in_path(request).restrictions, _operation(request), _account(request))


@honours("accountId")
async def remove_user(request: Request) -> Response:
    """Remove a user from a restriction."""
    return _remove(content_in_path(request).restrictions, _operation(request), _account(request), "user")


@honours()
async def is_restricted_to_group(request: Request) -> Response:
    """Say whether a restriction names a group: with an empty answer if it does."""
    group_id = _group(request)
    return _require(content_in_path(request).group_restrictions, _operation(request), group_id, "group")


@honours()
async def add_group(request: Request) -> Response:
    """Add a group to a restriction."""
    return _add(content_in_path(request).group_restrictions, _operation(request), _group(request))


@honours()
async def remove_group(request: Request) -> Response:
    """Remove a group from a restriction."""
    return _remove(content_in_path(request).group_restrictions, _operation(request), _group(request), "group")


def _require(kept: _Kept, operation: str, id_: str, kind: str) -> Response:
    """An empty answer if a restriction names a user or a group. Raises ApiError (404) if it does not."""
    if id_ not in kept.get(operation, []):
        raise ApiError(404, f"The restriction does not name this {kind}.")
    return Response(status_code=200)


def _add(kept: _Kept, operation: str, id_: str) -> Response:
    """Name a user or a group in a restriction, once."""
    named = kept.setdefault(operation, [])
    named.extend([id_] if id_ not in named else [])
    return Response(status_code=200)


def _remove(kept: _Kept, operation: str, id_: str, kind: str) -> Response:
    """Name a user or a group no more. Raises ApiError (404) if the restriction does not name it."""
    answer = _require(kept, operation, id_, kind)
    kept[operation].remove(id_)
    return answer


def _group(request: Request) -> str:
    """The id of the group in the path. Raises ApiError (404)."""
    wanted: str = request.path_params["groupId"]
    if wanted not in {group.id for group in Call.of(request).state.jira.groups.listed}:
        raise ApiError(404, f"No group found with id : {wanted}")
    return wanted


def _restrictions(request: Request, content: Content) -> Response:
    """The answer with all restrictions; users and groups are always shown."""
    Expand.of(request, RESTRICTION)
    call = Call.of(request)
    beans = list(restrictions_bean(call, content).values())
    links: Bean = {**base_links(call), "self": f"{content_url(call, content.id)}/restriction"}
    facts = {"start": 0, "limit": 100, "size": len(beans), "restrictionsHash": _hash(content)}
    return JSONResponse({"results": beans, **facts, "_links": links})


def _hash(content: Content) -> str:
    """A text that changes when the restrictions of a content change."""
    kept = [sorted(each.items()) for each in (content.restrictions, content.group_restrictions)]
    return sha256(repr(kept).encode()).hexdigest()


async def _written(request: Request) -> list[tuple[str, list[str], list[str]]]:
    """The operations that the body holds, each with accounts and groups. Raises ApiError (400)."""
    return [_entry(request, entry) for entry in _listed(await json_body(request))]


def _entry(request: Request, entry: dict[str, Any]) -> tuple[str, list[str], list[str]]:
    if "restrictions" not in entry:
        raise ApiError(400, "A restriction needs an 'operation', read or update, and its 'restrictions'.")
    operation = _known_operation(entry.get("operation", ""), 400)
    accounts = [user.get("accountId", "") for user in _listed(entry["restrictions"].get("user", []))]
    groups = [_known_group(request, group) for group in _listed(entry["restrictions"].get("group", []))]
    return operation, [_known(request, account_id) for account_id in accounts], groups


def _known_group(request: Request, group: dict[str, Any]) -> str:
    """The id of a group that is named by its id or its name. Raises ApiError (400)."""
    named = group.get("id") or group.get("name", "")
    found = Call.of(request).state.jira.groups.find(named)
    if found is None:
        raise ApiError(400, f"No group found with id or name : {named}")
    return found.id


def _listed(part: Any) -> list[dict[str, Any]]:
    """The entries of a list, or of a page with `results`. Raises ApiError (400) for a page without them."""
    if isinstance(part, dict) and "results" not in part:
        raise ApiError(400, "A page of restrictions, users or groups needs its 'results'.")
    entries: list[dict[str, Any]] = part["results"] if isinstance(part, dict) else part
    return entries


def _operation(request: Request) -> str:
    return _known_operation(request.path_params["operationKey"], 404)


def _known_operation(operation: str, status: int) -> str:
    """An operation that can be restricted here. Raises ApiError: 501 for a published one, else with the status."""
    if operation in _OTHERS:
        raise unmodelled(f"restrictions of the operation {operation}")
    if operation not in OPERATIONS:
        raise ApiError(status, f"No restriction for the operation : {operation}")
    return operation


def _account(request: Request) -> str:
    return _known(request, request.query_params.get("accountId", ""))


def _known(request: Request, account_id: str) -> str:
    """The account id, if the tenant has the user. Raises ApiError (400)."""
    if account_id not in Call.of(request).state.jira.users:
        raise ApiError(400, f"No user found with accountId : {account_id}")
    return account_id
