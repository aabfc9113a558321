"""Confluence, version 1 of its API: search by CQL, the current user, uploads, and what is still used of it."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.call import Call
from token_conformance.edge.products.confluence import v1_attachments
from token_conformance.edge.products.confluence import v1_beans as beans
from token_conformance.edge.products.confluence.cql import matcher
from token_conformance.edge.products.confluence.v1_answers import named_content, page, refuse
from token_conformance.edge.products.refusal import Api, Refusal, caller
from token_conformance.edge.state.confluence_content import Content


async def search(request: Request) -> Response:
    """Show what fits the query in `cql`, as search results."""
    found = _found(request)
    more = {"totalSize": len(found), "cqlQuery": request.query_params["cql"], "searchDuration": 1}
    return page(request, found, _expanded(request, beans.search_result_bean), **more)


async def search_content(request: Request) -> Response:
    """Show the pages and blog posts that fit the query in `cql`."""
    return page(request, _found(request), _expanded(request, beans.content_bean))


async def get_current_user(request: Request) -> Response:
    """Show the caller."""
    return JSONResponse(beans.user_bean(Call.of(request), caller(request)))


async def list_content(request: Request) -> Response:
    """Show the contents of a `type`, a `spaceKey` and a `title`."""
    asked = request.query_params
    contents = [
        content
        for content in Call.of(request).state.confluence.of_type(asked.get("type", "page"))
        if asked.get("spaceKey") in {None, content.space.key} and asked.get("title") in {None, content.title}
    ]
    return page(request, contents, _expanded(request, beans.content_bean))


async def get_content(request: Request) -> Response:
    """Show a page or blog post."""
    call = Call.of(request)
    bean = beans.content_bean(call, named_content(request), request.query_params.get("expand", ""))
    return JSONResponse({**bean, "_links": {**beans.base_links(call), **bean["_links"]}})


async def list_spaces(request: Request) -> Response:
    """Show all spaces, or those of some `spaceKey`s."""
    keys = request.query_params.getlist("spaceKey")
    spaces = Call.of(request).state.confluence.spaces.values()
    return page(request, [space for space in spaces if not keys or space.key in keys], beans.space_bean)


def _found(request: Request) -> list[Content]:
    fits = matcher(request.query_params.get("cql", ""))
    return [content for content in Call.of(request).state.confluence.contents.values() if fits(content)]


def _expanded(
    request: Request, bean: Callable[[Call, Content, str], dict[str, Any]]
) -> Callable[[Call, Content], dict[str, Any]]:
    expand = request.query_params.get("expand", "")
    return lambda call, content: bean(call, content, expand)


_API = Api(refuse, stranger=Refusal(403, "Request rejected because caller cannot access Confluence"))

ROUTES = (
    _API.route("GET /wiki/rest/api/search", search),
    _API.route("GET /wiki/rest/api/user/current", get_current_user),
    _API.route("GET /wiki/rest/api/content/search", search_content),
    _API.route("POST /wiki/rest/api/content/{id}/child/attachment", v1_attachments.create_attachments),
    _API.route("PUT /wiki/rest/api/content/{id}/child/attachment", v1_attachments.create_or_update_attachments),
    # Gone from the published document, but clients still call them.
    _API.route("GET /wiki/rest/api/content", list_content),
    _API.route("GET /wiki/rest/api/content/{id}", get_content),
    _API.route("GET /wiki/rest/api/content/{id}/child/attachment", v1_attachments.list_attachments),
    _API.route("GET /wiki/rest/api/space", list_spaces),
)
