"""Labels and properties of contents, in version 1 of Confluence's API."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import (
    ApiError,
    Call,
    caller,
    json_body,
    json_object,
    member,
    no_content,
)
from token_conformance.edge.products.body import Shape
from token_conformance.edge.products.confluence.answers import Bean, matches
from token_conformance.edge.products.confluence.expand import Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v1.items import content_in_path, item_in_path
from token_conformance.edge.products.confluence.v1.parts import label_bean, property_bean
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Content, Property

_PROPERTY = ("version", "content")
_LABEL: dict[str, Shape] = {"prefix": str, "name": str}
LABELS: Shape = ([_LABEL], _LABEL)
"""A body that is one label or a list of them."""


@honours(f"{PAGING} prefix")
async def list_labels(request: Request) -> Response:
    """List the labels of a page or blog post."""
    labels = [label for label in content_in_path(request).labels if matches(request, "prefix", label.prefix)]
    return page(request, labels, label_bean)


@honours(body=LABELS)
async def add_labels(request: Request) -> Response:
    """Add labels to a page or blog post, and list all of them."""
    content, confluence = content_in_path(request), Call.of(request).state.confluence
    for name in await names_in_body(request):
        confluence.add_label(content, name)
    return page(request, content.labels, label_bean)


async def names_in_body(request: Request) -> list[str]:
    """The names of the labels in a body of the shape LABELS. Raises ApiError (400)."""
    body = await json_body(request)
    labels = body if isinstance(body, list) else [body]
    if not labels or not all(_is_name(label.get("name", "")) for label in labels):
        raise ApiError(400, "The request's body must be one or more labels: {'prefix': 'global', 'name': '...'}.")
    return [label["name"].lower() for label in labels]


def _is_name(name: str) -> bool:
    return bool(name) and " " not in name and name.isprintable()


@honours("name")
async def remove_named_label(request: Request) -> Response:
    """Remove the label of this `name` from a page or blog post."""
    if "name" not in request.query_params:
        raise ApiError(400, "The query parameter 'name' is required.")
    return _remove(content_in_path(request), request.query_params["name"])


@honours()
async def remove_label(request: Request) -> Response:
    """Remove a label from a page or blog post."""
    return _remove(content_in_path(request), request.path_params["label"])


def _remove(content: Content, name: str) -> Response:
    kept = [label for label in content.labels if label.name != name]
    if len(kept) == len(content.labels):
        raise ApiError(404, f"No label found with name : {name}")
    content.labels[:] = kept
    return no_content()


def _property_bean(request: Request, item: Property) -> Bean:
    expand, call = Expand.of(request, _PROPERTY), Call.of(request)
    bean = property_bean(call, request.path_params["id"], item)
    if expand.has("content"):
        bean |= {"content": item_in_path(request).bean(call), "_expandable": {}}
    return bean


@honours(f"{PAGING} key", expand=" ".join(_PROPERTY))
async def list_properties(request: Request) -> Response:
    """List the properties of a page, a blog post, a comment or a file."""
    kept = [item for item in item_in_path(request).properties.values() if matches(request, "key", item.key)]
    return page(request, kept, lambda item: _property_bean(request, item))


@honours(expand=" ".join(_PROPERTY))
async def get_property(request: Request) -> Response:
    """Get a property, by its key."""
    return single(request, _property_bean(request, _property(request)))


@honours(body={"key": str, "value": object})
async def create_property(request: Request) -> Response:
    """Create a property; its key is in the path or in the body."""
    body, kept = await json_object(request), item_in_path(request).properties
    key = request.path_params.get("key") or member(body, "key")
    if any(item.key == key for item in kept.values()):
        raise ApiError(409, f"A property with this key already exists : {key}")
    created = Call.of(request).state.confluence.add_property(kept, key, body.get("value"), caller(request))
    return single(request, _property_bean(request, created))


@honours(body={"value": object, "version": {"number": int}})
async def update_property(request: Request) -> Response:
    """Write the next version of a property; the body must contain its number."""
    body, old = await json_object(request), _property(request)
    if body.get("version", {}).get("number") != old.version + 1:
        raise ApiError(409, f"Version must be incremented on update. Current version is: {old.version}")
    now, number = Call.of(request).state.confluence.now(), old.version + 1
    new = replace(old, value=body.get("value"), author=caller(request), created=now, version=number)
    item_in_path(request).properties[old.id] = new
    return single(request, _property_bean(request, new))


@honours()
async def delete_property(request: Request) -> Response:
    """Delete a property."""
    del item_in_path(request).properties[_property(request).id]
    return no_content()


def _property(request: Request) -> Property:
    """The property in the path. Raises ApiError (404)."""
    key = request.path_params["key"]
    found = next((item for item in item_in_path(request).properties.values() if item.key == key), None)
    if found is None:
        raise ApiError(404, f"No property found with key : {key}")
    return found
