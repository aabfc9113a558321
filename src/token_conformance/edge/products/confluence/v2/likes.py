"""Who likes a thing, in version 2 of Confluence's API. No published operation adds a like, so there are none here."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v2.answers import PAGING, page
from token_conformance.edge.products.confluence.v2.find import comment_in_path, content_in_path
from token_conformance.edge.products.handler import Handler, honours

_NOBODY: list[Bean] = []


def _counter(find: Callable[[Request], Any]) -> Handler:
    @honours()
    async def count_likes(request: Request) -> Response:
        find(request)
        return JSONResponse({"count": len(_NOBODY)})

    return count_likes


def _lister(find: Callable[[Request], Any]) -> Handler:
    @honours(PAGING)
    async def list_likes(request: Request) -> Response:
        find(request)
        return page(request, _NOBODY, dict)

    return list_likes


count_of_content, list_of_content = _counter(content_in_path), _lister(content_in_path)
count_of_comment, list_of_comment = _counter(comment_in_path), _lister(comment_in_path)
