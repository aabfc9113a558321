"""What can be set on a new issue, the history of an issue, and several issues in one request."""

from collections.abc import Callable

import httpx

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def test_the_types_and_fields_of_a_new_issue_are_listed(ask: Ask, tenant: Tenant) -> None:
    """Every required field is named, and an issue that has them can be created."""
    path = f"/rest/api/3/issue/createmeta/{tenant.project_key}/issuetypes"
    types = ask("GET", f"{path}?maxResults=2").json()
    assert (4, ["Task", "Story"]) == (types["total"], [each["name"] for each in types["issueTypes"]])
    fields = ask("GET", f"{path}/{types['issueTypes'][1]['id']}").json()["fields"]
    assert {"summary", "issuetype", "project"} == {each["fieldId"] for each in fields if each["required"]}
    [kind] = [each["allowedValues"] for each in fields if each["fieldId"] == "issuetype"]
    assert ["Story"] == [each["name"] for each in kind]
    assert 404 == ask("GET", f"{path}/10005").status_code


def test_the_older_list_has_projects_and_types(ask: Ask, tenant: Tenant) -> None:
    """Each parameter narrows the list, and `expand` adds the fields."""
    path = "/rest/api/2/issue/createmeta"
    assert 4 == len(ask("GET", path).json()["projects"])
    query = f"?projectKeys={tenant.project_key}&issuetypeNames=Bug&expand=projects.issuetypes.fields"
    [project] = ask("GET", path + query).json()["projects"]
    [kind] = project["issuetypes"]
    assert (tenant.project_key, "Bug", True) == (project["key"], kind["name"], kind["fields"]["summary"]["required"])


def test_the_history_is_listed_oldest_first(ask: Ask, state: State, tenant: Tenant) -> None:
    """The list is paged, and changes are found by their ids."""
    issue = state.jira.issues[tenant.issue_key]
    for summary in ("first", "second"):
        state.jira.edit(issue, {"summary": summary})
    path = f"/rest/api/3/issue/{tenant.issue_key}/changelog"
    page = ask("GET", path).json()
    assert ["first", "second"] == [each["items"][0]["toString"] for each in page["values"]]
    found = ask("POST", f"{path}/list", json={"changelogIds": [10001]}).json()
    assert ["second"] == [each["items"][0]["toString"] for each in found["histories"]]
    assert 400 == ask("POST", f"{path}/list", json={}).status_code


def test_issues_are_created_and_read_together(ask: Ask, tenant: Tenant) -> None:
    """What is invalid is reported by its place, and does not stop the rest."""
    fields = {"project": {"key": tenant.project_key}, "issuetype": {"name": "Task"}, "summary": "One of many"}
    answer = ask("POST", "/rest/api/3/issue/bulk", json={"issueUpdates": [{"fields": fields}, {"fields": {}}]})
    [made], [error] = answer.json()["issues"], answer.json()["errors"]
    assert (201, 1, 400) == (answer.status_code, error["failedElementNumber"], error["status"])
    body = {"issueIdsOrKeys": [made["key"], "NONE-1"], "fields": ["summary"]}
    [read] = ask("POST", "/rest/api/3/issue/bulkfetch", json=body).json()["issues"]
    assert {"summary": "One of many"} == read["fields"]
    assert 400 == ask("POST", "/rest/api/3/issue/bulk", json={"issueUpdates": [{}]}).status_code
    assert 400 == ask("POST", "/rest/api/3/issue/bulkfetch", json={"issueIdsOrKeys": []}).status_code


def test_a_child_has_its_parent(ask: Ask, tenant: Tenant) -> None:
    """An epic can be the parent of a story, which shows it until the epic is deleted."""
    fields = {"project": {"key": tenant.project_key}, "issuetype": {"name": "Epic"}, "summary": "Above"}
    epic = ask("POST", "/rest/api/3/issue", json={"fields": fields}).json()["key"]
    child = {**fields, "issuetype": {"name": "Story"}, "parent": {"key": epic}, "summary": "Below"}
    body = {"fields": child, "properties": [{"key": "color", "value": "red"}]}
    key = ask("POST", "/rest/api/3/issue", json=body).json()["key"]
    shown = ask("GET", f"/rest/api/3/issue/{key}?properties=color").json()
    assert (epic, "Above") == (shown["fields"]["parent"]["key"], shown["fields"]["parent"]["fields"]["summary"])
    assert {"color": "red"} == shown["properties"]
    ask("DELETE", f"/rest/api/3/issue/{epic}")
    assert "parent" not in ask("GET", f"/rest/api/3/issue/{key}").json()["fields"]


def test_a_transition_may_name_the_resolution(ask: Ask, tenant: Tenant) -> None:
    """A transition to Done sets it anyway; with another transition, or another name, it is refused."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/transitions"
    bodies = [
        {"transition": {"id": "21"}, "fields": {"resolution": {"name": "Done"}}},
        {"transition": {"id": "31"}, "fields": {"resolution": {"name": "Ignored"}}},
        {"transition": {"id": "31"}, "fields": {"resolution": {"name": "Done"}}},
    ]
    assert [400, 400, 204] == [ask("POST", path, json=body).status_code for body in bodies]


def test_attachments_are_deleted(ask: Ask, tenant: Tenant) -> None:
    """A deleted attachment is not found; what may be attached is said."""
    path = f"/rest/api/3/attachment/{tenant.attachment_id}"
    assert [204, 404] == [ask(method, path).status_code for method in ("DELETE", "GET")]
    assert ask("GET", "/rest/api/3/attachment/meta").json()["enabled"]
