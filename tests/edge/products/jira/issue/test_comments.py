"""Comments can be changed, deleted, sorted and rendered."""

from collections.abc import Callable

import httpx

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def test_a_comment_is_changed_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """The change has its own time; after the deletion the comment is not found."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/comment/10000"
    changed = ask("PUT", path, json={"body": "Changed"}).json()
    assert ("Changed", True) == (changed["body"], changed["updated"] > changed["created"])
    assert changed == ask("GET", path).json()
    assert [204, 404] == [ask(method, path).status_code for method in ("DELETE", "GET")]


def test_comments_are_sorted_and_found_by_their_ids(ask: Ask, state: State, tenant: Tenant) -> None:
    """`-created` shows the newest first; the list by ids takes comments of any issue."""
    issue = state.jira.issues[tenant.issue_key]
    newer = state.jira.add_comment(issue, tenant.account_id, issue.comments[0].body)
    path = f"/rest/api/3/issue/{tenant.issue_key}/comment?orderBy=-created"
    assert [newer.id, "10000"] == [each["id"] for each in ask("GET", path).json()["comments"]]
    found = ask("POST", "/rest/api/3/comment/list", json={"ids": [10000, 4]}).json()
    assert (["10000"], True) == ([each["id"] for each in found["values"]], found["isLast"])
    assert 400 == ask("POST", "/rest/api/3/comment/list", json={}).status_code
    assert 501 == ask("GET", f"{path.partition('?')[0]}?orderBy=author").status_code


def test_a_comment_is_rendered(ask: Ask, tenant: Tenant) -> None:
    """`expand=renderedBody` adds the HTML."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/comment/10000"
    assert "<p>A comment made with the tenant.</p>" == ask("GET", f"{path}?expand=renderedBody").json()["renderedBody"]
    assert "renderedBody" not in ask("GET", path).json()


def test_a_restricted_comment_is_not_modelled(ask: Ask, tenant: Tenant) -> None:
    """The model does not know who sees it, so it does not store it as one that everybody sees."""
    body = {"body": "x", "visibility": {"type": "role", "value": "Administrators"}}
    assert 501 == ask("POST", f"/rest/api/2/issue/{tenant.issue_key}/comment", json=body).status_code
