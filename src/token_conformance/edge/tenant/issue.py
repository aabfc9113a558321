"""An issue; ideas of Jira Product Discovery and requests of a service desk are issues too."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.project import (
    MEDIUM,
    RESOLVED,
    Component,
    IssueType,
    Priority,
    Project,
    Resolution,
    Status,
    StatusCategory,
    Version,
)


@dataclass
class Estimate:
    """The estimated time of an issue in seconds; None where nobody has estimated it."""

    original: int | None = None
    remaining: int | None = None

    def over(self, current: "Estimate") -> "Estimate":
        """These estimates, and the current ones in place of those that are None.

        The first original estimate is the remaining one too, unless another one is given.
        """
        original = current.original if self.original is None else self.original
        remaining = self.original if current.remaining is None else current.remaining
        return Estimate(original, remaining if self.remaining is None else self.remaining)


class Fields(TypedDict, total=False):
    """The editable fields of an issue, by Jira's names; users are account ids, and `parent` is the id of an issue."""

    summary: str
    description: Document | None
    environment: Document | None
    issuetype: IssueType
    priority: Priority
    assignee: str | None
    reporter: str
    labels: list[str]
    components: list[Component]
    versions: list[Version]
    fixVersions: list[Version]
    duedate: str | None
    parent: str | None
    timetracking: Estimate


class Visibility(NamedTuple):
    """Who may see a comment: the members of a group, or those who have a role; with its id and its name."""

    kind: str
    id: str
    name: str


@dataclass
class Comment:
    """A comment on an issue; `editor` changed it last, at `updated`. `visibility` is None if everybody may see it."""

    id: str
    author: str
    body: Document
    created: datetime
    editor: str
    updated: datetime
    properties: dict[str, Any] = field(default_factory=dict)
    visibility: Visibility | None = None


@dataclass
class Worklog:
    """Time that somebody spent on an issue, in seconds; `started` is the string that the request had."""

    id: str
    author: str
    comment: Document | None
    started: str
    seconds: int
    created: datetime
    editor: str
    updated: datetime
    properties: dict[str, Any] = field(default_factory=dict)


class Attachment(NamedTuple):
    """A file on an issue."""

    id: str
    author: str
    filename: str
    mime_type: str
    content: bytes
    created: datetime


@dataclass
class RemoteLink:
    """A link from an issue to something elsewhere; `content` is what the request said of it, by Jira's names."""

    id: str
    content: dict[str, Any]


class FieldChange(NamedTuple):
    """How a change of an issue changed one field: the ids of the value before and after it, and their names."""

    field: str
    old: str | None
    old_name: str | None
    new: str | None
    new_name: str | None


class HistoryEntry(NamedTuple):
    """One change of an issue."""

    id: str
    author: str
    created: datetime
    items: tuple[FieldChange, ...]


class BulkTask(NamedTuple):
    """A task that has changed the issues with the ids `changed`; `not_found` is how many others it was to change."""

    id: str
    author: str
    done: datetime
    changed: list[int]
    not_found: int


@dataclass
class Issue:
    """An issue with everything on it; `fields` has every key of `Fields`, and `properties` those of the issue.

    `statuses` has the statuses that it got after its creation, each with the time of the change.
    """

    id: str
    key: str
    project: Project
    creator: str
    status: Status
    fields: Fields
    created: datetime
    updated: datetime
    comments: list[Comment] = field(default_factory=list)
    worklogs: list[Worklog] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    remote_links: list[RemoteLink] = field(default_factory=list)
    history: list[HistoryEntry] = field(default_factory=list)
    watchers: list[str] = field(default_factory=list)
    voters: list[str] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)
    resolved: datetime | None = None
    statuses: list[tuple[Status, datetime]] = field(default_factory=list)
    resolved_as: Resolution = RESOLVED

    @property
    def resolution(self) -> Resolution | None:
        """Why the issue is done; None while it is not."""
        return self.resolved_as if self.status.category is StatusCategory.DONE else None


def default_fields(project: Project, reporter: str) -> Fields:
    """The fields of a new issue, as long as nobody sets others."""
    return Fields(
        summary="",
        description=None,
        environment=None,
        issuetype=project.kind.issue_types[0],
        priority=MEDIUM,
        assignee=None,
        reporter=reporter,
        labels=[],
        components=[],
        versions=[],
        fixVersions=[],
        duedate=None,
        parent=None,
        timetracking=Estimate(),
    )
