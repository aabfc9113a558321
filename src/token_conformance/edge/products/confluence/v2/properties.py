"""Properties of contents, comments, files and spaces, in version 2 of Confluence's API."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, no_content
from token_conformance.edge.products.confluence.answers import Bean, in_order
from token_conformance.edge.products.confluence.v2.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v2.beans import property_bean, space_property_bean
from token_conformance.edge.products.confluence.v2.find import properties_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Property


@honours(f"{PAGING} key sort")
async def list_properties(request: Request) -> Response:
    """List the properties, or get the one with this `key`."""
    kept = [
        item for item in properties_in_path(request).values() if request.query_params.get("key", item.key) == item.key
    ]
    return page(request, in_order(request, kept, {"key": lambda item: item.key}), lambda item: _bean(request, item))


@honours()
async def get_property(request: Request) -> Response:
    """Get a property, by its id."""
    return single(request, _bean(request, _property(request)))


@honours(body={"key": str, "value": object})
async def create_property(request: Request) -> Response:
    """Create a property."""
    kept, body = properties_in_path(request), await json_object(request)
    key = str(member(body, "key"))
    if any(item.key == key for item in kept.values()):
        raise ApiError(400, f"A property with the key '{key}' already exists.")
    created = Call.of(request).state.confluence.add_property(kept, key, body.get("value"), caller(request))
    return single(request, _bean(request, created), 201 if _is_of_space(request) else 200)


@honours(body={"key": str, "value": object, "version": {"number": int, "message": str}})
async def update_property(request: Request) -> Response:
    """Write the next version of a property; the body must contain its number."""
    old, body = _property(request), await json_object(request)
    version = body.get("version", {})
    if version.get("number") != old.version + 1:
        raise ApiError(409, f"Version must be incremented when updating a property. Current Version: [{old.version}].")
    new = replace(
        old,
        key=str(body.get("key") or old.key),
        value=body.get("value"),
        author=caller(request),
        created=Call.of(request).state.confluence.now(),
        version=old.version + 1,
        message=version.get("message", ""),
    )
    properties_in_path(request)[old.id] = new
    return single(request, _bean(request, new))


@honours()
async def delete_property(request: Request) -> Response:
    """Delete a property."""
    del properties_in_path(request)[_property(request).id]
    return no_content()


def _property(request: Request) -> Property:
    """The property in the path. Raises ApiError (404)."""
    found = properties_in_path(request).get(request.path_params["property_id"])
    if found is None:
        raise ApiError(404)
    return found


def _bean(request: Request, item: Property) -> Bean:
    return space_property_bean(item) if _is_of_space(request) else property_bean(item)


def _is_of_space(request: Request) -> bool:
    return "/spaces/" in request.url.path
