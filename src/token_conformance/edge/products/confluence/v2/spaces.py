"""Spaces in version 2 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.confluence.answers import Bean, in_order, is_on, matches, unmodelled
from token_conformance.edge.products.confluence.space_permissions import permissions_of
from token_conformance.edge.products.confluence.v2.answers import PAGING, included, page, single
from token_conformance.edge.products.confluence.v2.beans import label_bean, space_bean, space_property_bean
from token_conformance.edge.products.confluence.v2.find import space_in_path
from token_conformance.edge.products.confluence.v2.permitted import operations_on
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Space

_ORDERS = {
    "id": lambda space: int(space.id),
    "key": lambda space: space.key,
    "name": lambda space: space.name.casefold(),
}

_NOT_MODELLED = ("roleAssignments", "copySpaceAccessConfiguration", "templateKey")
_BODY: dict[str, Shape] = {
    "name": str,
    "key": str,
    "alias": str,
    "description": {"value": str},
    **dict.fromkeys(_NOT_MODELLED, object),
}


@honours(f"{PAGING} ids keys type status labels sort description-format")
async def list_spaces(request: Request) -> Response:
    """List the spaces; `ids`, `keys`, `type`, `status` and `labels` narrow the list."""
    shown = [
        space
        for space in Call.of(request).state.confluence.spaces.values()
        if matches(request, "ids", space.id) and matches(request, "keys", space.key)
        if matches(request, "type", "global") and matches(request, "status", "current")
        if _has_label(request, space)
    ]
    return page(request, in_order(request, shown, _ORDERS), lambda space: _bean(request, space))


def _has_label(request: Request, space: Space) -> bool:
    return matches(request, "labels", *(label.name for label in space.labels))


@honours("description-format include-labels include-properties include-permissions include-operations")
async def get_space(request: Request) -> Response:
    """Get a space."""
    space = space_in_path(request)
    lists = {
        "labels": [label_bean(label) for label in space.labels],
        "properties": [space_property_bean(item) for item in space.properties.values()],
        "permissions": _permissions(request, space),
        "operations": operations_on("space"),
    }
    path = f"/wiki/api/v2/spaces/{space.id}"
    shown = {
        name: included(beans, f"{path}/{name}") for name, beans in lists.items() if is_on(request, f"include-{name}")
    }
    return single(request, _bean(request, space) | shown)


def _bean(request: Request, space: Space) -> Bean:
    """A space, with its description in the format that the request names. Raises ApiError (400)."""
    wanted_format = request.query_params.get("description-format")
    if wanted_format not in {None, "plain", "view"}:
        raise ApiError(400, "The query parameter 'description-format' must be plain or view.")
    if wanted_format is None:
        return space_bean(space)
    description = {wanted_format: {"representation": wanted_format, "value": space.description}}
    return space_bean(space) | {"description": description}


@honours(body=_BODY)
async def create_space(request: Request) -> Response:
    """Create a space with its home page."""
    body, confluence = await json_object(request), Call.of(request).state.confluence
    name, key = member(body, "name"), body.get("key") or body.get("alias", "")
    if not key.isalnum() or confluence.space_by_key(key):
        raise ApiError(400, f"A space with the key '{key}' cannot be created.")
    if any(body.get(one) for one in _NOT_MODELLED):
        raise unmodelled("roles and templates of a space")
    text = body.get("description", {}).get("value", "")
    created = confluence.create_space(key, name, caller(request), text)
    return single(request, space_bean(created), 201)


@honours(PAGING)
async def list_permissions(request: Request) -> Response:
    """List who may do what in a space: the caller everything, and others what was granted to them."""
    return page(request, _permissions(request, space_in_path(request)), dict, key=lambda bean: str(bean["id"]))


def _permissions(request: Request, space: Space) -> list[Bean]:
    return [
        {
            "id": one.id,
            "principal": {"type": one.kind, "id": one.subject},
            "operation": {"key": one.operation, "targetType": one.target},
        }
        for one in permissions_of(Call.of(request), space)
    ]
