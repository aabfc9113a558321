"""Service desks: the issues of a project in Jira Service Management."""

from dataclasses import dataclass

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project
from token_conformance.model.tenant import Tenant


@dataclass(frozen=True)
class Desk:
    """A service desk, the portal of one project."""

    id: str
    project: Project


@dataclass(frozen=True)
class RequestType:
    """A kind of request that customers can create at a desk."""

    id: str
    desk: Desk
    name: str
    description: str


@dataclass(frozen=True)
class Queue:
    """A list of issues for the agents of a desk, defined by JQL."""

    id: str
    desk: Desk
    name: str
    jql: str


@dataclass(frozen=True)
class Organization:
    """A group of customers."""

    id: str
    name: str


@dataclass(frozen=True)
class CustomerRequest:
    """An issue that was created as a request of a type."""

    issue: Issue
    type: RequestType


@dataclass(frozen=True)
class ServiceDesk:
    """The desks of a tenant, with their request types, queues and organizations.

    The issues themselves are in `jira`: an issue is a request if its key is in `types`.
    """

    jira: Jira
    desks: tuple[Desk, ...]
    request_types: tuple[RequestType, ...]
    queues: tuple[Queue, ...]
    organizations: tuple[Organization, ...]
    types: dict[str, RequestType]

    @classmethod
    def seeded(cls, tenant: Tenant, jira: Jira) -> "ServiceDesk":
        """The tenant's desk, with a request type, a queue and the tenant's request, and an organization."""
        project_key = tenant.request_key.rpartition("-")[0]
        desk = Desk(tenant.service_desk_id, jira.projects[project_key])
        request_type = RequestType(tenant.request_type_id, desk, "Get help", "Ask for anything.")
        return cls(
            jira,
            desks=(desk,),
            request_types=(request_type,),
            queues=(Queue("1", desk, "All open", f"project = {project_key} AND statusCategory != Done"),),
            organizations=(Organization("1", "Made-up customers"),),
            types={tenant.request_key: request_type},
        )

    @property
    def requests(self) -> list[CustomerRequest]:
        """All requests, oldest first; a request is deleted with its issue."""
        return [CustomerRequest(issue, self.types[key]) for key, issue in self.jira.issues.items() if key in self.types]

    def request(self, id_or_key: str) -> CustomerRequest | None:
        """The request whose issue has this id or key, if there is one."""
        issue = self.jira.issue(id_or_key)
        return CustomerRequest(issue, self.types[issue.key]) if issue and issue.key in self.types else None

    def create(self, type_: RequestType, summary: str, description: str, reporter: str) -> CustomerRequest:
        """Create a request and its issue, in the project of the desk."""
        text = document(description) if description else None
        issue = self.jira.create_issue(type_.desk.project.key, {"summary": summary, "description": text}, reporter)
        self.types[issue.key] = type_
        return CustomerRequest(issue, type_)
