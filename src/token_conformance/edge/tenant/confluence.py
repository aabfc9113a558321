"""The Confluence of the tenant: its spaces, pages and blog posts, and how they change."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from token_conformance.edge.tenant.confluence_content import (
    Attachment,
    Comment,
    Content,
    Label,
    Node,
    Property,
    Space,
    Task,
    Version,
    Versioned,
)
from token_conformance.edge.tenant.confluence_site import LongTask, Site


class TitleTakenError(Exception):
    """The space already has a page or a blog post with this title."""


@dataclass
class Confluence:
    """All data of Confluence, by id and in order of creation; `labels` are by name.

    All kinds share one sequence of ids, which starts after the highest id that the tenant names. `fixed_time` replaces
    the current time while the tenant is seeded.
    """

    ids: Iterator[int]
    spaces: dict[str, Space] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    drafts: dict[str, Content] = field(default_factory=dict)
    trash: dict[str, Content] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    archive: dict[str, Content] = field(default_factory=dict)
    site: Site = field(default_factory=Site)
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

    def find(self, type_: str, content_id: str) -> Content | None:
        """The page or blog post with this id, if there is one."""
        content = self.contents.get(content_id)
        return content if content and content.type == type_ else None

    def page(self, page_id: str) -> Content | None:
        """The page with this id, if there is one."""
        return self.find("page", page_id)

    def space_by_key(self, key: str) -> Space | None:
        """The space with this key, if there is one."""
        return next((space for space in self.spaces.values() if space.key == key), None)

    def children(self, content: Content) -> list[Content]:
        """The pages directly below a page."""
        return [page for page in self.of_type("page") if page.parent_id == content.id]

    def descendants(self, content: Content) -> list[tuple[int, Content]]:
        """All pages below a page, each with its depth, from 1; a page comes before the pages below it."""
        below = [(child, self.descendants(child)) for child in self.children(content)]
        return [
            item for child, rest in below for item in ((1, child), *((depth + 1, content) for depth, content in rest))
        ]

    def ancestors(self, content: Content) -> list[Content]:
        """The pages above a page, the highest first."""
        parent = self.contents.get(content.parent_id or "")
        return [*self.ancestors(parent), parent] if parent else []

    def tree_item(self, item_id: str | None) -> Content | Node | None:
        """The page or the other node of a tree with this id, if there is one."""
        return self.page(item_id or "") or self.nodes.get(item_id or "")

    def tree_children(self, item_id: str) -> list[Content | Node]:
        """The pages and the other nodes directly below one of a tree, pages first."""
        of_both: list[Content | Node] = [*self.of_type("page"), *self.nodes.values()]
        return [item for item in of_both if item.parent_id == item_id]

    def comments(self) -> Iterator[tuple[Content, Comment]]:
        """All comments, each with the page or blog post that it is on."""
        return ((content, comment) for content in self.contents.values() for comment in content.comments)

    def attachments(self) -> Iterator[tuple[Content, Attachment]]:
        """All files, each with the page or blog post that it is on."""
        return ((content, file) for content in self.contents.values() for file in content.attachments.values())

    def create(
        self,
        type_: str,
        space: Space,
        title: str,
        body: str,
        author: str,
        *,
        parent_id: str | None = None,
        status: str = "current",
    ) -> Content:
        """Create a page or blog post, which its author watches.

        Raises TitleTakenError when the space has one with that type and title.
        """
        self._check_title(type_, space, title if status == "current" else None)
        first = Version(1, title, body, author, self.now())
        content = Content(self.next_id(), [first], type_, space, parent_id, status, watchers={author})
        (self.contents if status == "current" else self.drafts)[content.id] = content
        return content

    def create_space(self, key: str, name: str, author: str, description: str) -> Space:
        """Create a space with its home page."""
        space = Space(self.next_id(), key, name, "", author, self.now(), description)
        self.spaces[space.id] = space
        space.homepage_id = self.create("page", space, name, "", author).id
        return space

    def edit_draft(self, draft: Content, title: str, body: str, *, is_published: bool) -> None:
        """Change a draft, or make it the first version of a page or blog post. Raises TitleTakenError."""
        self._check_title(draft.type, draft.space, title if is_published else None)
        draft.versions[:] = [replace(draft.latest, title=title, body=body, created=self.now())]
        if is_published:
            draft.status = "current"
            self.contents[draft.id] = self.drafts.pop(draft.id)

    def update(
        self, text: Versioned, title: str, body: str, author: str, *, message: str = "", is_minor: bool = False
    ) -> None:
        """Add a version. Raises TitleTakenError when another content of the space has the title."""
        if isinstance(text, Content) and title != text.title:
            self._check_title(text.type, text.space, title)
        text.versions.append(Version(text.version + 1, title, body, author, self.now(), message, is_minor))

    def _check_title(self, type_: str, space: Space, title: str | None) -> None:
        if any(other.space is space and other.title == title for other in self.of_type(type_)):
            raise TitleTakenError(title)

    def move_to_trash(self, content: Content) -> None:
        """Move a page or blog post to the trash, and what is directly below it to the page above it.

        It and its tasks are no longer shown, and its title can be used again.
        """
        for child in self.tree_children(content.id):
            child.parent_id = content.parent_id
        content.status = "trashed"
        self.trash[content.id] = self.contents.pop(content.id)
        self.tasks = [task for task in self.tasks if task.content is not content]

    def move_to_archive(self, content: Content) -> None:
        """Archive a page, which is shown by its id only from then on."""
        content.status = "archived"
        self.archive[content.id] = self.contents.pop(content.id)

    def delete_space(self, space: Space) -> None:
        """Delete a space with everything in it for good."""
        del self.spaces[space.id]
        for kept in (self.contents, self.drafts, self.trash, self.archive):
            for content in [one for one in kept.values() if one.space is space]:
                del kept[content.id]
        self.nodes = {node.id: node for node in self.nodes.values() if node.space is not space}
        self.tasks = [task for task in self.tasks if task.content.space is not space]
        templates = self.site.templates.values()
        self.site.templates = {template.id: template for template in templates if template.space is not space}

    def named_groups(self) -> set[str]:
        """The ids of the groups that a content is restricted to, or that have a permission of a space."""
        kept = (self.contents, self.drafts, self.trash, self.archive)
        contents = [content for each in kept for content in each.values()]
        restricted = {group for each in contents for groups in each.group_restrictions.values() for group in groups}
        return restricted | {grant[2] for space in self.spaces.values() for grant in space.grants}

    def begin_task(self, name: str) -> LongTask:
        """Begin a long task, which is done at once."""
        task = LongTask(self.next_id(), name)
        self.site.tasks[task.id] = task
        return task

    def add_comment(self, content: Content, author: str, body: str, parent_id: str | None = None) -> Comment:
        """Add a comment at the foot of a page or blog post, or an answer to another comment."""
        first = Version(1, f"Re: {content.title}", body, author, self.now())
        comment = Comment(self.next_id(), [first], parent_id)
        content.comments.append(comment)
        return comment

    def add_label(self, content: Content | Space, name: str) -> None:
        """Add a label to a page, a blog post or a space, unless it has it."""
        label = self.labels.get(name) or Label(self.next_id(), name)
        self.labels[name] = label
        if label not in content.labels:
            content.labels.append(label)

    def add_task(self, content: Content, author: str, body: str) -> None:
        """Add a check box to a page."""
        local_id, now = str(1 + sum(task.content is content for task in self.tasks)), self.now()
        self.tasks.append(Task(self.next_id(), local_id, content, body, author, now, now))

    def add_property(self, properties: dict[str, Property], key: str, value: Any, author: str) -> Property:
        """Add a property to those of a content, a comment, a file or a space."""
        new = Property(self.next_id(), key, value, author, self.now())
        properties[new.id] = new
        return new

    def attach(
        self, content: Content, author: str, title: str, *, media_type: str, data: bytes, comment: str = ""
    ) -> Attachment:
        """Add a file to a page; if the page has one with that name, this becomes its next version."""
        old = content.attachments.get(title)
        new = Attachment(
            old.id if old else f"att{self.next_id()}", title, media_type, data, comment, author, self.now()
        )
        if old:
            former = (*old.former, replace(old, former=()))
            new = replace(new, version=old.version + 1, former=former, properties=old.properties)
        content.attachments[title] = new
        return new
