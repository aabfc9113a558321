"""What a space of Confluence holds: pages, blog posts, and what is on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5


@dataclass(frozen=True)
class Label:
    """A label, whose name is unique in its prefix; the local model has only global ones."""

    id: str
    name: str
    prefix: str = "global"


@dataclass(frozen=True)
class Property:
    """One version of a named JSON value that an app keeps at a content, a comment, a file or a space."""

    id: str
    key: str
    value: Any
    author: str
    created: datetime
    version: int = 1
    message: str = ""


@dataclass(frozen=True)
class ContentState:
    """How far the work on a content is, as its author sees it."""

    id: int
    name: str
    color: str


SUGGESTED_STATES = (
    ContentState(0, "Rough draft", "#ffc400"),
    ContentState(1, "In progress", "#2684ff"),
    ContentState(2, "Ready for review", "#57d9a3"),
)
"""The states that every space suggests."""


@dataclass
class Space:
    """A space; its home page is the content of `homepage_id`. `properties` are by id.

    `grants` are permissions: id, kind of the subject, the subject, operation and type of thing.
    """

    id: str
    key: str
    name: str
    homepage_id: str
    author: str
    created: datetime
    description: str = ""
    properties: dict[str, Property] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    watchers: set[str] = field(default_factory=set)
    overrides_route: bool = False
    content_mode: str | None = None
    grants: list[tuple[str, str, str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Version:
    """One version of a text; `body` is in storage format."""

    number: int
    title: str
    body: str
    author: str
    created: datetime
    message: str = ""
    is_minor: bool = False


@dataclass
class Versioned:
    """A text with all of its versions, the newest last."""

    id: str
    versions: list[Version]

    @property
    def latest(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    @property
    def title(self) -> str:
        """The title of the newest version."""
        return self.latest.title

    @property
    def body(self) -> str:
        """The body of the newest version."""
        return self.latest.body

    @property
    def version(self) -> int:
        """The number of the newest version."""
        return self.latest.number

    @property
    def author(self) -> str:
        """The account id of the first version's author."""
        return self.versions[0].author

    @property
    def created(self) -> datetime:
        """The time of the first version."""
        return self.versions[0].created

    def numbered(self, number: int) -> Version | None:
        """The version with this number, if there is one."""
        return next((version for version in self.versions if version.number == number), None)


@dataclass
class Comment(Versioned):
    """A comment at the foot of a page or blog post, or an answer to the comment of `parent_id`."""

    parent_id: str | None = None
    properties: dict[str, Property] = field(default_factory=dict)


@dataclass(frozen=True)
class Attachment:
    """One version of a file on a page; `title` is its file name, which is unique on the page."""

    id: str
    title: str
    media_type: str
    data: bytes
    comment: str
    author: str
    created: datetime
    version: int = 1
    former: Sequence["Attachment"] = ()
    properties: dict[str, Property] = field(default_factory=dict)
    watchers: set[str] = field(default_factory=set)

    @property
    def first(self) -> "Attachment":
        """The first version."""
        return self.former[0] if self.former else self

    @property
    def file_id(self) -> str:
        """The id of the bytes, which are others in each version; it differs from the id of the attachment."""
        return str(uuid5(NAMESPACE_URL, f"{self.id}/{self.version}"))


@dataclass
class Content(Versioned):
    """A page, which may be a live doc, or a blog post (`type`).

    `attachments` are by file name, `restrictions` (account ids) and `group_restrictions` (ids of groups) by operation.
    """

    type: str
    space: Space
    parent_id: str | None = None
    status: str = "current"
    labels: list[Label] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    restrictions: dict[str, list[str]] = field(default_factory=dict)
    group_restrictions: dict[str, list[str]] = field(default_factory=dict)
    owners: list[str] = field(default_factory=list)
    is_live: bool = False
    watchers: set[str] = field(default_factory=set)
    state: ContentState | None = None

    def as_of(self, number: int) -> "Content":
        """The content as it was in a version."""
        kept = [version for version in self.versions if version.number <= number]
        return replace(self, versions=kept, status="current" if kept[-1] is self.latest else "historical")

    @property
    def owner(self) -> str:
        """The account id of the owner: the author, until the page is given to someone else."""
        return self.owners[-1] if self.owners else self.author

    @property
    def last_owner(self) -> str | None:
        """The account id of the owner before this one, if there was one."""
        return [self.author, *self.owners][-2] if self.owners else None


@dataclass
class Node:
    """What can be in the tree of a space besides pages: a folder, a whiteboard, a database or a Smart Link (`embed`).

    Its content, if it has one, cannot be read by the API. `parent_id` is the id of a page or of another node.
    """

    id: str
    type: str
    title: str
    space: Space
    author: str
    created: datetime
    parent_id: str | None = None
    embed_url: str | None = None
    status: str = "current"
    properties: dict[str, Property] = field(default_factory=dict)


@dataclass
class Task:
    """A check box on a page; `local_id` is its number on that page. `completed` is the time at which it was ticked."""

    id: str
    local_id: str
    content: Content
    body: str
    author: str
    created: datetime
    updated: datetime
    completed: datetime | None = None
    completed_by: str | None = None
