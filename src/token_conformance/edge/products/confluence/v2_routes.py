"""Pages and blog posts, in version 2 of Confluence's API."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import Api, Call, Refusal, caller, json_object, member
from token_conformance.edge.products.confluence.v2_beans import (
    asks_for,
    attachment_bean,
    body_format,
    comment_bean,
    content_bean,
    label_bean,
    one,
    page,
    refuse,
    space_bean,
    task_bean,
)
from token_conformance.edge.products.jira.answers import no_content
from token_conformance.edge.tenant.confluence import Content, TitleTakenError


async def list_pages(request: Request) -> Response:
    """Show all pages, or those of some `id`, some `space-id`, or a `title`."""
    return _list(request, "page")


async def list_blog_posts(request: Request) -> Response:
    """Show all blog posts, or those of some `id`, some `space-id`, or a `title`."""
    return _list(request, "blogpost")


async def get_page(request: Request) -> Response:
    """Show a page."""
    return one(request, content_bean(named_page(request), body_format(request)))


async def create_page(request: Request) -> Response:
    """Write a page, below the home page of its space unless it names a parent."""
    confluence, body = Call.of(request).state.confluence, await json_object(request)
    space = confluence.spaces.get(str(member(body, "spaceId")))
    title, text = str(member(body, "title")), _storage(body.get("body"))
    parent = space and confluence.page(str(body.get("parentId") or space.homepage_id))
    if space is None or parent is None:
        raise Refusal(404)
    try:
        made = confluence.create("page", space, title, text, caller(request), parent_id=parent.id)
    except TitleTakenError:
        raise Refusal(400, "A page with this title already exists in the space.") from None
    return one(request, content_bean(made, "storage"))


async def update_page(request: Request) -> Response:
    """Write the next version of a page, whose number must be told."""
    content, body = named_page(request), await json_object(request)
    version = body.get("version")
    if not isinstance(version, dict) or version.get("number") != content.version + 1:
        raise Refusal(409, f"Version must be incremented when updating a page. Current Version: [{content.version}].")
    content.rewrite(str(member(body, "title")), _storage(body["body"]) if body.get("body") else content.body)
    return one(request, content_bean(content, "storage"))


async def delete_page(request: Request) -> Response:
    """Put a page into the trash; where `purge` is true, remove one from the trash for good."""
    confluence = Call.of(request).state.confluence
    if request.query_params.get("purge") != "true":
        discarded = named_page(request)
        if any(content.parent_id == discarded.id for content in confluence.contents.values()):
            raise Refusal(400, "The local model deletes only pages that have no page below them.")
        confluence.discard(discarded)
    elif confluence.trash.pop(request.path_params["id"], None) is None:
        raise Refusal(404)
    return no_content()


def named_page(request: Request) -> Content:
    """The page in the request's path. Raises Refusal (404)."""
    found = Call.of(request).state.confluence.page(request.path_params["id"])
    if found is None:
        raise Refusal(404)
    return found


def _list(request: Request, type_: str) -> Response:
    shown = [
        content
        for content in Call.of(request).state.confluence.of_type(type_)
        if asks_for(request, "id", content.id)
        and asks_for(request, "space-id", content.space.id)
        and request.query_params.get("title", content.title) == content.title
    ]
    wanted = body_format(request)
    return page(request, shown, lambda content: content_bean(content, wanted))


def _storage(body: Any) -> str:
    """The text of a new page. Raises Refusal (400) for a body that is not in storage format."""
    body = {} if body is None else body
    if isinstance(body, dict):
        body = body.get("storage", body)
    text = body.get("value", "") if isinstance(body, dict) else None
    if not isinstance(text, str) or body.get("representation", "storage") != "storage":
        raise Refusal(400, "'body' must be {'representation': 'storage', 'value': '...'}.")
    return text


async def list_footer_comments(request: Request) -> Response:
    """Show the comments at the foot of a page."""
    content, wanted = named_page(request), body_format(request)
    return page(request, content.comments, lambda comment: comment_bean(content, comment, wanted))


async def list_attachments(request: Request) -> Response:
    """Show the files on a page, or the one of a `filename`."""
    content = named_page(request)
    name = request.query_params.get("filename")
    files = [file for file in content.attachments.values() if name in {None, file.title}]
    return page(request, files, lambda file: attachment_bean(content, file))


async def list_labels(request: Request) -> Response:
    """Show the labels of a page."""
    return page(request, named_page(request).labels, label_bean)


async def list_spaces(request: Request) -> Response:
    """Show all spaces, or those of some `ids` or `keys`."""
    spaces = Call.of(request).state.confluence.spaces.values()
    shown = [s for s in spaces if asks_for(request, "ids", s.id) and asks_for(request, "keys", s.key)]
    return page(request, shown, space_bean)


async def get_space(request: Request) -> Response:
    """Show a space."""
    space = Call.of(request).state.confluence.spaces.get(request.path_params["id"])
    if space is None:
        raise Refusal(404)
    return one(request, space_bean(space))


async def list_tasks(request: Request) -> Response:
    """Show all tasks, or those of some `space-id` or `page-id`."""
    shown = [
        task
        for task in Call.of(request).state.confluence.tasks
        if asks_for(request, "space-id", task.content.space.id) and asks_for(request, "page-id", task.content.id)
    ]
    wanted = body_format(request)
    return page(request, shown, lambda task: task_bean(task, wanted))


_API = Api(refuse, stranger=Refusal(404))

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
