"""Folders, whiteboards, databases and Smart Links in the tree of a space, in version 2 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, iso_timestamp, json_object, member, no_content
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.confluence.answers import Bean, is_on, unmodelled
from token_conformance.edge.products.confluence.v2.answers import included, single
from token_conformance.edge.products.confluence.v2.beans import property_bean
from token_conformance.edge.products.confluence.v2.find import NODES, node_in_path, node_type_in_path
from token_conformance.edge.products.confluence.v2.permitted import operations_on
from token_conformance.edge.products.confluence.v2.tree import direct_child_bean
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Node

_INCLUDES = "include-direct-children include-operations include-properties"


@honours(body={"spaceId": ID, "parentId": ID, "title": str, "embedUrl": str, "templateKey": object, "locale": object})
async def create_node(request: Request) -> Response:
    """Create a folder, whiteboard, database or Smart Link, at the root of a space or below a page or another node."""
    confluence, body = Call.of(request).state.confluence, await json_object(request)
    space, parent_id, type_ = confluence.spaces.get(str(member(body, "spaceId"))), body.get("parentId"), _type(request)
    if body.get("templateKey") or body.get("locale"):
        raise unmodelled("templates of whiteboards")
    parent = confluence.tree_item(str(parent_id)) if parent_id else None
    if space is None or (parent_id and (parent is None or parent.space is not space)):
        raise ApiError(404)
    title, url = body.get("title", ""), body.get("embedUrl")
    created = Node(
        confluence.next_id(), type_, title, space, caller(request), confluence.now(), parent.id if parent else None, url
    )
    confluence.nodes[created.id] = created
    return single(request, _bean(request, created))


def _type(request: Request) -> str:
    return node_type_in_path(request) or ""


@honours(_INCLUDES)
async def get_node(request: Request) -> Response:
    """Get a folder, whiteboard, database or Smart Link."""
    node = node_in_path(request)
    path = f"/wiki/api/v2/{next(word for word, type_ in NODES.items() if type_ == node.type)}/{node.id}"
    children = Call.of(request).state.confluence.tree_children(node.id)
    lists = {
        "direct-children": ("directChildren", [direct_child_bean(*one[::-1]) for one in enumerate(children)]),
        "operations": ("operations", operations_on(node.type)),
        "properties": ("properties", [property_bean(item) for item in node.properties.values()]),
    }
    shown = {
        name: included(beans, f"{path}/{word}")
        for word, (name, beans) in lists.items()
        if is_on(request, f"include-{word}")
    }
    return single(request, _bean(request, node) | shown)


@honours()
async def delete_node(request: Request) -> Response:
    """Delete a folder, whiteboard, database or Smart Link; of one that is not empty the model does not know."""
    node, confluence = node_in_path(request), Call.of(request).state.confluence
    if confluence.tree_children(node.id):
        raise unmodelled(f"what becomes of what is below a {node.type} that is deleted")
    del confluence.nodes[node.id]
    return no_content()


def _bean(request: Request, node: Node) -> Bean:
    parent = Call.of(request).state.confluence.tree_item(node.parent_id)
    created = iso_timestamp(node.created)
    first = {"number": 1, "message": "", "minorEdit": False, "authorId": node.author, "createdAt": created}
    return {
        "id": node.id,
        "type": node.type,
        "status": node.status,
        "title": node.title,
        "parentId": node.parent_id,
        "parentType": parent.type if parent else None,
        "position": 0,
        "authorId": node.author,
        "ownerId": node.author,
        "createdAt": created,
        "spaceId": node.space.id,
        **({"embedUrl": node.embed_url} if node.type == "embed" else {}),
        "version": first,
        "_links": {"webui": f"/spaces/{node.space.key}/{node.type}/{node.id}"},
    }
