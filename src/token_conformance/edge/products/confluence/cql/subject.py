"""What a query can find: pages, blog posts, comments, files and spaces, with what the fields of CQL compare."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.confluence_content import Attachment, Comment, Content, Space

Item = Content | Comment | Attachment | Space


@dataclass(frozen=True)
class Subject:
    """One thing that a query can find. `content` is the page or blog post that it is or is on, None for a space."""

    item: Item
    content: Content | None
    type: str
    id: str
    title: str
    text: str
    space: Space
    author: str
    created: datetime
    modified: datetime
    contributors: tuple[str, ...]
    labels: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    ancestors: tuple[str, ...] = ()
    container: str = ""


def subjects(confluence: Confluence) -> Iterator[Subject]:
    """Everything that a query can find, by kind, each kind in order of creation."""
    yield from (_of_content(confluence, content) for content in confluence.contents.values())
    yield from (_of_comment(content, comment) for content, comment in confluence.comments())
    yield from (_of_file(content, file) for content, file in confluence.attachments())
    yield from (_of_space(space) for space in confluence.spaces.values())


def _of_content(confluence: Confluence, content: Content) -> Subject:
    return Subject(
        item=content,
        content=content,
        type=content.type,
        id=content.id,
        title=content.title,
        text=_words(content.body),
        space=content.space,
        author=content.author,
        created=content.created,
        modified=content.latest.created,
        contributors=tuple(version.author for version in content.versions),
        labels=tuple(label.name for label in content.labels),
        parents=(content.parent_id,) if content.parent_id else (),
        ancestors=tuple(page.id for page in confluence.ancestors(content)),
        container=content.space.id,
    )


def _of_comment(content: Content, comment: Comment) -> Subject:
    return Subject(
        item=comment,
        content=content,
        type="comment",
        id=comment.id,
        title=comment.title,
        text=_words(comment.body),
        space=content.space,
        author=comment.author,
        created=comment.created,
        modified=comment.latest.created,
        contributors=tuple(version.author for version in comment.versions),
        container=content.id,
    )


def _of_file(content: Content, file: Attachment) -> Subject:
    return Subject(
        item=file,
        content=content,
        type="attachment",
        id=file.id,
        title=file.title,
        text=file.comment,
        space=content.space,
        author=file.first.author,
        created=file.first.created,
        modified=file.created,
        contributors=tuple(version.author for version in (*file.former, file)),
        container=content.id,
    )


def _of_space(space: Space) -> Subject:
    return Subject(
        item=space,
        content=None,
        type="space",
        id=space.id,
        title=space.name,
        text=space.description,
        space=space,
        author=space.author,
        created=space.created,
        modified=space.created,
        contributors=(space.author,),
    )


def _words(body: str) -> str:
    """The words of a body in storage format."""
    return unescape(re.sub("<[^>]*>", " ", body))
