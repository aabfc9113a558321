"""Confluence, version 1 of its API: search by CQL, the current user, uploads, and what is still used of it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, Call, Refusal, caller
from token_conformance.edge.products.confluence import v1_attachments, v1_contents
from token_conformance.edge.products.confluence import v1_beans as beans
from token_conformance.edge.products.confluence.cql import matcher
from token_conformance.edge.products.confluence.v1_attachments import download, download_attachment
from token_conformance.edge.products.confluence.v1_beans import expanded, page, refuse
from token_conformance.edge.tenant.confluence import Content


async def search(request: Request) -> Response:
    """Show what fits the query in `cql`, as search results."""
    found = _found(request)
    more = {"totalSize": len(found), "cqlQuery": request.query_params["cql"], "searchDuration": 1}
    return page(request, found, expanded(request, beans.search_result_bean), **more)


async def search_content(request: Request) -> Response:
    """Show the pages and blog posts that fit the query in `cql`."""
    return page(request, _found(request), expanded(request, beans.content_bean))


async def get_current_user(request: Request) -> Response:
    """Show the caller."""
    return JSONResponse(beans.user_bean(Call.of(request), caller(request)))


def _found(request: Request) -> list[Content]:
    confluence = Call.of(request).state.confluence
    fits = matcher(request.query_params.get("cql", ""), confluence)
    return [content for content in confluence.contents.values() if fits(content)]


_API = Api(refuse, stranger=Refusal(403, "Request rejected because caller cannot access Confluence"))

ROUTES = (
    _API.route("GET /wiki/rest/api/search", search),
    _API.route("GET /wiki/rest/api/user/current", get_current_user),
    _API.route("GET /wiki/rest/api/content/search", search_content),
    _API.route("POST /wiki/rest/api/content/{id}/child/attachment", v1_attachments.create_attachments),
    _API.route("PUT /wiki/rest/api/content/{id}/child/attachment", v1_attachments.create_or_update_attachments),
    _API.route("GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download", download_attachment),
    _API.route("GET /wiki/download/attachments/{id}/{name}", download),
    # Gone from the published document, but clients still call them, some with a slash at the end.
    _API.route("GET /wiki/rest/api/content", v1_contents.list_content),
    _API.route("POST /wiki/rest/api/content", v1_contents.create_content),
    _API.route("POST /wiki/rest/api/content/", v1_contents.create_content),
    _API.route("GET /wiki/rest/api/content/{id}", v1_contents.get_content),
    _API.route("PUT /wiki/rest/api/content/{id}", v1_contents.update_content),
    _API.route("GET /wiki/rest/api/content/{id}/child/attachment", v1_attachments.list_attachments),
    _API.route("GET /wiki/rest/api/space", v1_contents.list_spaces),
    _API.route("GET /wiki/rest/api/space/{spaceKey}", v1_contents.get_space),
)
