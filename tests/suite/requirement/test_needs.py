"""What a requirement needs of a tenant, read from its code."""

from pathlib import Path
from types import FunctionType
from typing import Any

from token_conformance.model.cell import Endpoint, Product
from token_conformance.suite.collection import Suites
from token_conformance.suite.requirement.needs import needs_of

MYSELF = Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself")


def _helper(tenant: Any) -> Any:
    return tenant.board_id


def _calls_itself(tenant: Any) -> Any:
    return _calls_itself(tenant.page_id)


def test_the_fields_of_the_tenant_are_needed() -> None:
    """Also those inside of a comprehension; other attributes are not."""

    def requirement(send: Any, tenant: Any) -> None:
        assert {one for one in send().json() if one.key == tenant.issue_key} == tenant.project_key

    assert {"issue_key", "project_key"} == needs_of(requirement, MYSELF)


def test_what_a_helper_reads_is_needed() -> None:
    """A function of the same module; one that calls itself ends too."""

    def requirement(send: Any, tenant: Any) -> None:
        assert send(_helper(tenant), _calls_itself(tenant))

    assert {"board_id", "page_id"} == needs_of(FunctionType(requirement.__code__, globals()), MYSELF)


def test_a_fixture_needs_the_place_in_which_it_creates_a_thing() -> None:
    """The thing itself is created for the cell."""

    def requirement(disposable_issue: str, disposable_page: str) -> None: ...

    assert {"project_key", "space_id"} == needs_of(requirement, MYSELF)


def test_a_proof_needs_what_the_operation_lists() -> None:
    """Only the operation shows it: the test asserts that a list is not empty."""

    def requirement(send: Any) -> None: ...

    filters = Endpoint(Product.JIRA_PLATFORM, "search-filters", "GET /rest/api/3/filter/search")
    assert {"filter"} == needs_of(requirement, filters)


def test_the_needs_of_the_shipped_suites_are_seen() -> None:
    """Each requirement that reads a thing of the tenant, with the whole set of all of them."""
    requirements = Suites(Path()).requirements
    needs = {endpoint.id: needs_of(test, endpoint) for endpoint, test in requirements.items()}
    assert {"issue_key", "comment"} == needs["jira-platform/list-comments"]
    assert {"project_key"} == needs["jira-platform/add-worklog"]
    assert {"board_id", "sprint_id"} == needs["jira-software/list-board-sprints"]
    assert {"email", "account_id"} == needs["jira-platform/find-users"]
    assert set() == needs["jira-platform/get-server-info"]
    expected = {"attachment_id", "business_issue_key", "idea_key", "request_type_id", "space_key", "page-label", "task"}
    assert expected <= set().union(*needs.values())
