"""Kinds of things of which the tenant has none: inline comments, content of apps (custom content), classification."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.confluence.answers import Bean, in_order
from token_conformance.edge.products.confluence.v2.answers import PAGING, body_format, page
from token_conformance.edge.products.handler import honours

_NOTHING: list[Bean] = []
_ORDERS = dict.fromkeys(("created-date", "modified-date"), str)
_INCLUDES = "include-operations include-likes include-properties include-version include-versions include-labels"
_OF_LISTS = "status filename mediaType prefix key include-collaborators type id space-id"


@honours(f"{PAGING} sort body-format")
async def list_nothing(request: Request) -> Response:
    """List the things of a kind of which there are none."""
    body_format(request)
    return page(request, in_order(request, _NOTHING, _ORDERS), dict)


@honours(f"{PAGING} sort body-format version {_INCLUDES} {_OF_LISTS}")
async def find_nothing(_: Request) -> Response:
    """Answer that the thing in the path does not exist; no parameter changes that."""
    raise ApiError(404)
