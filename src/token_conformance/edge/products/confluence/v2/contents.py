"""Pages and blog posts in version 2 of Confluence's API: lists, and one of them with all that it can show."""

from collections.abc import Callable, Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, whole_number
from token_conformance.edge.products.confluence.answers import Bean, has_title, in_order, is_on, matches, wanted
from token_conformance.edge.products.confluence.v2.answers import PAGING, body_format, included, page, single
from token_conformance.edge.products.confluence.v2.beans import (
    content_bean,
    label_bean,
    property_bean,
    version_bean,
)
from token_conformance.edge.products.confluence.v2.find import content_in_path, space_in_path, type_in_path, version_of
from token_conformance.edge.products.confluence.v2.permitted import operations_on
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Content

_LIST = f"{PAGING} sort body-format title status"
_STATUSES = {"current", "archived", "deleted", "trashed"}
_ORDERS = {
    "id": lambda content: int(content.id),
    "created-date": lambda content: content.created,
    "modified-date": lambda content: content.latest.created,
    "title": lambda content: content.title.casefold(),
}
_INCLUDES = "include-labels include-properties include-operations include-likes include-versions include-version"


@honours(f"{_LIST} id space-id subtype")
async def list_contents(request: Request) -> Response:
    """List pages or blog posts; `id`, `space-id`, `title` and `status` narrow the list, and `subtype` pages."""
    type_ = type_in_path(request)
    shown = [
        content
        for content in of_status(request)
        if content.type == type_ and matches(request, "id", content.id)
        if matches(request, "space-id", content.space.id) and matches(request, "subtype", _subtype(content))
    ]
    return listed(request, shown)


def _subtype(content: Content) -> str:
    return "live" if content.is_live else "page"


@honours(f"{_LIST} depth")
async def list_contents_of_space(request: Request) -> Response:
    """List the pages or blog posts of a space; with `depth=root` the pages that have none above them."""
    space, depth, type_ = space_in_path(request), request.query_params.get("depth", "all"), type_in_path(request)
    if depth not in {"all", "root"}:
        raise ApiError(400, "The query parameter 'depth' must be all or root.")
    contents = [content for content in of_status(request) if content.space is space and content.type == type_]
    return listed(request, [content for content in contents if depth == "all" or content.parent_id is None])


def of_status(request: Request) -> list[Content]:
    """The contents of the `status`, which is current if the request does not say it. Raises ApiError (400)."""
    statuses, confluence = wanted(request, "status") or {"current"}, Call.of(request).state.confluence
    if not statuses <= _STATUSES:
        raise ApiError(400, f"The query parameter 'status' must be of {', '.join(sorted(_STATUSES))}.")
    current = confluence.contents.values() if "current" in statuses else ()
    archived = confluence.archive.values() if "archived" in statuses else ()
    return [*current, *archived, *(confluence.trash.values() if "trashed" in statuses else ())]


def listed(request: Request, contents: Iterable[Content]) -> Response:
    """The answer with a list of pages or blog posts, in the order and the format that the request names."""
    representation = body_format(request)
    shown = [content for content in contents if has_title(request, content.title)]
    return page(request, in_order(request, shown, _ORDERS), lambda content: content_bean(content, representation))


@honours(f"body-format get-draft status version {_INCLUDES}")
async def get_content(request: Request) -> Response:
    """Get a page or blog post; a draft, an earlier version or one in the trash only if the request says so."""
    content = _wanted(request)
    bean = content_bean(content, body_format(request, of_one=True))
    if not is_on(request, "include-version", default=True):
        del bean["version"]
    return single(request, bean | _includes(request, content))


def _wanted(request: Request) -> Content:
    """The content in the path in the status and version that the request names. Raises ApiError (400 or 404)."""
    confluence, content_id = Call.of(request).state.confluence, request.path_params["id"]
    statuses = wanted(request, "status") or {"current", "archived"}
    if not statuses <= {*_STATUSES, "historical", "draft"}:
        raise ApiError(400, "The query parameter 'status' is not one of a content's.")
    if "version" in request.query_params:
        content, number = content_in_path(request), whole_number(request, "version", 1, minimum=1)
        return content.as_of(version_of(content, number).number)
    places = {
        "current": confluence.contents,
        "trashed": confluence.trash,
        "draft": confluence.drafts,
        "archived": confluence.archive,
    }
    if is_on(request, "get-draft"):
        statuses = {*statuses, "draft"}
    kept = (contents.get(content_id) for status, contents in places.items() if status in statuses)
    found = next((content for content in kept if content and content.type == type_in_path(request)), None)
    if found is None:
        raise ApiError(404)
    return found


def _includes(request: Request, content: Content) -> Bean:
    """What the `include-...` parameters of the request add."""
    path = f"/wiki/api/v2/{'pages' if content.type == 'page' else 'blogposts'}/{content.id}"
    lists: Mapping[str, Callable[[], list[Bean]]] = {
        "labels": lambda: [label_bean(label) for label in content.labels],
        "properties": lambda: [property_bean(item) for item in content.properties.values()],
        "operations": lambda: operations_on(content.type),
        "likes": list,
        "versions": lambda: [version_bean(version) for version in content.versions[::-1]],
    }
    wanted_lists = {name: beans for name, beans in lists.items() if is_on(request, f"include-{name}")}
    paths = {"likes": f"{path}/likes/users"}
    return {name: included(beans(), paths.get(name, f"{path}/{name}")) for name, beans in wanted_lists.items()}
