"""Version 2 of Confluence's API: pages and what is on them, blog posts, spaces and tasks."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import Api, ApiError, Call, caller, json_object, member, no_content
from token_conformance.edge.products.confluence.v2_beans import (
    attachment_bean,
    body_format,
    comment_bean,
    content_bean,
    error_response,
    label_bean,
    matches,
    page,
    single,
    space_bean,
    task_bean,
)
from token_conformance.edge.tenant.confluence import Content, TitleTakenError


async def list_pages(request: Request) -> Response:
    """List the pages; `id`, `space-id` and `title` narrow the list."""
    return _list(request, "page")


async def list_blog_posts(request: Request) -> Response:
    """List the blog posts; `id`, `space-id` and `title` narrow the list."""
    return _list(request, "blogpost")


async def get_page(request: Request) -> Response:
    """Get a page; one in the trash only if `status` says `trashed`."""
    if "trashed" not in request.query_params.getlist("status"):
        return single(request, content_bean(_page_in_path(request), body_format(request)))
    trashed = Call.of(request).state.confluence.trash.get(request.path_params["id"])
    if trashed is None:
        raise ApiError(404)
    return single(request, content_bean(trashed, body_format(request)) | {"status": "trashed"})


async def create_page(request: Request) -> Response:
    """Create a page; its parent is the home page of its space unless the body names another."""
    confluence, body = Call.of(request).state.confluence, await json_object(request)
    space = confluence.spaces.get(str(member(body, "spaceId")))
    title, text = str(member(body, "title")), _storage(body.get("body"))
    parent = space and confluence.page(str(body.get("parentId") or space.homepage_id))
    if space is None or parent is None:
        raise ApiError(404)
    try:
        created = confluence.create("page", space, title, text, caller(request), parent_id=parent.id)
    except TitleTakenError:
        raise ApiError(400, "A page with this title already exists in the space.") from None
    return single(request, content_bean(created, "storage"))


async def update_page(request: Request) -> Response:
    """Write the next version of a page; the body must contain its number."""
    content, body = _page_in_path(request), await json_object(request)
    version = body.get("version")
    if not isinstance(version, dict) or version.get("number") != content.version + 1:
        raise ApiError(409, f"Version must be incremented when updating a page. Current Version: [{content.version}].")
    content.update(str(member(body, "title")), _storage(body["body"]) if body.get("body") else content.body)
    return single(request, content_bean(content, "storage"))


async def delete_page(request: Request) -> Response:
    """Move a page to the trash; if `purge` is true, delete it from the trash for good."""
    confluence = Call.of(request).state.confluence
    if request.query_params.get("purge") != "true":
        discarded = _page_in_path(request)
        if any(content.parent_id == discarded.id for content in confluence.contents.values()):
            raise ApiError(400, "The local model deletes only pages that have no page below them.")
        confluence.move_to_trash(discarded)
    elif confluence.trash.pop(request.path_params["id"], None) is None:
        raise ApiError(404)
    return no_content()


async def list_footer_comments(request: Request) -> Response:
    """List the comments at the foot of a page."""
    content, wanted = _page_in_path(request), body_format(request)
    return page(request, content.comments, lambda comment: comment_bean(content, comment, wanted))


async def list_attachments(request: Request) -> Response:
    """List the files on a page, or get the one with this `filename`."""
    content = _page_in_path(request)
    name = request.query_params.get("filename")
    files = [file for file in content.attachments.values() if name in {None, file.title}]
    return page(request, files, lambda file: attachment_bean(content, file))


async def list_labels(request: Request) -> Response:
    """List the labels of a page."""
    return page(request, _page_in_path(request).labels, label_bean)


async def list_spaces(request: Request) -> Response:
    """List the spaces; `ids` and `keys` narrow the list."""
    spaces = Call.of(request).state.confluence.spaces.values()
    shown = [s for s in spaces if matches(request, "ids", s.id) and matches(request, "keys", s.key)]
    return page(request, shown, space_bean)


async def get_space(request: Request) -> Response:
    """Get a space."""
    space = Call.of(request).state.confluence.spaces.get(request.path_params["id"])
    if space is None:
        raise ApiError(404)
    return single(request, space_bean(space))


async def list_tasks(request: Request) -> Response:
    """List the tasks; `space-id` and `page-id` narrow the list."""
    shown = [
        task
        for task in Call.of(request).state.confluence.tasks
        if matches(request, "space-id", task.content.space.id) and matches(request, "page-id", task.content.id)
    ]
    wanted = body_format(request)
    return page(request, shown, lambda task: task_bean(task, wanted))


def _page_in_path(request: Request) -> Content:
    """The page in the request's path. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.page(request.path_params["id"])
    if found is None:
        raise ApiError(404)
    return found


def _list(request: Request, type_: str) -> Response:
    shown = [
        content
        for content in Call.of(request).state.confluence.of_type(type_)
        if matches(request, "id", content.id)
        and matches(request, "space-id", content.space.id)
        and request.query_params.get("title", content.title) == content.title
    ]
    wanted = body_format(request)
    return page(request, shown, lambda content: content_bean(content, wanted))


def _storage(body: Any) -> str:
    """The text of a page. Raises ApiError (400) for a body that is not in storage format."""
    body = {} if body is None else body
    if isinstance(body, dict):
        body = body.get("storage", body)
    text = body.get("value", "") if isinstance(body, dict) else None
    if not isinstance(text, str) or body.get("representation", "storage") != "storage":
        raise ApiError(400, "'body' must be {'representation': 'storage', 'value': '...'}.")
    return text


_API = Api(error_response, anonymous_error=ApiError(404))

ROUTES = (
    _API.route("GET /wiki/api/v2/spaces", list_spaces),
    _API.route("GET /wiki/api/v2/spaces/{id}", get_space),
    _API.route("GET /wiki/api/v2/pages", list_pages),
    _API.route("POST /wiki/api/v2/pages", create_page),
    _API.route("GET /wiki/api/v2/pages/{id}", get_page),
    _API.route("PUT /wiki/api/v2/pages/{id}", update_page),
    _API.route("DELETE /wiki/api/v2/pages/{id}", delete_page),
    _API.route("GET /wiki/api/v2/pages/{id}/footer-comments", list_footer_comments),
    _API.route("GET /wiki/api/v2/pages/{id}/attachments", list_attachments),
    _API.route("GET /wiki/api/v2/pages/{id}/labels", list_labels),
    _API.route("GET /wiki/api/v2/blogposts", list_blog_posts),
    _API.route("GET /wiki/api/v2/tasks", list_tasks),
)
