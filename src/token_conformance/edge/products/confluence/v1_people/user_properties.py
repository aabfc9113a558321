"""Properties of users, in version 1 of Confluence's API."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, iso_timestamp, json_object, no_content
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v1_people.users import known_user
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_site import UserProperty


@honours(PAGING)
async def list_properties(request: Request) -> Response:
    """List the keys of a user's properties."""
    return page(request, list(_kept(request).values()), lambda item: {"key": item.key}, limit=5)


@honours()
async def get_property(request: Request) -> Response:
    """Get a property, by its key."""
    return single(request, _bean(request, _property(request)))


@honours(body={"value": dict})
async def create_property(request: Request) -> Response:
    """Create a property; its value is an object."""
    key, confluence, kept = request.path_params["key"], Call.of(request).state.confluence, _kept(request)
    if key in kept:
        raise ApiError(409, f"A property with this key already exists : {key}")
    now = confluence.now()
    kept[key] = UserProperty(confluence.next_id(), key, await _value(request), now, now)
    return JSONResponse(None, 201)


@honours(body={"value": dict})
async def update_property(request: Request) -> Response:
    """Write another value of a property."""
    old, now = _property(request), Call.of(request).state.confluence.now()
    _kept(request)[old.key] = replace(old, value=await _value(request), modified=now)
    return no_content()


@honours()
async def delete_property(request: Request) -> Response:
    """Delete a property."""
    del _kept(request)[_property(request).key]
    return no_content()


async def _value(request: Request) -> Bean:
    body = await json_object(request)
    if "value" not in body:
        raise ApiError(400, "'value' is required in the request's body.")
    value: Bean = body["value"]
    return value


def _kept(request: Request) -> dict[str, UserProperty]:
    """The properties of the user in the path, by key. Raises ApiError (404)."""
    account_id = known_user(request, request.path_params["userId"])
    return Call.of(request).state.confluence.site.properties.setdefault(account_id, {})


def _property(request: Request) -> UserProperty:
    """The property in the path. Raises ApiError (404)."""
    found = _kept(request).get(request.path_params["key"])
    if found is None:
        raise ApiError(404, f"No property found with key : {request.path_params['key']}")
    return found


def _bean(request: Request, item: UserProperty) -> Bean:
    return {
        "key": item.key,
        "value": item.value,
        "id": item.id,
        "createdDate": iso_timestamp(item.created),
        "lastModifiedDate": iso_timestamp(item.modified),
        "_links": {"self": f"{Call.of(request).site}{request.url.path}"},
    }
