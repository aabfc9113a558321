"""An issue, which is also Jira Product Discovery's idea and the work behind a service desk's request."""

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
    """What can be set on an issue, by Jira's names; people are account ids."""

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
    """What somebody said about an issue."""

    id: str
    author: str
    body: Document
    created: datetime


@dataclass(frozen=True)
class Worklog:
    """Time that somebody spent on an issue; `started` is written as Jira was told it."""

    id: str
    author: str
    comment: Document | None
    started: str
    seconds: int
    created: datetime


@dataclass(frozen=True)
class Attachment:
    """A file that somebody put on an issue."""

    id: str
    author: str
    filename: str
    mime_type: str
    content: bytes
    created: datetime


@dataclass
class Issue:
    """An issue with everything on it; `fields` holds every key of `Fields`."""

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

    @property
    def resolution(self) -> Resolution | None:
        """Why the issue is done; None while it is not."""
        return RESOLVED if self.status.category is StatusCategory.DONE else None
