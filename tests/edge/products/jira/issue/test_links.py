"""Links of an issue: to other issues, and to something elsewhere."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

ELSEWHERE = {"globalId": "system=1", "object": {"url": "https://example.com/1", "title": "One"}}


def test_issues_are_linked(ask: Ask, tenant: Tenant) -> None:
    """Each issue shows the other one at its end, until the link is deleted."""
    body = {
        "type": {"name": "Blocks"},
        "inwardIssue": {"key": tenant.issue_key},
        "outwardIssue": {"key": tenant.idea_key},
    }
    assert 201 == ask("POST", "/rest/api/3/issueLink", json=body).status_code
    [here], [there] = (
        ask("GET", f"/rest/api/3/issue/{key}").json()["fields"]["issuelinks"]
        for key in (tenant.issue_key, tenant.idea_key)
    )
    assert (tenant.idea_key, tenant.issue_key) == (here["outwardIssue"]["key"], there["inwardIssue"]["key"])
    path = f"/rest/api/3/issueLink/{here['id']}"
    assert "is blocked by" == ask("GET", path).json()["type"]["inward"]
    assert [204, 404] == [ask(method, path).status_code for method in ("DELETE", "GET")]
    assert [] == ask("GET", f"/rest/api/3/issue/{tenant.idea_key}").json()["fields"]["issuelinks"]


@pytest.mark.parametrize(
    "change", [{"type": {"name": "Loves"}}, {"type": None}, {"inwardIssue": {"key": "NONE-1"}}, {"outwardIssue": {}}]
)
def test_a_link_needs_a_type_and_two_issues(ask: Ask, tenant: Tenant, change: dict[str, object]) -> None:
    """What does not exist is a 404."""
    body = {"type": {"id": "10000"}, "inwardIssue": {"key": tenant.issue_key}, "outwardIssue": {"key": tenant.idea_key}}
    assert 404 == ask("POST", "/rest/api/3/issueLink", json=body | change).status_code


def test_the_types_of_links_are_listed(ask: Ask) -> None:
    """Each is found by its id."""
    listed = ask("GET", "/rest/api/2/issueLinkType").json()["issueLinkTypes"]
    assert ["Blocks", "Cloners", "Duplicate", "Relates"] == [each["name"] for each in listed]
    assert listed[0] == ask("GET", "/rest/api/2/issueLinkType/10000").json()


def test_a_remote_link_is_added_changed_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """A second link with the same global id changes the first one."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/remotelink"
    assert [201, 200] == [ask("POST", path, json=ELSEWHERE).status_code for _ in range(2)]
    [only] = ask("GET", path).json()
    assert (only, "One") == (ask("GET", f"{path}?globalId=system%3D1").json(), only["object"]["title"])
    changed = {"object": {"url": "https://example.com/2", "title": "Two"}}
    assert 204 == ask("PUT", f"{path}/{only['id']}", json=changed).status_code
    shown = ask("GET", f"{path}/{only['id']}").json()
    assert ("Two", None) == (shown["object"]["title"], shown.get("globalId"))
    assert [204, 404] == [ask(method, f"{path}/{only['id']}").status_code for method in ("DELETE", "GET")]


def test_a_remote_link_is_deleted_by_its_global_id(ask: Ask, tenant: Tenant) -> None:
    """The operation needs one, and one that there is."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/remotelink"
    ask("POST", path, json=ELSEWHERE)
    urls = (path, f"{path}?globalId=other", f"{path}?globalId=system%3D1")
    assert [400, 404, 204] == [ask("DELETE", url).status_code for url in urls]
    assert [] == ask("GET", path).json()


@pytest.mark.parametrize("body", [{}, {"object": {}}, {"object": {"url": "https://example.com"}}])
def test_a_remote_link_needs_a_url_and_a_title(ask: Ask, tenant: Tenant, body: dict[str, object]) -> None:
    """The error names what is missing."""
    answer = ask("POST", f"/rest/api/3/issue/{tenant.issue_key}/remotelink", json=body)
    assert (400, True) == (answer.status_code, "title" in answer.json()["errors"])
