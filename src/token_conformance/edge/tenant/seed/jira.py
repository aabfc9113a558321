"""The content of the Jira of a fresh tenant: everything that its names refer to, and a few more resources."""

from datetime import UTC, datetime

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import FIRST_ID, Jira
from token_conformance.edge.tenant.people import (
    Dashboard,
    Filter,
    User,
    Users,
    service_account_email,
    service_account_id,
)
from token_conformance.edge.tenant.project import ProjectKind
from token_conformance.model.tenant import Tenant

SEEDED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""The time at which all content of a fresh tenant was created."""


def seeded_jira(tenant: Tenant, first_id: int = FIRST_ID) -> Jira:
    """A Jira with every resource that the tenant's names refer to, and a few more; its ids start at `first_id`."""
    jira = Jira.empty(first_id, int(tenant.attachment_id))
    jira.fixed_time = SEEDED_AT
    _users(jira, tenant)
    _projects(jira, tenant)
    _issues(jira, tenant)
    _shared_objects(jira, tenant)
    jira.fixed_time = None
    return jira


def _users(jira: Jira, tenant: Tenant) -> None:
    colleague = f"{tenant.account_id}-colleague"
    service, address = service_account_id(tenant.account_id), service_account_email(tenant.email)
    jira.users = Users(
        [
            User(tenant.account_id, "Conformance Caller", tenant.email),
            User(colleague, "Quiet Colleague", "colleague@example.com"),
        ],
        service_accounts=[User(service, "Conformance Service Account", address, "app")],
    )


def _projects(jira: Jira, tenant: Tenant) -> None:
    kinds = {
        _project_key(tenant.issue_key): (ProjectKind.SOFTWARE, "Other Software"),
        _project_key(tenant.business_issue_key): (ProjectKind.BUSINESS, "Business"),
        tenant.idea_project_key: (ProjectKind.PRODUCT_DISCOVERY, "Ideas"),
        _project_key(tenant.request_key): (ProjectKind.SERVICE_DESK, "Help"),
        tenant.project_key: (ProjectKind.SOFTWARE, "Software"),
    }
    for key, (kind, name) in kinds.items():
        jira.add_project(key, name, kind, lead=tenant.account_id)
    software = jira.projects[tenant.project_key]
    jira.add_version(software, "1.0")
    jira.add_component(software, "Core")


def _issues(jira: Jira, tenant: Tenant) -> None:
    _issue_with_everything(jira, tenant)
    _issue(jira, tenant, tenant.business_issue_key, "A work item of a business project")
    _issue(jira, tenant, tenant.idea_key, "An idea")
    _issue(jira, tenant, tenant.request_key, "A request for help")
    jira.create_issue(tenant.project_key, {"summary": "Another issue of the software project"}, tenant.account_id)


def _issue(jira: Jira, tenant: Tenant, key: str, summary: str) -> Issue:
    project, number = jira.projects[_project_key(key)], int(key.rpartition("-")[2])
    highest = max(project.last_number, number)
    project.last_number = number - 1
    description = document(f"{summary}, made with the tenant.")
    issue = jira.create_issue(project.key, {"summary": summary, "description": description}, tenant.account_id)
    project.last_number = highest
    return issue


def _issue_with_everything(jira: Jira, tenant: Tenant) -> None:
    issue = _issue(jira, tenant, tenant.issue_key, "An issue of the software project")
    issue.fields["fixVersions"] = list(issue.project.versions)
    issue.fields["components"] = list(issue.project.components)
    issue.fields["assignee"] = tenant.account_id
    jira.add_comment(issue, tenant.account_id, document("A comment made with the tenant."))
    jira.add_worklog(issue, tenant.account_id, 3600, "2026-01-05T08:00:00.000+0000")
    jira.add_attachment(issue, tenant.account_id, "seeded.txt", "text/plain", b"An attachment made with the tenant.\n")


def _shared_objects(jira: Jira, tenant: Tenant) -> None:
    query = f"project = {tenant.project_key}"
    owner = tenant.account_id
    jira.filters.append(Filter(jira.next_id(Filter), "Issues of the software project", owner, query))
    jira.dashboards.append(Dashboard(jira.next_id(Dashboard), "Software at a glance", owner))


def _project_key(issue_key: str) -> str:
    return issue_key.rpartition("-")[0]
