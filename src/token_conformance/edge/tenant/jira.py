"""The Jira of the tenant: its people, projects and issues, and how they change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.issue import Attachment, Comment, Fields, Issue, Worklog
from token_conformance.edge.tenant.people import Dashboard, Filter, User
from token_conformance.edge.tenant.project import MEDIUM, TO_DO, Component, Project, ProjectKind, Status, Version

FIRST_ID = 10000
"""Where Jira starts to count; every kind of thing is counted by itself."""


@dataclass
class Jira:
    """Everything that Jira holds: `users` by account id, `projects` and `issues` by key, in order of making.

    `now` gives the time of what is made; the seeded things have one of their own.
    """

    users: dict[str, User] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    filters: list[Filter] = field(default_factory=list)
    dashboards: list[Dashboard] = field(default_factory=list)
    fixed_time: datetime | None = None
    _ids: dict[type, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(FIRST_ID)), repr=False)

    @classmethod
    def empty(cls, first_id: int = FIRST_ID, attachment_id: int = FIRST_ID) -> "Jira":
        """A Jira without any content; its ids start at `first_id`, and those of attachments at `attachment_id`."""
        jira = cls(_ids=defaultdict(lambda: count(first_id)))
        jira._ids[Attachment] = count(attachment_id)
        return jira

    def next_id(self, kind: type) -> str:
        """An id that no thing of this kind has had."""
        return str(next(self._ids[kind]))

    def now(self) -> datetime:
        """The time that a change is dated with."""
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
        """The attachment with this id, on whatever issue it is."""
        attachments = (attachment for issue in self.issues.values() for attachment in issue.attachments)
        return next((attachment for attachment in attachments if attachment.id == attachment_id), None)

    def add_project(self, key: str, name: str, kind: ProjectKind, lead: str) -> Project:
        """Make a project with no issue in it."""
        project = Project(self.next_id(Project), key, name, kind, lead)
        self.projects[key] = project
        return project

    def add_version(self, project: Project, name: str) -> Version:
        """Plan a release of a project."""
        project.versions.append(Version(self.next_id(Version), name))
        return project.versions[-1]

    def add_component(self, project: Project, name: str) -> Component:
        """Name a part of a project."""
        project.components.append(Component(self.next_id(Component), name))
        return project.components[-1]

    def create_issue(self, project_key: str, fields: Fields, reporter: str) -> Issue:
        """Make the project's next issue; what `fields` leaves out is as in a fresh one.

        Raises KeyError when there is no such project.
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
            fields={**_fresh(project, reporter), **fields},
            created=now,
            updated=now,
        )
        self.issues[issue.key] = issue
        return issue

    def delete_issue(self, issue: Issue) -> None:
        """Remove an issue with all that is on it; its key is not given again."""
        del self.issues[issue.key]

    def edit(self, issue: Issue, fields: Fields) -> None:
        """Set some fields of an issue."""
        issue.fields.update(fields)
        issue.updated = self.now()

    def transition(self, issue: Issue, to: Status) -> None:
        """Bring an issue to a status."""
        issue.status = to
        issue.updated = self.now()

    def add_comment(self, issue: Issue, author: str, body: Document) -> Comment:
        """Say something about an issue."""
        comment = Comment(self.next_id(Comment), author, body, self.now())
        issue.comments.append(comment)
        return comment

    def add_worklog(
        self, issue: Issue, author: str, seconds: int, started: str, comment: Document | None = None
    ) -> Worklog:
        """Log time spent on an issue."""
        worklog = Worklog(self.next_id(Worklog), author, comment, started, seconds, self.now())
        issue.worklogs.append(worklog)
        return worklog

    def add_attachment(self, issue: Issue, author: str, filename: str, mime_type: str, content: bytes) -> Attachment:
        """Put a file on an issue."""
        attachment = Attachment(self.next_id(Attachment), author, filename, mime_type, content, self.now())
        issue.attachments.append(attachment)
        return attachment


def _fresh(project: Project, reporter: str) -> Fields:
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
    )
