"""The things that paths of version 2 name: pages and blog posts, comments, files and spaces."""

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.tenant.confluence_content import (
    Attachment,
    Comment,
    Content,
    Node,
    Property,
    Space,
    Version,
    Versioned,
)


def type_in_path(request: Request) -> str:
    """The type of content that the path is about: `page` or `blogpost`."""
    return "blogpost" if "/blogposts" in request.url.path else "page"


def content_in_path(request: Request) -> Content:
    """The page or blog post in the request's path. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.find(type_in_path(request), request.path_params["id"])
    if found is None:
        raise ApiError(404)
    return found


NODES = {"folders": "folder", "whiteboards": "whiteboard", "databases": "database", "embeds": "embed"}
"""The type of each kind of node that is in the tree of a space besides pages, by its word in paths."""


def node_in_path(request: Request) -> Node:
    """The folder, whiteboard, database or Smart Link in the request's path. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.nodes.get(request.path_params["id"])
    if found is None or found.type != node_type_in_path(request):
        raise ApiError(404)
    return found


def node_type_in_path(request: Request) -> str | None:
    """The type of node that the path is about, None for a path of something else."""
    return next((type_ for word, type_ in NODES.items() if f"/{word}" in request.url.path), None)


def tree_item_in_path(request: Request) -> Content | Node:
    """The page or the other node in the request's path. Raises ApiError (404)."""
    return node_in_path(request) if node_type_in_path(request) else content_in_path(request)


def comment_in_path(request: Request) -> tuple[Content, Comment]:
    """The comment in the request's path, and what it is on. Raises ApiError (404)."""
    for content, comment in Call.of(request).state.confluence.comments():
        if comment.id == request.path_params["id"]:
            return content, comment
    raise ApiError(404)


def file_in_path(request: Request) -> tuple[Content, Attachment]:
    """The file in the request's path, and what it is on. Raises ApiError (404)."""
    for content, file in Call.of(request).state.confluence.attachments():
        if file.id == request.path_params["id"]:
            return content, file
    raise ApiError(404)


def space_in_path(request: Request) -> Space:
    """The space in the request's path. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.spaces.get(request.path_params["id"])
    if found is None:
        raise ApiError(404)
    return found


def version_of(text: Versioned, number: str | int) -> Version:
    """The version of a page, a blog post or a comment with this number. Raises ApiError (404)."""
    found = next((version for version in text.versions if str(version.number) == str(number)), None)
    if found is None:
        raise ApiError(404)
    return found


def properties_in_path(request: Request) -> dict[str, Property]:
    """The properties of what the request's path names, by id. Raises ApiError (404)."""
    path = request.url.path
    if node_type_in_path(request):
        return node_in_path(request).properties
    if "/attachments/" in path:
        return file_in_path(request)[1].properties
    if "/comments/" in path:
        return comment_in_path(request)[1].properties
    return space_in_path(request).properties if "/spaces/" in path else content_in_path(request).properties
