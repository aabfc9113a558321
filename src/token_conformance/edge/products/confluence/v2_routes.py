"""Confluence, version 2 of its API: lists by cursor, and errors as a list of their own."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import Api, Call, Refusal
from token_conformance.edge.products.confluence import v2_contents
from token_conformance.edge.products.confluence.v2_beans import (
    asks_for,
    body_format,
    one,
    page,
    refuse,
    space_bean,
    task_bean,
)


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
    _API.route("GET /wiki/api/v2/pages", v2_contents.list_pages),
    _API.route("POST /wiki/api/v2/pages", v2_contents.create_page),
    _API.route("GET /wiki/api/v2/pages/{id}", v2_contents.get_page),
    _API.route("PUT /wiki/api/v2/pages/{id}", v2_contents.update_page),
    _API.route("DELETE /wiki/api/v2/pages/{id}", v2_contents.delete_page),
    _API.route("GET /wiki/api/v2/pages/{id}/footer-comments", v2_contents.list_footer_comments),
    _API.route("GET /wiki/api/v2/pages/{id}/attachments", v2_contents.list_attachments),
    _API.route("GET /wiki/api/v2/pages/{id}/labels", v2_contents.list_labels),
    _API.route("GET /wiki/api/v2/blogposts", v2_contents.list_blog_posts),
    _API.route("GET /wiki/api/v2/tasks", list_tasks),
)
