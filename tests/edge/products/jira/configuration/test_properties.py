"""Properties of everything that has them."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

OWNERS = [
    "issue/{issue}/properties/{key}",
    "issue/{issue}/worklog/{worklog}/properties/{key}",
    "comment/{comment}/properties/{key}",
    "project/{project}/properties/{key}",
    "issuetype/10001/properties/{key}",
    "user/properties/{key}?accountId={account}",
]


@pytest.mark.parametrize("template", OWNERS)
def test_a_property_is_stored_replaced_and_deleted(ask: Ask, tenant: Tenant, state: State, template: str) -> None:
    """Its value is any JSON, its key is listed with a link to it, and it is gone when it is deleted."""
    issue = state.jira.issues[tenant.issue_key]
    names = {"issue": tenant.issue_key, "project": tenant.project_key, "account": tenant.account_id, "key": "color"}
    names |= {"worklog": issue.worklogs[0].id, "comment": issue.comments[0].id}
    path = "/rest/api/3/" + template.format(**names)
    first, second = {"list": [1, "two", None]}, {"only": "this"}
    assert [201, 200] == [ask("PUT", path, json=value).status_code for value in (first, second)]
    assert {"key": "color", "value": second} == ask("GET", path).json()
    [entry] = ask("GET", path.replace("/color", "")).json()["keys"]
    assert second == ask("GET", entry["self"].partition(".net")[2]).json()["value"]
    assert [204, 404] == [ask("DELETE", path).status_code for _ in range(2)]


def test_the_properties_of_nobody(ask: Ask) -> None:
    """A user must be named, and must exist."""
    path = "/rest/api/3/user/properties"
    assert [400, 404] == [ask("GET", each).status_code for each in (path, f"{path}?accountId=none")]


def test_a_property_that_is_too_long(ask: Ask, tenant: Tenant) -> None:
    """A key has 255 characters at most, and a value is JSON."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/properties"
    assert 400 == ask("PUT", f"{path}/{'k' * 256}", json=1).status_code
    assert 400 == ask("PUT", f"{path}/key", content=b"{").status_code
