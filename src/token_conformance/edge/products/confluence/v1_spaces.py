"""Spaces, in version 1 of Confluence's API: operations that are published no more (rule G8)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.call import Call
from token_conformance.edge.products.confluence.v1_answers import expanded, page
from token_conformance.edge.products.confluence.v1_beans import base_links, space_bean
from token_conformance.edge.products.refusal import Refusal


async def list_spaces(request: Request) -> Response:
    """Show all spaces, or those of some `spaceKey`s."""
    keys = request.query_params.getlist("spaceKey")
    spaces = Call.of(request).state.confluence.spaces.values()
    return page(request, [space for space in spaces if not keys or space.key in keys], expanded(request, space_bean))


async def get_space(request: Request) -> Response:
    """Show a space, by its key."""
    call, key = Call.of(request), request.path_params["spaceKey"]
    space = next((space for space in call.state.confluence.spaces.values() if space.key == key), None)
    if space is None:
        raise Refusal(404, f"No space with key : {key}")
    bean = space_bean(call, space, request.query_params.get("expand", ""))
    return JSONResponse({**bean, "_links": {**base_links(call), **bean["_links"]}})
