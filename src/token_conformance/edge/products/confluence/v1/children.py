"""What is below a page and what it was before, in version 1 of Confluence's API: children, descendants, versions."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, no_content
from token_conformance.edge.products.confluence.answers import Bean, matches, unmodelled
from token_conformance.edge.products.confluence.expand import CONTENT, HISTORY, Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v1.beans import children_bean
from token_conformance.edge.products.confluence.v1.items import Item, Placed, content_in_path, item_in_path, version_of
from token_conformance.edge.products.confluence.v1.parts import content_url, history_bean, version_bean
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence import TitleTakenError
from token_conformance.edge.tenant.confluence_content import Attachment, Comment, Content, Versioned

_EXPAND = " ".join(CONTENT)
_KINDS = ("page", "comment", "attachment")
_KIND_VALUES = (*_KINDS, *(f"{kind}.{value}" for kind in _KINDS for value in CONTENT if "children" not in value))


@honours(expand=" ".join(_KIND_VALUES))
async def get_children(request: Request) -> Response:
    """Get what is directly below a page, of the kinds that `expand` names."""
    expand = Expand.of(request, _KIND_VALUES)
    return single(request, children_bean(Call.of(request), content_in_path(request), expand))


@honours(f"{PAGING} id location depth filename mediaType", expand=_EXPAND)
async def list_children(request: Request) -> Response:
    """List the pages, comments or files directly below a page; of comments, `depth=all` adds the answers."""
    content, kind = item_in_path(request).content, request.url.path.rpartition("/")[2]
    items: dict[str, Callable[[], Sequence[Item]]] = {
        "page": lambda: Call.of(request).state.confluence.children(content),
        "comment": lambda: _comments(request, content),
        "attachment": lambda: [file for file in content.attachments.values() if _is_wanted(request, file)],
    }
    if kind not in items:
        raise unmodelled(f"the children of the kind {kind}")
    return _list(request, content, items[kind]())


def _is_wanted(request: Request, file: Attachment) -> bool:
    names = request.query_params.getlist("filename")
    return (not names or file.title in names) and matches(request, "mediaType", file.media_type)


def _comments(request: Request, content: Content) -> list[Comment]:
    """The comments on a page, or the answers to the comment in the path."""
    above = None if content.id == request.path_params["id"] else request.path_params["id"]
    comments = content.comments if matches(request, "location", "footer") else []
    if "depth" in request.query_params and above is None and request.query_params["depth"] == "all":
        return comments
    return [comment for comment in comments if comment.parent_id == above]


@honours()
async def get_descendants(request: Request) -> Response:
    """Get the paths of everything below a page, by kind; of a kind that `expand` names, the order is not modelled."""
    content = content_in_path(request)
    Expand.of(request, ())
    path, url = f"/rest/api/content/{content.id}/descendant", f"{content_url(Call.of(request), content.id)}/descendant"
    return single(request, {"_expandable": {kind: f"{path}/{kind}" for kind in _KINDS}, "_links": {"self": url}})


@honours(f"{PAGING} depth", expand=_EXPAND)
async def list_descendants(request: Request) -> Response:
    """List the pages below a page to any `depth`, or its comments, or its files."""
    content, kind = content_in_path(request), request.path_params["type"]
    depth = request.query_params.get("depth", "all")
    if depth not in {"all", "root"} and not depth.isdecimal():
        raise ApiError(400, "The query parameter 'depth' must be all, root or a whole number.")
    if kind not in _KINDS or (depth != "all" and kind != "page"):
        raise unmodelled(f"the descendants of the kind {kind} to the depth {depth}")
    if kind != "page":
        return _list(request, content, content.comments if kind == "comment" else [*content.attachments.values()])
    deepest = int(depth) if depth.isdecimal() else 1 if depth == "root" else None
    below = Call.of(request).state.confluence.descendants(content)
    return _list(request, content, [item for level, item in below if deepest is None or level <= deepest])


def _list(request: Request, content: Content, items: Sequence[Item]) -> Response:
    call, expand = Call.of(request), Expand.of(request, CONTENT)
    placed = [Placed(item, item if isinstance(item, Content) else content) for item in items]
    return page(request, placed, lambda item: item.bean(call, expand))


@honours(expand=" ".join(HISTORY))
async def get_history(request: Request) -> Response:
    """Get the history of a page, a blog post or a comment."""
    expand = Expand.of(request, HISTORY, ("lastUpdated",))
    return single(request, history_bean(Call.of(request), _text(request), expand))


@honours(PAGING, expand="content")
async def list_versions(request: Request) -> Response:
    """List the versions of a page, a blog post or a comment, the newest first."""
    text, bean = _text(request), _version_bean(request)
    return page(request, text.versions[::-1], lambda version: bean(version.number), key=lambda item: str(item.number))


@honours(expand="content")
async def get_version(request: Request) -> Response:
    """Get one version of a page, a blog post or a comment."""
    found = version_of(_text(request), request.path_params["versionNumber"])
    return single(request, _version_bean(request)(found.number))


@honours(
    expand="content", body={"operationKey": str, "params": {"versionNumber": int, "restoreTitle": bool, "message": str}}
)
async def restore_version(request: Request) -> Response:
    """Write the next version of a page or blog post, with the body of an earlier one, and its title if wanted."""
    content, body = content_in_path(request), await json_object(request)
    wanted = body.get("params", {})
    if body.get("operationKey") != "restore":
        raise ApiError(400, "'operationKey' must be restore.")
    old = version_of(content, wanted.get("versionNumber"))
    title = old.title if wanted.get("restoreTitle") else content.title
    confluence, message = Call.of(request).state.confluence, wanted.get("message", "")
    try:
        confluence.update(content, title, old.body, caller(request), message=message)
    except TitleTakenError:
        raise ApiError(400, f"A page with this title already exists: {title}") from None
    return single(request, _version_bean(request)(content.version))


@honours()
async def delete_version(request: Request) -> Response:
    """Delete an earlier version of a page or blog post; the later ones get the next lower numbers."""
    content = content_in_path(request)
    old = version_of(content, request.path_params["versionNumber"])
    if old is content.latest:
        raise ApiError(400, "The current version of a content cannot be deleted.")
    kept = [version for version in content.versions if version is not old]
    content.versions[:] = [replace(version, number=place) for place, version in enumerate(kept, 1)]
    return no_content()


def _version_bean(request: Request) -> Callable[[int], Bean]:
    """The JSON of a version by its number, with the content as it was if `expand` says so."""
    call, placed, expand = Call.of(request), item_in_path(request), Expand.of(request, ("content",))

    def bean(number: int) -> Bean:
        version = _text(request).numbered(number)
        content = {"content": placed.at(number).bean(call)} if expand.has("content") else {}
        return {**(version_bean(call, placed.id, version) if version else {}), **content}

    return bean


def _text(request: Request) -> Versioned:
    item = item_in_path(request).item
    if isinstance(item, Attachment):
        raise unmodelled("the versions of a file here")
    return item


@honours()
async def move_content(request: Request) -> Response:
    """Move a page below another (`append`); the order of pages is not modelled."""
    confluence, parts = Call.of(request).state.confluence, request.path_params
    moved, target = confluence.page(parts["pageId"]), confluence.page(parts["targetId"])
    if moved is None or target is None:
        raise ApiError(404, "No content found with this id.")
    if parts["position"] != "append" or moved.space is not target.space:
        raise unmodelled("where this move puts the page")
    if target is moved or moved in confluence.ancestors(target):
        raise ApiError(400, "A page cannot be below itself.")
    moved.parent_id = target.id
    return JSONResponse({"pageId": moved.id})
