"""Pages, blog posts and comments in version 1 of Confluence's API, which are no longer published (rule G8)."""

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member, no_content, whole_number
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.confluence.answers import Bean, has_title, matches, unmodelled, wanted
from token_conformance.edge.products.confluence.bodies import written_body
from token_conformance.edge.products.confluence.expand import CONTENT, Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.confluence.v1.beans import content_bean
from token_conformance.edge.products.confluence.v1.items import Placed, item_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence import TitleTakenError
from token_conformance.edge.tenant.confluence_content import Attachment, Comment, Content, Space

_EXPAND = " ".join(CONTENT)
_DEFAULT = ("space", "history", "version")
_WRITTEN = Expand(frozenset({"body.storage", "history", "space", "version", "ancestors"}))

_BODY: dict[str, Shape] = {
    "type": str,
    "status": str,
    "title": str,
    "body": dict,
    "space": {"key": str},
    "ancestors": [{"id": ID}],
    "metadata": {"properties": {"*": {"value": object}}, "labels": [{"name": str}]},
    "container": {"id": ID},
    "version": {"number": int, "message": str, "minorEdit": bool},
}


@honours(f"{PAGING} type spaceKey title status", expand=_EXPAND)
async def list_content(request: Request) -> Response:
    """List the contents of a `type`, a `spaceKey`, a `title` and a `status`."""
    call, expand = Call.of(request), Expand.of(request, CONTENT)
    type_ = request.query_params.get("type", "page")
    if type_ not in {"page", "blogpost"}:
        raise ApiError(400, "The query parameter 'type' must be page or blogpost.")
    contents = [
        content
        for content in _of_status(request)
        if content.type == type_ and matches(request, "spaceKey", content.space.key)
        if has_title(request, content.title)
    ]
    return page(request, contents, lambda content: content_bean(call, content, expand))


def _of_status(request: Request) -> Iterator[Content]:
    confluence = Call.of(request).state.confluence
    status = request.query_params.get("status", "current")
    shown = {
        "current": [confluence.contents],
        "trashed": [confluence.trash],
        "draft": [confluence.drafts],
        "archived": [confluence.archive],
        "any": [confluence.contents, confluence.trash],
    }
    if status not in shown:
        raise unmodelled(f"the contents of status {status}")
    return (content for contents in shown[status] for content in contents.values())


@honours("status version", expand=_EXPAND)
async def get_content(request: Request) -> Response:
    """Get a page, a blog post, a comment or a file; one in the trash or a draft only if `status` says so."""
    call, expand = Call.of(request), Expand.of(request, CONTENT, _DEFAULT)
    hidden = _hidden(request, wanted(request, "status") or set())
    if hidden is not None:
        return single(request, content_bean(call, hidden, expand))
    found = _earlier(request) if "version" in request.query_params else item_in_path(request)
    return single(request, found.bean(call, expand))


def _hidden(request: Request, statuses: set[str]) -> Content | None:
    """The content in the path, if it is a draft or in the trash and `status` names that. Raises ApiError (501)."""
    confluence, content_id = Call.of(request).state.confluence, request.path_params["id"]
    if not statuses <= {"current", "trashed", "draft", "any", "historical"}:
        raise unmodelled(f"the contents of status {', '.join(sorted(statuses))}")
    trashed = confluence.trash.get(content_id) if statuses & {"trashed", "any"} else None
    draft = confluence.drafts.get(content_id) if statuses & {"draft", "any"} else None
    if (trashed or draft) is None and statuses and statuses <= {"trashed", "draft"}:
        raise ApiError(404, f"No content found with id : {content_id}")
    return trashed or draft


def _earlier(request: Request) -> Placed:
    """The item in the path, in the version that the query string names. Raises ApiError (404)."""
    found, number = item_in_path(request), whole_number(request, "version", 1, minimum=1)
    if isinstance(found.item, Attachment):
        raise unmodelled("earlier versions of a file here")
    if found.item.numbered(number) is None:
        raise ApiError(404, f"No content found with id : {found.id} and version : {number}")
    return found.at(number)


@honours("status", body=_BODY)
async def create_content(request: Request) -> Response:
    """Create a page, a blog post or a comment; a page gets the last of its `ancestors` or the home page as parent."""
    body = await json_object(request)
    types = {"page": _create_page, "blogpost": _create_page, "comment": _create_comment}
    type_ = body.get("type", "")
    if type_ not in types:
        raise ApiError(400, f"The 'type' of a content must be one of {', '.join(types)}.")
    if body.get("status", "current") != "current" or not matches(request, "status", "current"):
        raise unmodelled("how version 1 creates a draft")
    call, created = Call.of(request), types[type_](request, body)
    return single(request, created.bean(call, _WRITTEN))


def _create_page(request: Request, body: dict[str, Any]) -> Placed:
    confluence, type_, space = Call.of(request).state.confluence, body["type"], _space(request, body)
    title, text = member(body, "title"), written_body(member(body, "body"))
    parent_id = _parent(request, body, space) if type_ == "page" else None
    try:
        created = confluence.create(type_, space, title, text, caller(request), parent_id=parent_id)
    except TitleTakenError:
        raise ApiError(400, f"A page with this title already exists: {title}") from None
    _add_metadata(request, created, body.get("metadata", {}))
    return Placed(created, created)


def _create_comment(request: Request, body: dict[str, Any]) -> Placed:
    """A comment on the page or blog post of `container`; the last of its `ancestors` is the comment that it answers."""
    confluence, container = Call.of(request).state.confluence, member(body, "container")
    content = confluence.contents.get(str(container.get("id")))
    if content is None:
        raise ApiError(404, "No content found for 'container'.")
    text, answered = written_body(member(body, "body")), _last_ancestor(body)
    if answered is not None and answered not in {comment.id for comment in content.comments}:
        raise ApiError(400, f"No parent comment with id : {answered}")
    return Placed(confluence.add_comment(content, caller(request), text, answered), content)


def _add_metadata(request: Request, content: Content, metadata: Bean) -> None:
    """Add the labels and properties that a new page comes with; anything else in its metadata has no effect."""
    confluence = Call.of(request).state.confluence
    for key, value in metadata.get("properties", {}).items():
        if "value" in value:
            confluence.add_property(content.properties, key, value["value"], caller(request))
    for label in metadata.get("labels", []):
        if label.get("name"):
            confluence.add_label(content, label["name"])


@honours("status", expand=_EXPAND, body=_BODY)
async def update_content(request: Request) -> Response:
    """Write the next version of a page, a blog post or a comment; the body must contain its number."""
    call, found, body = Call.of(request), item_in_path(request), await json_object(request)
    item, version = found.item, body.get("version", {})
    if isinstance(item, Attachment) or body.get("status", "current") != "current":
        raise unmodelled("what this update changes")
    if version.get("number") != item.version + 1:
        raise ApiError(409, f"Version must be incremented on update. Current version is: {item.version}")
    title = item.title if isinstance(item, Comment) else member(body, "title")
    text = written_body(body["body"]) if body.get("body") else item.body
    parent_id = _new_parent(request, body, found.content)
    message, is_minor = version.get("message", ""), version.get("minorEdit", False)
    try:
        call.state.confluence.update(item, title, text, caller(request), message=message, is_minor=is_minor)
    except TitleTakenError:
        raise ApiError(400, f"A page with this title already exists: {title}") from None
    if isinstance(item, Content) and parent_id:
        item.parent_id = parent_id
    return single(request, found.bean(call, _WRITTEN))


@honours("status")
async def delete_content(request: Request) -> Response:
    """Move a page or blog post to the trash, or delete it from there (`status=trashed`); delete a comment or a file."""
    confluence, content_id = Call.of(request).state.confluence, request.path_params["id"]
    if request.query_params.get("status") == "trashed":
        if confluence.trash.pop(content_id, None) is None:
            raise ApiError(404, f"No content found with id : {content_id}")
        return no_content()
    if not matches(request, "status", "current"):
        raise unmodelled("what this `status` deletes")
    found = item_in_path(request)
    if isinstance(found.item, Content):
        confluence.move_to_trash(found.item)
    elif isinstance(found.item, Comment):
        found.content.comments.remove(found.item)
    else:
        del found.content.attachments[found.item.title]
    return no_content()


def _new_parent(request: Request, body: dict[str, Any], content: Content) -> str | None:
    """The page to which an update moves a page. Raises ApiError (400) for the page itself and those below it."""
    if not body.get("ancestors"):
        return None
    parent_id, confluence = _parent(request, body, content.space), Call.of(request).state.confluence
    if parent_id in {content.id, *(below.id for _, below in confluence.descendants(content))}:
        raise ApiError(400, "A page cannot be below itself.")
    return parent_id


def _space(request: Request, body: dict[str, Any]) -> Space:
    """The space that the body names by its key. Raises ApiError (400 or 404)."""
    key = member(body, "space").get("key", "")
    found = Call.of(request).state.confluence.space_by_key(key)
    if found is None:
        raise ApiError(404, f"No space with key : {key}")
    return found


def _last_ancestor(body: dict[str, Any]) -> str | None:
    ancestors = body.get("ancestors")
    return str(ancestors[-1].get("id")) if ancestors else None


def _parent(request: Request, body: dict[str, Any], space: Space) -> str:
    """The id of the page above. Raises ApiError (400)."""
    parent_id = _last_ancestor(body)
    parent_id = space.homepage_id if parent_id is None else parent_id
    if Call.of(request).state.confluence.page(parent_id) is None:
        raise ApiError(400, f"No parent page with id : {parent_id}")
    return parent_id
