"""The pages, blog posts, comments and files that version 1 finds by one kind of path, `content/{id}`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.expand import Expand
from token_conformance.edge.products.confluence.v1.beans import NOTHING, comment_bean, content_bean, file_bean
from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.confluence_content import (
    Attachment,
    Comment,
    Content,
    Property,
    Space,
    Version,
    Versioned,
)

Item = Content | Comment | Attachment


@dataclass(frozen=True)
class Placed:
    """A page, a blog post, a comment or a file, and the page or blog post that it is on, or is."""

    item: Item
    content: Content

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.item.id

    @property
    def properties(self) -> dict[str, Property]:
        """The properties of the item, by id."""
        return self.item.properties

    def at(self, number: int) -> "Placed":
        """The item as it was in a version; a file has its newest version only."""
        if isinstance(self.item, Content):
            return replace(self, item=self.item.as_of(number))
        if isinstance(self.item, Comment):
            kept = [version for version in self.item.versions if version.number <= number]
            return replace(self, item=replace(self.item, versions=kept))
        return self

    def bean(self, call: Call, expand: Expand = NOTHING) -> Bean:
        """Its JSON."""
        if isinstance(self.item, Content):
            return content_bean(call, self.item, expand)
        if isinstance(self.item, Comment):
            return comment_bean(call, self.content, self.item, expand)
        return file_bean(call, self.content, self.item, expand)


def all_items(confluence: Confluence) -> Iterator[Placed]:
    """Everything that has a place, by kind."""
    yield from (Placed(content, content) for content in confluence.contents.values())
    yield from (Placed(comment, content) for content, comment in confluence.comments())
    yield from (Placed(file, content) for content, file in confluence.attachments())


def item_in_path(request: Request) -> Placed:
    """The page, blog post, comment or file in the request's path. Raises ApiError (404)."""
    content_id = request.path_params["id"]
    found = next((item for item in all_items(Call.of(request).state.confluence) if item.id == content_id), None)
    if found is None:
        raise ApiError(404, f"No content found with id : {content_id}")
    return found


def version_of(text: Versioned, number: str | int | None) -> Version:
    """The version of a page, a blog post or a comment with this number. Raises ApiError (404)."""
    found = next((version for version in text.versions if str(version.number) == str(number)), None)
    if found is None:
        raise ApiError(404, f"No version {number} of the content with id : {text.id}")
    return found


def space_in_path(request: Request) -> Space:
    """The space in the request's path. Raises ApiError (404)."""
    return space_by_key(request, request.path_params["spaceKey"])


def space_by_key(request: Request, key: str) -> Space:
    """The space of a key. Raises ApiError (404)."""
    found = Call.of(request).state.confluence.space_by_key(key)
    if found is None:
        raise ApiError(404, f"No space with key : {key}")
    return found


def content_in_path(request: Request) -> Content:
    """The page or blog post in the request's path. Raises ApiError (404)."""
    content_id = request.path_params["id"]
    found = Call.of(request).state.confluence.contents.get(content_id)
    if found is None:
        raise ApiError(404, f"No content found with id : {content_id}")
    return found
