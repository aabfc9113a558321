"""Spaces, in version 1 of Confluence's API: operations that are published no more (rule G8)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, Call, Refusal, caller, json_object, member
from token_conformance.edge.products.confluence import v1_attachments
from token_conformance.edge.products.confluence import v1_beans as beans
from token_conformance.edge.products.confluence.cql import matcher
from token_conformance.edge.products.confluence.v1_attachments import download, download_attachment
from token_conformance.edge.products.confluence.v1_beans import (
    Bean,
    base_links,
    content_bean,
    expanded,
    named_content,
    page,
    refuse,
    space_bean,
)
from token_conformance.edge.tenant.confluence import Content, Space, TitleTakenError


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


async def list_content(request: Request) -> Response:
    """Show the contents of a `type`, a `spaceKey` and a `title`."""
    asked = request.query_params
    contents = [
        content
        for content in Call.of(request).state.confluence.of_type(asked.get("type", "page"))
        if asked.get("spaceKey") in {None, content.space.key} and asked.get("title") in {None, content.title}
    ]
    return page(request, contents, expanded(request, _bean))


async def get_content(request: Request) -> Response:
    """Show a page or blog post."""
    return _one(request, named_content(request), request.query_params.get("expand", ""))


async def create_content(request: Request) -> Response:
    """Write a page or blog post; a page is below the last of its `ancestors` or else the space's home page."""
    confluence, body = Call.of(request).state.confluence, await json_object(request)
    space, title, text = _space(request, body), str(member(body, "title")), _storage(body)
    type_ = body.get("type")
    if type_ not in {"page", "blogpost"}:
        raise Refusal(400, "'type' must be 'page' or 'blogpost' in the local model.")
    parent_id = _parent(request, body, space) if type_ == "page" else None
    try:
        made = confluence.create(type_, space, title, text, caller(request), parent_id=parent_id)
    except TitleTakenError:
        raise Refusal(400, f"A page with this title already exists: {title}") from None
    return _one(request, made, "body.storage")


async def update_content(request: Request) -> Response:
    """Write the next version of a page or blog post, whose number must be told."""
    content, body = named_content(request), await json_object(request)
    version = body.get("version")
    number = version.get("number") if isinstance(version, dict) else None
    if number != content.version + 1:
        raise Refusal(409, f"Version must be incremented on update. Current version is: {content.version}")
    text = _storage(body) if "body" in body else content.body
    content.rewrite(str(member(body, "title")), text)
    return _one(request, content, "body.storage")


def _one(request: Request, content: Content, expand: str) -> Response:
    call = Call.of(request)
    bean = _bean(call, content, expand)
    return JSONResponse({**bean, "_links": {**base_links(call), **bean["_links"]}})


def _bean(call: Call, content: Content, expand: str) -> Bean:
    """A content, with the paths of what can be expanded."""
    space = f"/rest/api/space/{content.space.key}"
    return {**content_bean(call, content, expand), "_expandable": {"container": space, "space": space}}


def _space(request: Request, body: dict[str, Any]) -> Space:
    """The space that the body names by its key. Raises Refusal (400 or 404)."""
    named = member(body, "space")
    key = named.get("key") if isinstance(named, dict) else None
    spaces = Call.of(request).state.confluence.spaces.values()
    found = next((space for space in spaces if space.key == key), None)
    if found is None:
        raise Refusal(404, f"No space with key : {key}")
    return found


def _parent(request: Request, body: dict[str, Any], space: Space) -> str:
    ancestors = body.get("ancestors") or [{"id": space.homepage_id}]
    last = ancestors[-1] if isinstance(ancestors, list) else None
    parent_id = str(last.get("id")) if isinstance(last, dict) else ""
    if Call.of(request).state.confluence.page(parent_id) is None:
        raise Refusal(400, f"No parent page with id : {parent_id}")
    return parent_id


def _storage(body: dict[str, Any]) -> str:
    """The text of the body, in storage format. Raises Refusal (400)."""
    bodies = member(body, "body")
    storage = bodies.get("storage") if isinstance(bodies, dict) else None
    text = storage.get("value") if isinstance(storage, dict) else None
    if not isinstance(text, str):
        raise Refusal(400, "'body' must be {'storage': {'value': '...', 'representation': 'storage'}}.")
    return text


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
    _API.route("GET /wiki/rest/api/content", list_content),
    _API.route("POST /wiki/rest/api/content", create_content),
    _API.route("POST /wiki/rest/api/content/", create_content),
    _API.route("GET /wiki/rest/api/content/{id}", get_content),
    _API.route("PUT /wiki/rest/api/content/{id}", update_content),
    _API.route("GET /wiki/rest/api/content/{id}/child/attachment", v1_attachments.list_attachments),
    _API.route("GET /wiki/rest/api/space", list_spaces),
    _API.route("GET /wiki/rest/api/space/{spaceKey}", get_space),
)
