"""Comments can be changed, deleted, sorted and rendered."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
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


@pytest.mark.parametrize("named", ["role Administrators", "role 10002", "group jira-users", "group reviewers"])
@pytest.mark.parametrize("form", FORMS)
def test_a_restricted_comment(ask: Ask, tenant: Tenant, state: State, named: str, form: UrlForm) -> None:
    """Only members of the group, or those who have the role, see it: as a comment, on the issue and in a search."""
    issue, (kind, value) = state.jira.issues[tenant.issue_key], named.split()
    state.jira.groups.put(state.jira.groups.add("reviewers", 2), tenant.account_id)
    api, name = "/rest/api/3", "identifier" if value.isdigit() else "value"
    body = {"body": document("hidden words"), "visibility": {"type": kind, name: value}}
    made = ask("POST", f"{api}/issue/{issue.key}/comment", json=body, form=form).json()
    assert {"type": kind}.items() <= made["visibility"].items()

    def seen() -> list[bool]:
        one = ask("GET", f"{api}/issue/{issue.key}/comment/{made['id']}", form=form).status_code
        listed = ask("POST", f"{api}/comment/list", json={"ids": [made["id"]]}, form=form).json()["values"]
        fields = ask("GET", f"{api}/issue/{issue.key}?fields=comment", form=form).json()["fields"]
        found = ask("GET", f"{api}/search/jql?jql=comment~hidden&fields=key", form=form).json()["issues"]
        return [one == 200, bool(listed), 2 == fields["comment"]["total"], bool(found)]

    assert [True] * 4 == seen()
    assert 501 == ask("PUT", f"{api}/issue/{issue.key}/comment/{made['id']}", json={"body": body["body"]}).status_code
    issue.project.actors.clear()
    state.jira.groups.take(state.jira.groups.listed[1], tenant.account_id)
    assert [value == "jira-users"] * 4 == seen()


@pytest.mark.parametrize(
    ("visibility", "error"),
    [
        ({"type": "role", "value": "None"}, "You are currently not a member of the project role: None."),
        ({"type": "group", "value": "None"}, "You are currently not a member of the group: None."),
        ({"type": "user", "value": "None"}, None),
    ],
)
def test_a_comment_is_restricted_to_what_its_author_is_of(
    ask: Ask, tenant: Tenant, visibility: dict[str, str], error: str | None
) -> None:
    """Another role, group or kind is refused."""
    body = {"body": "x", "visibility": visibility}
    answer = ask("POST", f"/rest/api/2/issue/{tenant.issue_key}/comment", json=body)
    assert (400, error) == (answer.status_code, answer.json()["errors"].get("commentLevel"))
