"""An issue; ideas of Jira Product Discovery and requests of a service desk are issues too."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.project import (
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


class Fields(TypedDict, total=False):
    """The editable fields of an issue, by Jira's names; users are account ids."""

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


@dataclass(frozen=True)
class Comment:
    """A comment on an issue."""

    id: str
    author: str
    body: Document
    created: datetime


@dataclass(frozen=True)
class Worklog:
    """Time that somebody spent on an issue, in seconds; `started` is the string that the request had."""

    id: str
    author: str
    comment: Document | None
    started: str
    seconds: int
    created: datetime


@dataclass(frozen=True)
class Attachment:
    """A file on an issue."""

    id: str
    author: str
    filename: str
    mime_type: str
    content: bytes
    created: datetime


@dataclass
class Issue:
    """An issue with its comments, worklogs and attachments; `fields` has every key of `Fields`.

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
    statuses: list[tuple[Status, datetime]] = field(default_factory=list)

    @property
    def resolution(self) -> Resolution | None:
        """Why the issue is done; None while it is not."""
        return RESOLVED if self.status.category is StatusCategory.DONE else None
