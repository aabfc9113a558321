"""Components of projects can be created, changed, found, counted and deleted."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def create(ask: Ask, tenant: Tenant, **members: Any) -> Any:
    """A new component."""
    answer = ask("POST", "/rest/api/3/component", json={"project": tenant.project_key, **members})
    assert 201 == answer.status_code
    return answer.json()


def test_a_component_is_created_changed_and_read(ask: Ask, tenant: Tenant) -> None:
    """It shows what was set, and a change shows on the issues too."""
    made = create(ask, tenant, name="Edge", leadAccountId=tenant.account_id, assigneeType="COMPONENT_LEAD")
    assert (tenant.account_id, "COMPONENT_LEAD") == (made["lead"]["accountId"], made["assigneeType"])
    assert made == ask("GET", f"/rest/api/3/component/{made['id']}").json()
    ask("PUT", "/rest/api/3/component/10000", json={"name": "Heart"})
    fields = ask("GET", f"/rest/api/3/issue/{tenant.issue_key}").json()["fields"]
    assert ["Heart"] == [each["name"] for each in fields["components"]]


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"name": "Core"}, "name"),
        ({"name": "x", "leadAccountId": "nobody"}, "leadAccountId"),
        ({"name": "x", "assigneeType": "ANYBODY"}, "assigneeType"),
    ],
)
def test_an_invalid_component_is_refused(ask: Ask, tenant: Tenant, members: Any, field: str) -> None:
    """The error names the member."""
    answer = ask("POST", "/rest/api/3/component", json={"project": tenant.project_key, **members})
    assert (400, [field]) == (answer.status_code, list(answer.json()["errors"]))
    assert 404 == ask("POST", "/rest/api/3/component", json={"project": "NONE", "name": "x"}).status_code


def test_components_are_found(ask: Ask, tenant: Tenant) -> None:
    """Of one project or of all, by a part of the name or the description, in an order."""
    create(ask, tenant, name="Edge", description="The outside")
    for path in (f"project/{tenant.project_key}/component?", f"component?projectIdsOrKeys={tenant.project_key}&"):
        found = {
            query: [each["name"] for each in ask("GET", f"/rest/api/3/{path}{query}").json()["values"]]
            for query in ("orderBy=-name", "query=OUT", "maxResults=1")
        }
        assert {"orderBy=-name": ["Edge", "Core"], "query=OUT": ["Edge"], "maxResults=1": ["Core"]} == found
    assert [] == ask("GET", f"/rest/api/3/component?projectIdsOrKeys={tenant.idea_project_key}").json()["values"]
    assert 501 == ask("GET", f"/rest/api/3/project/{tenant.project_key}/components?componentSource=compass").status_code


def test_a_deleted_component_is_replaced(ask: Ask, tenant: Tenant) -> None:
    """Its issue gets the other component; the other one counts it then."""
    other = create(ask, tenant, name="Edge")["id"]
    assert 404 == ask("DELETE", "/rest/api/3/component/10000?moveIssuesTo=1").status_code
    assert 204 == ask("DELETE", f"/rest/api/3/component/10000?moveIssuesTo={other}").status_code
    assert 1 == ask("GET", f"/rest/api/3/component/{other}/relatedIssueCounts").json()["issueCount"]
    assert 404 == ask("GET", "/rest/api/3/component/10000").status_code
