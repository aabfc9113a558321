"""How pages and blog posts are created, changed and deleted, in version 2 of Confluence's API."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.confluence.answers import is_on, unmodelled
from token_conformance.edge.products.confluence.bodies import written_body
from token_conformance.edge.products.confluence.v2.answers import single
from token_conformance.edge.products.confluence.v2.beans import content_bean
from token_conformance.edge.products.confluence.v2.find import content_in_path, type_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence import TitleTakenError
from token_conformance.edge.tenant.confluence_content import Content, Space

_TITLE_TAKEN = "A page with this title already exists in the space."

_BODY: dict[str, Shape] = {"status": str, "title": str, "parentId": ID, "body": dict}


@honours("private embedded root-level", body={**_BODY, "spaceId": ID, "subtype": object})
async def create_content(request: Request) -> Response:
    """Create a page or blog post, or a draft of one; a page is below the home page unless the request says where."""
    confluence, body, type_ = Call.of(request).state.confluence, await json_object(request), type_in_path(request)
    space, status = confluence.spaces.get(str(member(body, "spaceId"))), _status(body)
    title = body.get("title", "") if status == "draft" else member(body, "title")
    text = written_body(body.get("body"))
    is_live = _is_live(body, type_)
    if is_on(request, "embedded"):
        raise unmodelled("embedded content")
    if space is None:
        raise ApiError(404)
    parent_id = _parent_id(request, body, space) if type_ == "page" else None
    try:
        created = confluence.create(type_, space, title, text, caller(request), parent_id=parent_id, status=status)
    except TitleTakenError:
        raise ApiError(400, _TITLE_TAKEN) from None
    created.is_live = is_live
    if is_on(request, "private"):
        created.restrictions = {"read": [caller(request)], "update": [caller(request)]}
    return single(request, content_bean(created, "storage"))


def _is_live(body: dict[str, Any], type_: str) -> bool:
    """Whether the new content is a live doc, which is a page that is edited without drafts. Raises ApiError (400)."""
    if (subtype := body.get("subtype")) is None:
        return False
    if subtype != "live" or type_ != "page":
        raise ApiError(400, "'subtype' must be live, and is for pages alone.")
    return True


def _status(body: dict[str, Any]) -> str:
    status: str = body.get("status", "current")
    if status not in {"current", "draft"}:
        raise ApiError(400, "'status' must be current or draft.")
    return status


def _parent_id(request: Request, body: dict[str, Any], space: Space) -> str | None:
    """The page above a new page, None at the root of the space. Raises ApiError (400 or 404)."""
    if is_on(request, "root-level"):
        if body.get("parentId"):
            raise ApiError(400, "'parentId' cannot be set for a page at the root level.")
        return None
    parent = Call.of(request).state.confluence.page(str(body.get("parentId") or space.homepage_id))
    if parent is None:
        raise ApiError(404)
    return parent.id


@honours(body={**_BODY, "ownerId": str, "version": {"number": int, "message": str}})
async def update_content(request: Request) -> Response:
    """Write the next version of a page or blog post, or publish or change a draft (whose version is 1)."""
    body, confluence = await json_object(request), Call.of(request).state.confluence
    content_id, status = request.path_params["id"], _status(body)
    if content_id in confluence.trash:
        raise unmodelled("how a content comes back from the trash")
    draft = confluence.drafts.get(content_id)
    if draft is not None and draft.type == type_in_path(request):
        return _update_draft(request, draft, body, status)
    content = content_in_path(request)
    if status == "draft":
        raise unmodelled("drafts of a content that is published")
    if _number(body) != content.version + 1:
        raise ApiError(409, f"Version must be incremented when updating a page. Current Version: [{content.version}].")
    parent_id, owner = _new_parent(request, body, content), _new_owner(request, body)
    title, text = member(body, "title"), written_body(body["body"]) if body.get("body") else content.body
    try:
        confluence.update(content, title, text, caller(request), message=_message(body))
    except TitleTakenError:
        raise ApiError(400, _TITLE_TAKEN) from None
    content.parent_id = parent_id
    content.owners += [owner] if owner and owner != content.owner else []
    return single(request, content_bean(content, "storage"))


def _update_draft(request: Request, draft: Content, body: dict[str, Any], status: str) -> Response:
    if _number(body) != 1:
        raise ApiError(409, "The version of a draft is 1.")
    text = written_body(body["body"]) if body.get("body") else draft.body
    title, confluence = body.get("title") or draft.title, Call.of(request).state.confluence
    try:
        confluence.edit_draft(draft, title, text, is_published=status == "current")
    except TitleTakenError:
        raise ApiError(400, _TITLE_TAKEN) from None
    return single(request, content_bean(draft, "storage"))


def _number(body: dict[str, Any]) -> Any:
    return body.get("version", {}).get("number")


def _message(body: dict[str, Any]) -> str:
    return str(body["version"].get("message", ""))


def _new_parent(request: Request, body: dict[str, Any], content: Content) -> str | None:
    """The page above a page after an update. Raises ApiError (400 or 404)."""
    if not body.get("parentId"):
        return content.parent_id
    confluence = Call.of(request).state.confluence
    parent = confluence.page(str(body["parentId"]))
    if parent is None:
        raise ApiError(404)
    if parent.space is not content.space or content in (parent, *confluence.ancestors(parent)):
        raise ApiError(400, "'parentId' must be another page of the space, and none below this page.")
    return parent.id


def _new_owner(request: Request, body: dict[str, Any]) -> str | None:
    owner = body.get("ownerId")
    if owner is not None and owner not in Call.of(request).state.jira.users:
        raise ApiError(400, "'ownerId' must be the account id of a user.")
    return owner


@honours(body={"status": str, "title": str})
async def update_title(request: Request) -> Response:
    """Write the next version of a page, with another title."""
    content, body = content_in_path(request), await json_object(request)
    if _status(body) == "draft":
        raise unmodelled("drafts of a content that is published")
    title = member(body, "title")
    try:
        Call.of(request).state.confluence.update(content, title, content.body, caller(request))
    except TitleTakenError:
        raise ApiError(400, _TITLE_TAKEN) from None
    return single(request, content_bean(content, "storage"))


@honours("purge draft")
async def delete_content(request: Request) -> Response:
    """Move a page or blog post to the trash; delete it from there (`purge`), or delete a draft (`draft`) for good."""
    confluence, content_id = Call.of(request).state.confluence, request.path_params["id"]
    if not (is_on(request, "purge") or is_on(request, "draft")):
        discarded = content_in_path(request)
        if discarded.id == discarded.space.homepage_id:
            raise unmodelled("what becomes of a space whose home page is deleted")
        confluence.move_to_trash(discarded)
        return no_content()
    kept = confluence.trash if is_on(request, "purge") else confluence.drafts
    if content_id not in kept or kept[content_id].type != type_in_path(request):
        raise ApiError(404)
    del kept[content_id]
    return no_content()
