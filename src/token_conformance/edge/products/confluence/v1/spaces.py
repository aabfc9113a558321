"""Spaces and what is in them, in version 1 of Confluence's API."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, whole_number
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.confluence.answers import Bean, matches, unmodelled
from token_conformance.edge.products.confluence.expand import CONTENT, SPACE, Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, base_links, page, single
from token_conformance.edge.products.confluence.v1.beans import content_bean, space_bean
from token_conformance.edge.products.confluence.v1.items import space_in_path
from token_conformance.edge.products.confluence.v1.long_tasks import begun
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Content, Space

_EXPAND = " ".join(SPACE)
_KINDS = ("page", "blogpost")

_BODY: dict[str, Shape] = {"name": str, "description": {"plain": {"value": str}}}


@honours(f"{PAGING} spaceKey spaceId type status", expand=_EXPAND)
async def list_spaces(request: Request) -> Response:
    """List the spaces; `spaceKey`, `spaceId`, `type` and `status` narrow the list."""
    call, expand = Call.of(request), Expand.of(request, SPACE)
    shown = [
        space
        for space in call.state.confluence.spaces.values()
        if matches(request, "spaceKey", space.key) and matches(request, "spaceId", space.id)
        if matches(request, "type", "global") and matches(request, "status", "current")
    ]
    return page(request, shown, lambda space: space_bean(call, space, expand))


@honours(expand=_EXPAND)
async def get_space(request: Request) -> Response:
    """Get a space, by its key."""
    return single(request, space_bean(Call.of(request), space_in_path(request), Expand.of(request, SPACE)))


@honours(body={**_BODY, "key": str, "permissions": object})
async def create_space(request: Request) -> Response:
    """Create a space with its home page."""
    body, call = await json_object(request), Call.of(request)
    key, name = member(body, "key"), member(body, "name")
    if not key.isalnum() or call.state.confluence.space_by_key(key):
        raise ApiError(400, f"A space with this key cannot be created: {key}")
    if body.get("permissions"):
        raise unmodelled("the permissions of a space")
    created = call.state.confluence.create_space(key, name, caller(request), _plain(body.get("description", {})))
    return single(request, space_bean(call, created, Expand(frozenset({"description.plain", "homepage"}))))


@honours()
async def delete_space(request: Request) -> Response:
    """Delete a space with everything in it."""
    Call.of(request).state.confluence.delete_space(space_in_path(request))
    return begun(request, "com.atlassian.confluence.spaces.delete")


@honours(body={**_BODY, "homepage": {"id": ID}})
async def update_space(request: Request) -> Response:
    """Change the name, the description or the home page of a space."""
    space, body, call = space_in_path(request), await json_object(request), Call.of(request)
    homepage = call.state.confluence.page(str(body["homepage"].get("id"))) if "homepage" in body else None
    if "homepage" in body and (homepage is None or homepage.space is not space):
        raise ApiError(400, "The 'homepage' must be a page of the space.")
    space.name = body.get("name") or space.name
    space.description = _plain(body["description"]) if "description" in body else space.description
    space.homepage_id = homepage.id if homepage else space.homepage_id
    return single(request, space_bean(call, space, Expand(frozenset({"description.plain", "homepage"}))))


def _plain(description: Bean) -> str:
    """The text of a description."""
    return str(description.get("plain", {}).get("value", ""))


@honours("start limit depth", expand=" ".join(CONTENT))
async def get_space_content(request: Request) -> Response:
    """Get the pages and the blog posts of a space; `start` and `limit` hold for each kind."""
    call, space, bean = Call.of(request), space_in_path(request), _bean(request)
    start, limit = whole_number(request, "start", 0), whole_number(request, "limit", 25, minimum=1)
    path = f"/rest/api/space/{space.key}/content"
    shown: Bean = {"_links": {**base_links(call), "self": f"{call.site}/wiki{path}"}}
    for kind in _KINDS:
        contents = _of_kind(request, space, kind)
        beans = [bean(content) for content in contents[start : start + limit]]
        links = {"self": f"{call.site}/wiki{path}/{kind}"}
        if start + limit < len(contents):
            links["next"] = f"{path}/{kind}?start={start + limit}&limit={limit}"
        shown[kind] = {"results": beans, "start": start, "limit": limit, "size": len(beans), "_links": links}
    return JSONResponse(shown)


@honours(f"{PAGING} depth", expand=" ".join(CONTENT))
async def list_space_content(request: Request) -> Response:
    """List the pages or the blog posts of a space; with `depth=root` the pages that have none above them."""
    space, kind = space_in_path(request), request.path_params["type"]
    if kind not in _KINDS:
        raise unmodelled(f"the contents of the kind {kind} of a space")
    return page(request, _of_kind(request, space, kind), _bean(request))


def _bean(request: Request) -> Callable[[Content], Bean]:
    call, expand = Call.of(request), Expand.of(request, CONTENT)
    return lambda content: content_bean(call, content, expand)


def _of_kind(request: Request, space: Space, kind: str) -> list[Content]:
    depth = request.query_params.get("depth", "all")
    if depth not in {"all", "root"}:
        raise ApiError(400, "The query parameter 'depth' must be all or root.")
    contents = [content for content in Call.of(request).state.confluence.of_type(kind) if content.space is space]
    return [content for content in contents if depth == "all" or content.parent_id is None]
