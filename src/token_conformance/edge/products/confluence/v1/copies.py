"""Copies of pages, and what becomes of whole trees of them, in version 1 of Confluence's API."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.expand import CONTENT, Expand
from token_conformance.edge.products.confluence.v1.answers import single
from token_conformance.edge.products.confluence.v1.beans import content_bean
from token_conformance.edge.products.confluence.v1.items import content_in_path, space_by_key
from token_conformance.edge.products.confluence.v1.long_tasks import begun
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence import Confluence, TitleTakenError
from token_conformance.edge.tenant.confluence_content import Content, Space

_NOT_COPIED = ("copyPermissions", "copyCustomContents")
_TARGETS = ("space", "parent_page")

_COPY: dict[str, Shape] = dict.fromkeys((*_NOT_COPIED, "copyLabels", "copyProperties", "copyAttachments"), bool)
_TITLE_OPTIONS: dict[str, Shape] = {"search": str, "replace": str, "prefix": str}


@honours(
    expand=" ".join(CONTENT),
    body={**_COPY, "destination": {"type": str, "value": ID}, "pageTitle": str, "body": object},
)
async def copy_page(request: Request) -> Response:
    """Copy a page below another page, or to the root of a space."""
    source, body = content_in_path(request), await json_object(request)
    _check_copy(source, body)
    place = _destination(request, member(body, "destination"))
    title = body.get("pageTitle") or source.title
    written = body.get("body")
    if written:
        raise unmodelled("a copy of a page with another body")
    copied = _copy(request, source, body, title, place)
    return single(request, content_bean(Call.of(request), copied, Expand.of(request, CONTENT)))


def _check_copy(source: Content, body: dict[str, Any]) -> None:
    if source.type != "page":
        raise ApiError(400, "Only pages can be copied.")
    if any(body.get(name) for name in _NOT_COPIED):
        raise unmodelled(f"copies of pages with {' or '.join(_NOT_COPIED)}")


def _destination(request: Request, place: Bean) -> tuple[Space, str | None]:
    """The space of a copy and the id of the page above it. Raises ApiError (400, 404 or 501)."""
    kind, value = place.get("type"), str(place.get("value"))
    if kind == "existing_page":
        raise unmodelled("a copy that replaces a page")
    if kind not in _TARGETS:
        raise ApiError(400, f"The 'type' of the destination must be one of {', '.join(_TARGETS)}.")
    if kind == "space":
        return space_by_key(request, value), None
    parent = _page(request, value)
    return parent.space, parent.id


def _page(request: Request, page_id: str) -> Content:
    """The page of an id. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.page(page_id)
    if found is None:
        raise ApiError(404, f"No content found with id : {page_id}")
    return found


def _copy(
    request: Request, source: Content, body: dict[str, Any], title: str, place: tuple[Space, str | None]
) -> Content:
    """Make one copy, with labels, properties and files if the body says so. Raises ApiError (400)."""
    confluence, author, (space, parent_id) = Call.of(request).state.confluence, caller(request), place
    try:
        copied = confluence.create("page", space, title, source.body, author, parent_id=parent_id)
    except TitleTakenError:
        raise ApiError(400, f"A page with this title already exists: {title}") from None
    if body.get("copyLabels"):
        copied.labels = [*source.labels]
    for item in source.properties.values() if body.get("copyProperties") else ():
        confluence.add_property(copied.properties, item.key, item.value, author)
    for file in source.attachments.values() if body.get("copyAttachments") else ():
        confluence.attach(copied, author, file.title, media_type=file.media_type, data=file.data, comment=file.comment)
    return copied


@honours(body={**_COPY, "destinationPageId": ID, "titleOptions": _TITLE_OPTIONS})
async def copy_tree(request: Request) -> Response:
    """Copy a page and all pages below it, below another page."""
    source, body = content_in_path(request), await json_object(request)
    _check_copy(source, body)
    target = _page(request, str(member(body, "destinationPageId")))
    _copy_below(request, source, body, target)
    return begun(request, "com.atlassian.confluence.pages.copy")


def _copy_below(request: Request, source: Content, body: dict[str, Any], parent: Content) -> None:
    children = Call.of(request).state.confluence.children(source)
    title = _new_title(source.title, body.get("titleOptions", {}))
    copied = _copy(request, source, body, title, (parent.space, parent.id))
    for child in children:
        _copy_below(request, child, body, copied)


def _new_title(title: str, options: dict[str, str]) -> str:
    replaced = title.replace(options["search"], options.get("replace", "")) if options.get("search") else title
    return f"{options.get('prefix') or ''}{replaced}"


@honours()
async def delete_tree(request: Request) -> Response:
    """Move a page and all pages below it to the trash."""
    confluence, root = Call.of(request).state.confluence, content_in_path(request)
    _check_home(confluence, root)
    for _, page in reversed(confluence.descendants(root)):
        confluence.move_to_trash(page)
    confluence.move_to_trash(root)
    return begun(request, "com.atlassian.confluence.pages.deletetree")


def _check_home(confluence: Confluence, *pages: Content) -> None:
    homes = {space.homepage_id for space in confluence.spaces.values()}
    if any(page.id in homes for page in pages):
        raise unmodelled("what becomes of a space whose home page is deleted or archived")


@honours(body={"pages": [{"id": ID}]})
async def archive_pages(request: Request) -> Response:
    """Archive pages; one with pages below it is not modelled, and neither is the error for an unknown page."""
    wanted, confluence = member(await json_object(request), "pages"), Call.of(request).state.confluence
    ids = [str(one.get("id")) for one in wanted]
    pages = [page for page in map(confluence.page, ids) if page]
    if len(pages) != len(ids):
        raise unmodelled("what is answered to the archiving of a page that does not exist")
    if any(confluence.tree_children(page.id) for page in pages):
        raise unmodelled("what becomes of what is below a page that is archived")
    _check_home(confluence, *pages)
    for page in dict.fromkeys(page.id for page in pages):
        confluence.move_to_archive(confluence.contents[page])
    return begun(request, "com.atlassian.confluence.pages.archive")
