"""What a Confluence site holds: spaces, pages and blog posts, and what hangs on them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Space:
    """A space; its home page is the content of `homepage_id`."""

    id: str
    key: str
    name: str
    homepage_id: str
    author: str
    created: datetime


@dataclass(frozen=True)
class Label:
    """A global label."""

    id: str
    name: str


@dataclass(frozen=True)
class Comment:
    """A comment at the foot of a page; `body` is in storage format."""

    id: str
    body: str
    author: str
    created: datetime


@dataclass(frozen=True)
class Attachment:
    """One version of a file on a page; `title` is its file name, and unique there."""

    id: str
    title: str
    media_type: str
    data: bytes
    comment: str
    author: str
    created: datetime
    version: int = 1


@dataclass
class Content:
    """A page or a blog post (`type`); `body` is in storage format, `attachments` go by file name."""

    id: str
    type: str
    space: Space
    title: str
    body: str
    author: str
    created: datetime
    parent_id: str | None = None
    labels: list[Label] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    version: int = 1

    def rewrite(self, title: str, body: str) -> None:
        """Write its next version."""
        self.title, self.body, self.version = title, body, self.version + 1


@dataclass(frozen=True)
class Task:
    """A check box in the body of a page; `local_id` is its number on that page."""

    id: str
    local_id: str
    content: Content
    body: str
    author: str
    created: datetime
