"""Service desks: the issues of a project in Jira Service Management."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import NamedTuple

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import service_account_id
from token_conformance.edge.tenant.project import TO_DO, Project, Status
from token_conformance.model.tenant import Tenant


class Desk(NamedTuple):
    """A service desk, the portal of one project."""

    id: str
    project: Project


class RequestTypeGroup(NamedTuple):
    """A heading of a desk's portal, under which it shows request types."""

    id: str
    desk: Desk
    name: str


class RequestType(NamedTuple):
    """A kind of request that customers can create at a desk, shown in a group of its portal."""

    id: str
    desk: Desk
    name: str
    description: str
    group: RequestTypeGroup


class Queue(NamedTuple):
    """A list of issues for the agents of a desk, defined by JQL."""

    id: str
    desk: Desk
    name: str
    jql: str


@dataclass
class Organization:
    """A group of customers, by their account ids, and the ids of the desks that it can use."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    desk_ids: set[str] = field(default_factory=set)


class CustomerRequest(NamedTuple):
    """An issue that was created as a request of a type, and the account ids of those who participate in it."""

    issue: Issue
    type: RequestType
    participants: list[str]

    @property
    def statuses(self) -> list[tuple[Status, datetime]]:
        """The statuses that it had, each with its time, the current one first; every request starts in the same one."""
        return [(TO_DO, self.issue.created), *self.issue.statuses][::-1]

    @property
    def last_activity(self) -> datetime:
        """When somebody last changed it or commented on it."""
        return max([self.issue.updated, *(comment.created for comment in self.issue.comments)])


@dataclass
class ServiceDesk:
    """The desks of a tenant, with their request types in groups, their queues, and organizations.

    The issues themselves are in `jira`: an issue is a request if its key is in `types`. `customers` has the account ids
    of a desk's customers by the id of the desk, which nobody else can become without being added.
    """

    jira: Jira
    desks: tuple[Desk, ...]
    groups: tuple[RequestTypeGroup, ...]
    request_types: tuple[RequestType, ...]
    queues: tuple[Queue, ...]
    organizations: list[Organization]
    types: dict[str, RequestType]
    customers: dict[str, set[str]]
    _participants: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def seeded(cls, tenant: Tenant, jira: Jira) -> "ServiceDesk":
        """The tenant's desk, with a request type, a queue and an organization, and the tenant's request.

        The service account takes part in the request: each account that calls sees one.
        """
        project_key = tenant.request_key.rpartition("-")[0]
        desk = Desk(tenant.service_desk_id, jira.projects[project_key])
        group = RequestTypeGroup("1", desk, "Common requests")
        request_type = RequestType(tenant.request_type_id, desk, "Get help", "Ask for anything.", group)
        return cls(
            jira,
            desks=(desk,),
            groups=(group,),
            request_types=(request_type,),
            queues=(Queue("1", desk, "All open", f"project = {project_key} AND resolution = Unresolved"),),
            organizations=[Organization("1", "Made-up customers", desk_ids={desk.id})],
            types={tenant.request_key: request_type},
            customers={desk.id: {tenant.account_id}},
            _participants={tenant.request_key: [service_account_id(tenant.account_id)]},
        )

    @property
    def requests(self) -> list[CustomerRequest]:
        """All requests, oldest first; a request is deleted with its issue."""
        return [self._of(issue) for key, issue in self.jira.issues.items() if key in self.types]

    def request(self, id_or_key: str) -> CustomerRequest | None:
        """The request whose issue has this id or key, if there is one."""
        issue = self.jira.issue(id_or_key)
        return self._of(issue) if issue and issue.key in self.types else None

    def _of(self, issue: Issue) -> CustomerRequest:
        return CustomerRequest(issue, self.types[issue.key], self._participants.setdefault(issue.key, []))

    def create(
        self, type_: RequestType, summary: str, description: str, reporter: str, participants: Iterable[str] = ()
    ) -> CustomerRequest:
        """Create a request and its issue, in the project of the desk."""
        text = document(description) if description else None
        issue = self.jira.create_issue(type_.desk.project.key, {"summary": summary, "description": text}, reporter)
        self.types[issue.key] = type_
        created = self._of(issue)
        created.participants.extend(dict.fromkeys(participants))
        return created

    def organization(self, name: str) -> Organization:
        """The organization with a name, which is created if there is none."""
        found = next((each for each in self.organizations if each.name == name), None)
        if found is None:
            used = {each.id for each in self.organizations}
            found = Organization(next(id_ for id_ in map(str, count(1)) if id_ not in used), name)
            self.organizations.append(found)
        return found
