"""The Jira of the tenant: its users, projects and issues, and how they change."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.history import field_changes
from token_conformance.edge.tenant.issue import (
    Attachment,
    BulkTask,
    Comment,
    FieldChange,
    Fields,
    HistoryEntry,
    Issue,
    RemoteLink,
    Worklog,
    default_fields,
)
from token_conformance.edge.tenant.people import Avatar, Dashboard, Filter, Groups, Users
from token_conformance.edge.tenant.project import (
    RESOLVED,
    TO_DO,
    Category,
    Component,
    LinkType,
    Project,
    ProjectKind,
    Resolution,
    Status,
    Version,
)
from token_conformance.edge.tenant.roles import Roles
from token_conformance.edge.tenant.settings import Settings

FIRST_ID = 10000
"""The first id; every kind of resource has its own sequence of ids."""


@dataclass(frozen=True)
class IssueLink:
    """A link between two issues, by Jira's names: the `inward` issue blocks the `outward` one, as an example."""

    id: str
    type: LinkType
    inward: Issue
    outward: Issue

    def touches(self, issue: Issue) -> bool:
        """Whether the issue is one of the two."""
        return issue is self.inward or issue is self.outward


@dataclass
class Jira:
    """All data of Jira: `users` by account id, `projects` and `issues` by key, in order of creation.

    `added_fields` gives the fields that Jira Software adds to an issue: its `rank` and its `sprints`.
    `deleted_worklogs` has the time at which each worklog was deleted, by its id.
    `fixed_time` replaces the current time while the tenant is seeded.
    """

    users: Users = field(default_factory=Users)
    groups: Groups = field(default_factory=Groups)
    projects: dict[str, Project] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    filters: list[Filter] = field(default_factory=list)
    dashboards: list[Dashboard] = field(default_factory=list)
    links: list[IssueLink] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    avatars: list[Avatar] = field(default_factory=list)
    roles: Roles = field(default_factory=Roles)
    deleted_worklogs: dict[str, datetime] = field(default_factory=dict)
    bulk_tasks: dict[str, BulkTask] = field(default_factory=dict)
    fixed_time: datetime | None = None
    settings: Settings = field(default_factory=Settings)
    added_fields: Callable[[Issue], Mapping[str, Any]] = field(default=lambda _: {}, repr=False, compare=False)
    _properties: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    _ids: dict[type, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(FIRST_ID)), repr=False)

    @classmethod
    def empty(cls, first_id: int = FIRST_ID, attachment_id: int = FIRST_ID) -> "Jira":
        """A Jira without content; its ids start at `first_id`, and those of attachments at `attachment_id`."""
        jira = cls(_ids=defaultdict(lambda: count(first_id)))
        jira._ids[Attachment] = count(attachment_id)
        return jira

    def next_id(self, kind: type) -> str:
        """The next unused id of this kind of resource."""
        return str(next(self._ids[kind]))

    def properties_of(self, id_: str) -> dict[str, Any]:
        """The properties of an issue type or a user, by its id."""
        return self._properties[id_]

    def now(self) -> datetime:
        """The time of a change."""
        return self.fixed_time or datetime.now(UTC)

    def project(self, id_or_key: str) -> Project | None:
        """The project with this id or key, if there is one."""
        by_id = (project for project in self.projects.values() if project.id == id_or_key)
        return self.projects.get(id_or_key) or next(by_id, None)

    def issue(self, id_or_key: str) -> Issue | None:
        """The issue with this id or key (any case), if there is one."""
        by_id = (issue for issue in self.issues.values() if issue.id == id_or_key)
        return self.issues.get(id_or_key.upper()) or next(by_id, None)

    def issues_of(self, project_key: str) -> list[Issue]:
        """The issues of a project, oldest first."""
        return [issue for issue in self.issues.values() if issue.project.key == project_key]

    def attachment(self, attachment_id: str) -> Attachment | None:
        """The attachment with this id on any issue, if there is one."""
        attachments = (attachment for issue in self.issues.values() for attachment in issue.attachments)
        return next((attachment for attachment in attachments if attachment.id == attachment_id), None)

    def links_of(self, issue: Issue) -> list[IssueLink]:
        """The links of an issue, in both directions."""
        return [link for link in self.links if link.touches(issue)]

    def add_project(self, key: str, name: str, kind: ProjectKind, lead: str) -> Project:
        """Create a project without issues."""
        project = Project(self.next_id(Project), key, name, kind, lead)
        self.projects[key] = project
        self.roles.start(project.actors, lead)
        return project

    def delete_project(self, project: Project) -> None:
        """Delete a project with its issues."""
        for issue in self.issues_of(project.key):
            self.delete_issue(issue)
        del self.projects[project.key]

    def add_version(self, project: Project, name: str) -> Version:
        """Add a version to a project."""
        project.versions.append(Version(self.next_id(Version), name))
        return project.versions[-1]

    def add_component(self, project: Project, name: str) -> Component:
        """Add a component to a project."""
        project.components.append(Component(self.next_id(Component), name))
        return project.components[-1]

    def create_issue(self, project_key: str, fields: Fields, reporter: str) -> Issue:
        """Create the project's next issue; fields that are not in `fields` get their defaults.

        Its creator watches it. Raises KeyError when there is no such project.
        """
        project = self.projects[project_key]
        project.last_number += 1
        now = self.now()
        issue = Issue(
            id=self.next_id(Issue),
            key=f"{project_key}-{project.last_number}",
            project=project,
            creator=reporter,
            status=TO_DO,
            fields={**default_fields(project, reporter), **fields},
            created=now,
            updated=now,
            watchers=[reporter],
        )
        self.issues[issue.key] = issue
        return issue

    def delete_issue(self, issue: Issue) -> None:
        """Delete an issue with everything on it; its key is not used again."""
        del self.issues[issue.key]
        self.links = [link for link in self.links if not link.touches(issue)]
        for child in self.issues.values():
            if child.fields["parent"] == issue.id:
                child.fields["parent"] = None

    def edit(self, issue: Issue, fields: Fields, author: str | None = None) -> None:
        """Set some fields of an issue in the author's name, by default its creator's."""
        self._record(issue, author, field_changes(self.users, issue.fields, fields))
        issue.fields.update(fields)
        issue.updated = self.now()

    def transition(
        self, issue: Issue, to: Status, author: str | None = None, resolution: Resolution = RESOLVED
    ) -> None:
        """Change the status of an issue in the author's name, by default its creator's.

        An issue that is done then gets the resolution.
        """
        old, old_resolution = issue.status, issue.resolution
        issue.status, issue.resolved_as = to, resolution
        issue.updated = self.now()
        issue.statuses.append((to, issue.updated))
        changes = [FieldChange("status", old.id, old.name, to.id, to.name)] if old != to else []
        if old_resolution != issue.resolution:
            issue.resolved = issue.updated if issue.resolution else None
            changes.append(_resolution_change(old_resolution, issue.resolution))
        self._record(issue, author, tuple(changes))

    def _record(self, issue: Issue, author: str | None, changes: tuple[FieldChange, ...]) -> None:
        if changes:
            entry = HistoryEntry(self.next_id(HistoryEntry), author or issue.creator, self.now(), changes)
            issue.history.append(entry)

    def add_comment(self, issue: Issue, author: str, body: Document) -> Comment:
        """Add a comment to an issue."""
        now = self.now()
        comment = Comment(self.next_id(Comment), author, body, now, author, now)
        issue.comments.append(comment)
        return comment

    def add_worklog(
        self, issue: Issue, author: str, seconds: int, started: str, comment: Document | None = None
    ) -> Worklog:
        """Log time spent on an issue."""
        now = self.now()
        worklog = Worklog(self.next_id(Worklog), author, comment, started, seconds, now, author, now)
        issue.worklogs.append(worklog)
        return worklog

    def delete_worklog(self, issue: Issue, worklog: Worklog) -> None:
        """Delete a worklog, and keep when that was."""
        issue.worklogs.remove(worklog)
        self.deleted_worklogs[worklog.id] = self.now()

    def add_attachment(self, issue: Issue, author: str, filename: str, mime_type: str, content: bytes) -> Attachment:
        """Add a file to an issue."""
        attachment = Attachment(self.next_id(Attachment), author, filename, mime_type, content, self.now())
        issue.attachments.append(attachment)
        return attachment

    def add_link(self, kind: LinkType, inward: Issue, outward: Issue) -> IssueLink:
        """Link two issues."""
        self.links.append(IssueLink(self.next_id(IssueLink), kind, inward, outward))
        return self.links[-1]

    def add_remote_link(self, issue: Issue, content: dict[str, object]) -> RemoteLink:
        """Link an issue to something elsewhere."""
        issue.remote_links.append(RemoteLink(self.next_id(RemoteLink), content))
        return issue.remote_links[-1]


def _resolution_change(old: Resolution | None, new: Resolution | None) -> FieldChange:
    before, after = ((each.id, each.name) if each else (None, None) for each in (old, new))
    return FieldChange("resolution", *before, *after)
