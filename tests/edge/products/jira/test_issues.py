"""Issues of the Jira platform can be created, read, edited, transitioned and deleted."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

DOCUMENT = {
    "type": "doc",
    "version": 1,
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Written."}]}],
}


@pytest.mark.parametrize("form", FORMS)
def test_a_created_issue_can_be_read_found_and_deleted(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """The issue is found by key, by id and in searches, and no longer after it was deleted."""
    created = create(ask, tenant.project_key, "Task", form=form)
    base = tenant.base_url(Product.JIRA_PLATFORM, form)
    assert f"{base}/rest/api/3/issue/{created['id']}" == created["self"]
    for name in (created["key"], created["key"].lower(), created["id"]):
        assert created["key"] == ask("GET", f"/rest/api/3/issue/{name}", form=form).json()["key"]
    search = f"/rest/api/3/search/jql?jql=project={tenant.project_key}"
    assert created["id"] in {issue["id"] for issue in ask("GET", search).json()["issues"]}
    assert 204 == ask("DELETE", f"/rest/api/3/issue/{created['key']}").status_code
    assert 404 == ask("GET", f"/rest/api/3/issue/{created['key']}").status_code
    assert created["id"] not in {issue["id"] for issue in ask("GET", search).json()["issues"]}


def test_the_key_of_a_deleted_issue_is_not_used_again(ask: Ask, tenant: Tenant) -> None:
    """Keys and ids count on after an issue was deleted."""
    first = create(ask, tenant.project_key, "Task")
    ask("DELETE", f"/rest/api/3/issue/{first['key']}")
    second = create(ask, tenant.project_key, "Task")
    assert int(first["key"].rpartition("-")[2]) + 1 == int(second["key"].rpartition("-")[2])
    assert int(first["id"]) + 1 == int(second["id"])


def test_an_idea_is_an_issue_of_its_project(ask: Ask, tenant: Tenant) -> None:
    """The Jira platform creates and reads the ideas of Jira Product Discovery."""
    created = create(ask, tenant.idea_project_key, "Idea")
    fields = ask("GET", f"/rest/api/3/issue/{created['key']}").json()["fields"]
    assert ("Idea", "product_discovery") == (fields["issuetype"]["name"], fields["project"]["projectTypeKey"])


def test_a_business_projects_work_item_can_be_read(ask: Ask, tenant: Tenant) -> None:
    """The Jira platform reads the work items of Jira Work Management."""
    fields = ask("GET", f"/rest/api/3/issue/{tenant.business_issue_key}").json()["fields"]
    assert "business" == fields["project"]["projectTypeKey"]


@pytest.mark.parametrize(
    ("requested", "expected"),
    [
        ("summary", {"summary"}),
        ("summary,status", {"summary", "status"}),
        ("summary&fields=status", {"summary", "status"}),
        ("*all,-comment,-worklog", None),
        ("-comment,-worklog", None),
        ("nonsense", set()),
    ],
)
def test_only_requested_fields_are_shown(ask: Ask, tenant: Tenant, requested: str, expected: set[str] | None) -> None:
    """The query parameter `fields` chooses the fields that are shown."""
    path = f"/rest/api/3/issue/{tenant.issue_key}"
    every = set(ask("GET", path).json()["fields"])
    shown = set(ask("GET", f"{path}?fields={requested}").json()["fields"])
    assert (every - {"comment", "worklog"} if expected is None else expected) == shown


def test_navigable_fields_are_all_but_the_activity(ask: Ask, tenant: Tenant) -> None:
    """The word `*navigable` leaves out attachments, comments and worklogs."""
    path = f"/rest/api/3/issue/{tenant.issue_key}"
    every, navigable = (set(ask("GET", f"{path}?fields=*{each}").json()["fields"]) for each in ("all", "navigable"))
    assert {"attachment", "comment", "timetracking", "worklog"} == every - navigable


def test_every_shown_field_is_listed_as_a_field(ask: Ask, tenant: Tenant) -> None:
    """An issue shows the same fields that `GET field` lists; only one with a parent has that field."""
    shown = ask("GET", f"/rest/api/3/issue/{tenant.issue_key}").json()["fields"]
    assert {field["id"] for field in ask("GET", "/rest/api/3/field").json()} - {"parent"} == shown.keys()


def test_version_2_reads_text_where_version_3_reads_a_document(ask: Ask, tenant: Tenant) -> None:
    """A description is a document in version 3 and plain text in version 2, no matter which version wrote it."""
    path = f"issue/{tenant.issue_key}"
    for version, description in ((3, DOCUMENT), (2, "Written.")):
        body = {"fields": {"description": description}}
        assert 204 == ask("PUT", f"/rest/api/{version}/{path}", json=body).status_code
        read = [ask("GET", f"/rest/api/{each}/{path}").json()["fields"]["description"] for each in (3, 2)]
        assert [DOCUMENT, "Written."] == read


def test_all_fields_can_be_set_and_read_back(ask: Ask, tenant: Tenant) -> None:
    """Each editable field shows the value that was set."""
    [version] = ask("GET", f"/rest/api/3/project/{tenant.project_key}/versions").json()
    fields = {
        "summary": "New",
        "issuetype": {"name": "Bug"},
        "priority": {"id": "1"},
        "assignee": {"accountId": tenant.account_id},
        "reporter": {"id": tenant.account_id},
        "labels": ["one", "two"],
        "fixVersions": [{"name": version["name"]}],
        "versions": [{"id": version["id"]}],
        "components": [{"name": "Core"}],
        "duedate": "2026-02-28",
        "environment": DOCUMENT,
    }
    answer = ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}?returnIssue=true", json={"fields": fields})
    assert 200 == answer.status_code
    assert within(
        fields, ask("GET", f"/rest/api/3/issue/{tenant.issue_key}").json()["fields"] | {"reporter": fields["reporter"]}
    )


def test_an_update_changes_the_current_value(ask: Ask, tenant: Tenant) -> None:
    """The operations set, add and remove change a field, and a comment can be added."""
    update = {
        "labels": [{"set": ["a", "b"]}, {"add": "c"}, {"remove": "a"}, {"add": "c"}],
        "summary": [{"set": "Updated"}],
        "comment": [{"add": {"body": DOCUMENT}}],
    }
    path = f"/rest/api/3/issue/{tenant.issue_key}"
    assert 204 == ask("PUT", path, json={"update": update}).status_code
    fields = ask("GET", path).json()["fields"]
    assert (["b", "c"], "Updated") == (fields["labels"], fields["summary"])
    assert DOCUMENT == fields["comment"]["comments"][-1]["body"]


def test_a_transition_changes_the_status(ask: Ask, tenant: Tenant) -> None:
    """After the transition to Done, an issue has that status and a resolution."""
    path = f"/rest/api/3/issue/{tenant.issue_key}"
    assert "To Do" == ask("GET", path).json()["fields"]["status"]["name"]
    available = ask("GET", f"{path}/transitions").json()["transitions"]
    [done] = [transition for transition in available if transition["to"]["name"] == "Done"]
    assert 204 == ask("POST", f"{path}/transitions", json={"transition": {"id": done["id"]}}).status_code
    fields = ask("GET", path).json()["fields"]
    assert ("Done", "Done") == (fields["status"]["name"], fields["resolution"]["name"])


def test_one_transition_can_be_requested(ask: Ask, tenant: Tenant) -> None:
    """With the query parameter `transitionId`, only that transition is listed."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/transitions?transitionId=21"
    assert ["In Progress"] == [each["name"] for each in ask("GET", path).json()["transitions"]]


def test_an_invalid_edit_changes_nothing(ask: Ask, tenant: Tenant, state: State) -> None:
    """If one part is invalid, no part is applied."""
    before = repr(state.jira)
    body = {"fields": {"summary": "New"}, "update": {"labels": [{"add": "with space"}]}}
    assert 400 == ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json=body).status_code
    assert before == repr(state.jira)


def create(ask: Ask, project: str, kind: str, **request: Any) -> dict[str, str]:
    """Create an issue and return Jira's answer."""
    fields = {"project": {"key": project}, "issuetype": {"name": kind}, "summary": "Made by a test"}
    answer = ask("POST", "/rest/api/3/issue", json={"fields": fields}, **request)
    assert 201 == answer.status_code
    created: dict[str, str] = answer.json()
    return created


def within(part: Any, whole: Any) -> bool:
    """Whether the whole contains every part; it may contain more."""
    if isinstance(part, dict):
        return all(within(value, whole[name]) for name, value in part.items())
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(within, part, whole))
    return bool(part == whole)
