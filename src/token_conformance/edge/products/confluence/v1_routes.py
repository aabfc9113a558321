"""Version 1 of Confluence's API: search, content, attachments, spaces and the current user.

Some of its operations are no longer published, but clients still call them (rule G8).
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, ApiError, Call, caller, json_object, member
from token_conformance.edge.products.confluence import v1_attachments
from token_conformance.edge.products.confluence import v1_beans as beans
from token_conformance.edge.products.confluence.cql import matcher
from token_conformance.edge.products.confluence.v1_attachments import download, download_attachment
from token_conformance.edge.products.confluence.v1_beans import (
    Bean,
    base_links,
    content_bean,
    content_in_path,
    error_response,
    page,
    space_bean,
    with_expand,
)
from token_conformance.edge.tenant.confluence import Content, Space, TitleTakenError


async def list_spaces(request: Request) -> Response:
    """List the spaces; one or more `spaceKey` narrow the list."""
    keys = request.query_params.getlist("spaceKey")
    spaces = Call.of(request).state.confluence.spaces.values()
    return page(request, [space for space in spaces if not keys or space.key in keys], with_expand(request, space_bean))


async def get_space(request: Request) -> Response:
    """Get a space, by its key."""
    call = Call.of(request)
    space = _space_by_key(call, request.path_params["spaceKey"])
    bean = space_bean(call, space, request.query_params.get("expand", ""))
    return JSONResponse({**bean, "_links": {**base_links(call), **bean["_links"]}})


async def list_content(request: Request) -> Response:
    """List the contents of a `type`, a `spaceKey` and a `title`."""
    query = request.query_params
    contents = [
        content
        for content in Call.of(request).state.confluence.of_type(query.get("type", "page"))
        if query.get("spaceKey") in {None, content.space.key} and query.get("title") in {None, content.title}
    ]
    return page(request, contents, with_expand(request, _bean))


async def get_content(request: Request) -> Response:
    """Get a page or blog post."""
    return _content_response(request, content_in_path(request), request.query_params.get("expand", ""))


async def create_content(request: Request) -> Response:
    """Create a page or blog post; a page gets the last of its `ancestors` or the home page as its parent."""
    confluence, body = Call.of(request).state.confluence, await json_object(request)
    space, title, text = _space(request, body), str(member(body, "title")), _storage(body)
    type_ = body.get("type")
    if type_ not in {"page", "blogpost"}:
        raise ApiError(400, "'type' must be 'page' or 'blogpost' in the local model.")
    parent_id = _parent(request, body, space) if type_ == "page" else None
    try:
        created = confluence.create(type_, space, title, text, caller(request), parent_id=parent_id)
    except TitleTakenError:
        raise ApiError(400, f"A page with this title already exists: {title}") from None
    return _content_response(request, created, "body.storage")


async def update_content(request: Request) -> Response:
    """Write the next version of a page or blog post; the body must contain its number."""
    content, body = content_in_path(request), await json_object(request)
    version = body.get("version")
    number = version.get("number") if isinstance(version, dict) else None
    if number != content.version + 1:
        raise ApiError(409, f"Version must be incremented on update. Current version is: {content.version}")
    text = _storage(body) if "body" in body else content.body
    content.update(str(member(body, "title")), text)
    return _content_response(request, content, "body.storage")


async def search(request: Request) -> Response:
    """Search by `cql`; each result has details of the search."""
    found = _found(request)
    extra = {"totalSize": len(found), "cqlQuery": request.query_params["cql"], "searchDuration": 1}
    return page(request, found, with_expand(request, beans.search_result_bean), **extra)


async def search_content(request: Request) -> Response:
    """Search by `cql`; each result is a page or blog post."""
    return page(request, _found(request), with_expand(request, beans.content_bean))


async def get_current_user(request: Request) -> Response:
    """Get the caller."""
    return JSONResponse(beans.user_bean(Call.of(request), caller(request)))


def _content_response(request: Request, content: Content, expand: str) -> Response:
    call = Call.of(request)
    bean = _bean(call, content, expand)
    return JSONResponse({**bean, "_links": {**base_links(call), **bean["_links"]}})


def _bean(call: Call, content: Content, expand: str) -> Bean:
    """A page or blog post, with the paths of the members that `expand` can name."""
    path = f"/rest/api/space/{content.space.key}"
    return {**content_bean(call, content, expand), "_expandable": {"container": path, "space": path}}


def _space(request: Request, body: dict[str, Any]) -> Space:
    """The space that the body names by its key. Raises ApiError (400 or 404)."""
    reference = member(body, "space")
    return _space_by_key(Call.of(request), reference.get("key") if isinstance(reference, dict) else None)


def _space_by_key(call: Call, key: str | None) -> Space:
    found = next((space for space in call.state.confluence.spaces.values() if space.key == key), None)
    if found is None:
        raise ApiError(404, f"No space with key : {key}")
    return found


def _parent(request: Request, body: dict[str, Any], space: Space) -> str:
    ancestors = body.get("ancestors") or [{"id": space.homepage_id}]
    last = ancestors[-1] if isinstance(ancestors, list) else None
    parent_id = str(last.get("id")) if isinstance(last, dict) else ""
    if Call.of(request).state.confluence.page(parent_id) is None:
        raise ApiError(400, f"No parent page with id : {parent_id}")
    return parent_id


def _storage(body: dict[str, Any]) -> str:
    """The text of the body, in storage format. Raises ApiError (400)."""
    bodies = member(body, "body")
    storage = bodies.get("storage") if isinstance(bodies, dict) else None
    text = storage.get("value") if isinstance(storage, dict) else None
    if not isinstance(text, str):
        raise ApiError(400, "'body' must be {'storage': {'value': '...', 'representation': 'storage'}}.")
    return text


def _found(request: Request) -> list[Content]:
    confluence = Call.of(request).state.confluence
    matches = matcher(request.query_params.get("cql", ""), confluence)
    return [content for content in confluence.contents.values() if matches(content)]


_API = Api(error_response, anonymous_error=ApiError(403, "Request rejected because caller cannot access Confluence"))

ROUTES = (
    _API.route("GET /wiki/rest/api/search", search),
    _API.route("GET /wiki/rest/api/user/current", get_current_user),
    _API.route("GET /wiki/rest/api/content/search", search_content),
    _API.route("POST /wiki/rest/api/content/{id}/child/attachment", v1_attachments.create_attachments),
    _API.route("PUT /wiki/rest/api/content/{id}/child/attachment", v1_attachments.create_or_update_attachments),
    _API.route("GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download", download_attachment),
    _API.route("GET /wiki/download/attachments/{id}/{name}", download),
    # Atlassian no longer publishes these, but clients still call them, some with a slash at the end.
    _API.route("GET /wiki/rest/api/content", list_content),
    _API.route("POST /wiki/rest/api/content", create_content),
    _API.route("POST /wiki/rest/api/content/", create_content),
    _API.route("GET /wiki/rest/api/content/{id}", get_content),
    _API.route("PUT /wiki/rest/api/content/{id}", update_content),
    _API.route("GET /wiki/rest/api/content/{id}/child/attachment", v1_attachments.list_attachments),
    _API.route("GET /wiki/rest/api/space", list_spaces),
    _API.route("GET /wiki/rest/api/space/{spaceKey}", get_space),
)
