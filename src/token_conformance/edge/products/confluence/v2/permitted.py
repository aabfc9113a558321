"""What the caller may do with a thing, in version 2 of Confluence's API: in this tenant everything that is modelled."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.space_permissions import HELD
from token_conformance.edge.products.confluence.v2.find import (
    comment_in_path,
    content_in_path,
    file_in_path,
    node_in_path,
    space_in_path,
)
from token_conformance.edge.products.handler import Handler, honours

_OF_THINGS = ("read", "update", "delete")


def operations_on(type_: str) -> list[Bean]:
    """What the caller may do with a thing of a type; in a space also with what is in it."""
    if type_ == "space":
        return [{"operation": operation, "targetType": target} for operation, target in HELD]
    return [{"operation": operation, "targetType": type_} for operation in _OF_THINGS]


def _lister(find: Callable[[Request], Any], type_: str = "") -> Handler:
    """The operation that lists them for what the path names, which says its type if `type_` does not."""

    @honours()
    async def list_operations(request: Request) -> Response:
        found = find(request)
        return JSONResponse({"operations": operations_on(type_ or found.type)})

    return list_operations


list_on_content = _lister(content_in_path)
list_on_comment = _lister(comment_in_path, "comment")
list_on_file = _lister(file_in_path, "attachment")
list_on_space = _lister(space_in_path, "space")
list_on_node = _lister(node_in_path)
