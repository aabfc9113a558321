"""The Jira of the tenant: its users, projects and issues, and how they change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.issue import Attachment, Comment, Fields, Issue, Worklog
from token_conformance.edge.tenant.people import Dashboard, Filter, Users
from token_conformance.edge.tenant.project import MEDIUM, TO_DO, Component, Project, ProjectKind, Status, Version

FIRST_ID = 10000
"""The first id; every kind of resource has its own sequence of ids."""


@dataclass
class Jira:
    """All data of Jira: `users` by account id, `projects` and `issues` by key, in order of creation.

    `fixed_time` replaces the current time while the tenant is seeded.
    """

    users: Users = field(default_factory=Users)
    projects: dict[str, Project] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    filters: list[Filter] = field(default_factory=list)
    dashboards: list[Dashboard] = field(default_factory=list)
    fixed_time: datetime | None = None
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

    def add_project(self, key: str, name: str, kind: ProjectKind, lead: str) -> Project:
        """Create a project without issues."""
        project = Project(self.next_id(Project), key, name, kind, lead)
        self.projects[key] = project
        return project

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
            fields={**_default_fields(project, reporter), **fields},
            created=now,
            updated=now,
        )
        self.issues[issue.key] = issue
        return issue

    def delete_issue(self, issue: Issue) -> None:
        """Delete an issue with everything on it; its key is not used again."""
        del self.issues[issue.key]

    def edit(self, issue: Issue, fields: Fields) -> None:
        """Set some fields of an issue."""
        issue.fields.update(fields)
        issue.updated = self.now()

    def transition(self, issue: Issue, to: Status) -> None:
        """Change the status of an issue."""
        issue.status = to
        issue.updated = self.now()
        issue.statuses.append((to, issue.updated))

    def add_comment(self, issue: Issue, author: str, body: Document) -> Comment:
        """Add a comment to an issue."""
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
        """Add a file to an issue."""
        attachment = Attachment(self.next_id(Attachment), author, filename, mime_type, content, self.now())
        issue.attachments.append(attachment)
        return attachment


def _default_fields(project: Project, reporter: str) -> Fields:
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
