"""The tree of a space in version 2 of Confluence's API: what is below and above pages and the other nodes."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, whole_number
from token_conformance.edge.products.confluence.answers import Bean, in_order
from token_conformance.edge.products.confluence.v2.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v2.find import content_in_path, tree_item_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.confluence_content import Content, Node

TreeItem = Content | Node

_ORDERS = {
    "id": lambda place: int(place[1].id),
    "created-date": lambda place: place[1].created,
    "modified-date": lambda place: place[1].latest.created if isinstance(place[1], Content) else place[1].created,
    "child-position": lambda place: place[0],
}
_MOST_LEVELS = 10


@honours(f"{PAGING} sort")
async def list_children(request: Request) -> Response:
    """List the pages directly below a page."""
    children = Call.of(request).state.confluence.children(content_in_path(request))
    ordered = in_order(request, enumerate(children), _ORDERS)
    return page(request, ordered, lambda place: child_bean(place[1], place[0]), key=lambda place: place[1].id)


@honours(f"{PAGING} sort")
async def list_direct_children(request: Request) -> Response:
    """List everything directly below a page or another node."""
    children = Call.of(request).state.confluence.tree_children(tree_item_in_path(request).id)
    ordered = in_order(request, enumerate(children), _ORDERS)
    return page(request, ordered, lambda place: direct_child_bean(place[1], place[0]), key=lambda place: place[1].id)


def child_bean(child: TreeItem, position: int) -> Bean:
    """A page, or another node of a tree, as a child."""
    return {
        "id": child.id,
        "status": child.status,
        "title": child.title,
        "spaceId": child.space.id,
        "childPosition": position,
    }


def direct_child_bean(item: TreeItem, position: int) -> Bean:
    """A page or another node as a child."""
    return child_bean(item, position) | {"type": item.type}


@honours(f"{PAGING} depth")
async def list_descendants(request: Request) -> Response:
    """List everything below a page or another node, to the `depth`, which is 2 if the request does not say it."""
    confluence, depth = Call.of(request).state.confluence, whole_number(request, "depth", 2, minimum=1)
    if depth > _MOST_LEVELS:
        raise ApiError(400, f"The query parameter 'depth' must be at most {_MOST_LEVELS}.")
    below = [place for place in _below(confluence, tree_item_in_path(request).id, 1) if place[0] <= depth]
    return page(request, below, lambda place: _descendant_bean(place[1], place[0]), key=lambda place: place[1].id)


def _below(confluence: Confluence, item_id: str, level: int) -> Iterator[tuple[int, TreeItem]]:
    for child in confluence.tree_children(item_id):
        yield level, child
        yield from _below(confluence, child.id, level + 1)


def _descendant_bean(item: TreeItem, level: int) -> Bean:
    facts = direct_child_bean(item, 0) | {"parentId": item.parent_id, "depth": level}
    return {name: value for name, value in facts.items() if name != "spaceId"}


@honours("limit")
async def list_ancestors(request: Request) -> Response:
    """List what is above a page or another node, the highest first; a `limit` leaves out the highest ones."""
    above = list(_above(Call.of(request).state.confluence, tree_item_in_path(request)))[::-1]
    limit = whole_number(request, "limit", 25, minimum=1)
    return single(request, {"results": [{"id": item.id, "type": item.type} for item in above[-limit:]]})


def _above(confluence: Confluence, item: TreeItem) -> Iterator[TreeItem]:
    """What is above an item, the nearest first."""
    parent = confluence.tree_item(item.parent_id)
    if parent is not None:
        yield parent
        yield from _above(confluence, parent)
