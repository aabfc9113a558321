"""How often a content was viewed, in version 1 of Confluence's API: nobody reads the tenant's pages in a browser."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.handler import honours


@honours("fromDate")
async def count_nothing(request: Request) -> Response:
    """Count the views of a content in a browser, or who has viewed it: none and nobody."""
    content_id = request.path_params["contentId"]
    if content_id not in Call.of(request).state.confluence.contents:
        raise ApiError(404, f"No content found with id : {content_id}")
    return JSONResponse({"id": int(content_id), "count": 0})
