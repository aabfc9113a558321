"""The contents that have a label, and the labels of spaces, in version 1 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, no_content, whole_number
from token_conformance.edge.products.confluence.answers import Bean, matches, unmodelled
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.items import space_in_path
from token_conformance.edge.products.confluence.v1.labels import LABELS, names_in_body
from token_conformance.edge.products.confluence.v1.parts import label_bean
from token_conformance.edge.products.handler import honours

_TYPES = ("page", "blogpost", "attachment", "page_template")


@honours("name type start limit")
async def get_label(request: Request) -> Response:
    """Get a label that contents have, by its `name`, with these contents; here pages and blog posts have labels."""
    name, confluence = request.query_params.get("name", ""), Call.of(request).state.confluence
    if request.query_params.get("type", "page") not in _TYPES:
        raise ApiError(400, f"The query parameter 'type' must be one of {', '.join(_TYPES)}.")
    label = confluence.labels.get(name)
    labelled = [content for content in confluence.contents.values() if label in content.labels]
    if label is None or not labelled:
        raise ApiError(404, f"No label found with name : {name}")
    beans: list[Bean] = [
        {"contentType": content.type, "contentId": int(content.id), "title": content.title}
        for content in labelled
        if matches(request, "type", content.type)
    ]
    start, limit = whole_number(request, "start", 0), whole_number(request, "limit", 200, minimum=1)
    shown = beans[start : start + limit]
    contents = {"results": shown, "start": start, "limit": limit, "size": len(shown)}
    return JSONResponse({"label": label_bean(label), "associatedContents": contents})


@honours(f"{PAGING} prefix")
async def list_labels_of_space(request: Request) -> Response:
    """List the labels of a space."""
    labels = [label for label in space_in_path(request).labels if matches(request, "prefix", label.prefix)]
    return page(request, labels, label_bean, limit=200)


@honours(body=LABELS)
async def add_labels_to_space(request: Request) -> Response:
    """Add labels to a space, and list all of them."""
    space, confluence = space_in_path(request), Call.of(request).state.confluence
    for name in await names_in_body(request):
        confluence.add_label(space, name)
    return page(request, space.labels, label_bean, limit=200)


@honours("name prefix")
async def remove_label_from_space(request: Request) -> Response:
    """Remove the label of this `name` from a space; a label that the space has not is not modelled."""
    space, name = space_in_path(request), request.query_params.get("name")
    if not name:
        raise ApiError(400, "The query parameter 'name' is required.")
    found = [label for label in space.labels if label.name == name and matches(request, "prefix", label.prefix)]
    if not found:
        raise unmodelled("what is answered to the removal of a label that a space has not")
    space.labels.remove(found[0])
    return no_content()
