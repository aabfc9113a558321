"""The service desks of the tenant and their requests."""

import pytest

from token_conformance.edge.tenant.project import DONE, TO_DO
from token_conformance.edge.tenant.seed.jira import seeded_jira
from token_conformance.edge.tenant.service_desk import ServiceDesk
from token_conformance.model.tenant import SEEDED


@pytest.fixture
def service_desk() -> ServiceDesk:
    """The service desks of a fresh tenant."""
    return ServiceDesk.seeded(SEEDED, seeded_jira(SEEDED))


def test_the_tenants_request(service_desk: ServiceDesk) -> None:
    """It is found by key and id, and has the tenant's request type and desk."""
    [request] = service_desk.requests
    assert request == service_desk.request(SEEDED.request_key) == service_desk.request(request.issue.id)
    assert (SEEDED.request_type_id, SEEDED.service_desk_id) == (request.type.id, request.type.desk.id)


@pytest.mark.parametrize("name", [SEEDED.issue_key, "NONE-1", ""])
def test_other_issues_are_not_requests(service_desk: ServiceDesk, name: str) -> None:
    """An issue of another project is not found, and neither is an unknown one."""
    assert service_desk.request(name) is None


def test_a_new_request_is_an_issue(service_desk: ServiceDesk) -> None:
    """Creating a request creates its issue, in the project of the desk."""
    request = service_desk.create(service_desk.request_types[0], "Raised", "", SEEDED.account_id)
    assert request.issue is service_desk.jira.issue(request.issue.key)
    assert service_desk.desks[0].project is request.issue.project
    assert [SEEDED.request_key, request.issue.key] == [each.issue.key for each in service_desk.requests]


def test_a_request_has_the_statuses_that_it_had(service_desk: ServiceDesk) -> None:
    """The current one is the first, and every change counts, by whichever API it was made."""
    [request] = service_desk.requests
    assert [(TO_DO, request.issue.created)] == request.statuses
    service_desk.jira.transition(request.issue, DONE)
    assert [(DONE, request.issue.updated), (TO_DO, request.issue.created)] == request.statuses


def test_an_organization_is_found_by_its_name(service_desk: ServiceDesk) -> None:
    """Only a new name makes a new one, with an id of its own."""
    [seeded] = service_desk.organizations
    assert seeded is service_desk.organization(seeded.name)
    assert "2" == service_desk.organization("Others").id
    service_desk.organizations.remove(seeded)
    assert "1" == service_desk.organization("Third").id
