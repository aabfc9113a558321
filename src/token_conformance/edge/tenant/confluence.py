"""The Confluence of the tenant: its spaces, pages and blog posts, and how they change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime


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
    """One version of a file on a page; `title` is its file name, which is unique on the page."""

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
    """A page or a blog post (`type`); `body` is in storage format, `attachments` are by file name."""

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

    def update(self, title: str, body: str) -> None:
        """Replace title and body, as the next version."""
        self.title, self.body, self.version = title, body, self.version + 1


@dataclass(frozen=True)
class Task:
    """A check box on a page; `local_id` is its number on that page."""

    id: str
    local_id: str
    content: Content
    body: str
    author: str
    created: datetime


class TitleTakenError(Exception):
    """The space already has a page or a blog post with this title."""


@dataclass
class Confluence:
    """All data of Confluence: `spaces` and `contents` by id, in order of creation, and `trash` by id.

    All kinds share one sequence of ids, which starts after the highest id that the tenant names. `fixed_time` replaces
    the current time while the tenant is seeded.
    """

    ids: Iterator[int]
    spaces: dict[str, Space] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    trash: dict[str, Content] = field(default_factory=dict)
    fixed_time: datetime | None = None

    def next_id(self) -> str:
        """The next unused id."""
        return str(next(self.ids))

    def now(self) -> datetime:
        """The time of a change."""
        return self.fixed_time or datetime.now(UTC)

    def of_type(self, type_: str) -> list[Content]:
        """All pages (`page`) or all blog posts (`blogpost`)."""
        return [content for content in self.contents.values() if content.type == type_]

    def page(self, page_id: str) -> Content | None:
        """The page with this id, if there is one."""
        content = self.contents.get(page_id)
        return content if content and content.type == "page" else None

    def ancestors(self, content: Content) -> list[Content]:
        """The pages above a page, the highest first."""
        parent = self.contents.get(content.parent_id or "")
        return [*self.ancestors(parent), parent] if parent else []

    def create(
        self, type_: str, space: Space, title: str, body: str, author: str, *, parent_id: str | None = None
    ) -> Content:
        """Create a page or blog post. Raises TitleTakenError when the space has one with that type and title."""
        if any(other.space is space and other.title == title for other in self.of_type(type_)):
            raise TitleTakenError(title)
        content = Content(self.next_id(), type_, space, title, body, author, self.now(), parent_id)
        self.contents[content.id] = content
        return content

    def move_to_trash(self, content: Content) -> None:
        """Move a page to the trash: it and its tasks are no longer shown, and its title can be used again."""
        self.trash[content.id] = self.contents.pop(content.id)
        self.tasks = [task for task in self.tasks if task.content is not content]

    def add_comment(self, content: Content, author: str, body: str) -> None:
        """Add a comment at the foot of a page."""
        content.comments.append(Comment(self.next_id(), body, author, self.now()))

    def add_label(self, content: Content, name: str) -> None:
        """Add a label to a page."""
        content.labels.append(Label(self.next_id(), name))

    def add_task(self, content: Content, author: str, body: str) -> None:
        """Add a check box to a page."""
        local_id = str(1 + sum(task.content is content for task in self.tasks))
        self.tasks.append(Task(self.next_id(), local_id, content, body, author, self.now()))

    def attach(
        self, content: Content, author: str, title: str, *, media_type: str, data: bytes, comment: str = ""
    ) -> Attachment:
        """Add a file to a page; if the page has one with that name, this becomes its next version."""
        old = content.attachments.get(title)
        attachment_id = old.id if old else f"att{self.next_id()}"
        version = old.version + 1 if old else 1
        new = Attachment(attachment_id, title, media_type, data, comment, author, self.now(), version)
        content.attachments[title] = new
        return new
