"""Invalid input to the Jira platform is a 400 in Jira's shape, never a 500."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from for_each import for_each
from jira_operations import complete, path_of
from token_conformance.edge.products.jira.routes import HANDLERS
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
Fresh = Callable[[], tuple[Ask, State]]

JSON_WRITES = [
    operation for operation, handler in HANDLERS.items() if handler.body and not operation.endswith("/columns")
]
"""The operations that read a JSON object, but for those that read a form as well."""

DEEP: dict[str, Any] = {"type": "doc", "version": 1, "content": []}
for _ in range(150):
    DEEP = {"type": "doc", "version": 1, "content": [DEEP]}

NOT_A_DOCUMENT = "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
UNKNOWN_FIELD = "Field 'colour' cannot be set. It is not on the appropriate screen, or unknown."


@for_each(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"fields": NaN}',
        b'{"fields": {"summary": "\\ud800"}}',
        b'{"fields": 1e999}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
@for_each("operation", JSON_WRITES)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_the_body_must_be_a_json_object(fresh: Fresh, tenant: Tenant, operation: str, body: bytes) -> None:
    """For any other bytes, a write answers 400 with one message."""
    ask, state = fresh()
    complete(state)
    method, _, _ = operation.partition(" ")
    answer = ask(method, f"/rest/api/3/{path_of(operation, tenant)}", content=body)
    assert (400, 1) == (answer.status_code, len(answer.json()["errorMessages"]))


@pytest.mark.parametrize(
    "body",
    [{}, {"fields": None}, {"fields": {}}, {"fields": {"summary": "x"}}, {"fields": {"project": {"key": "NO"}}}],
)
def test_an_issue_needs_a_project(ask: Ask, body: Any) -> None:
    """Without a valid project, the error is one of the field `project`."""
    answer = ask("POST", "/rest/api/3/issue", json=body)
    expected = {"errorMessages": [], "errors": {"project": "Specify a valid project ID or key"}}
    assert (400, expected) == (answer.status_code, answer.json())


def test_an_issue_needs_a_summary_and_a_type(ask: Ask, tenant: Tenant, state: State) -> None:
    """With a project only, the errors name both missing fields, and no issue is created."""
    before = len(state.jira.issues)
    answer = ask("POST", "/rest/api/3/issue", json={"fields": {"project": {"key": tenant.project_key}}})
    expected = {"summary": "You must specify a summary of the issue.", "issuetype": "Specify an issue type"}
    assert (400, expected) == (answer.status_code, answer.json()["errors"])
    assert before == len(state.jira.issues)


def test_an_update_of_a_new_issue_is_not_modelled(ask: Ask, tenant: Tenant) -> None:
    """The local model does not ignore an `update` on creation; it says that it does not know it."""
    fields = {"project": {"key": tenant.project_key}, "summary": "x", "issuetype": {"name": "Task"}}
    body = {"fields": fields, "update": {"labels": [{"add": "x"}]}}
    answer = ask("POST", "/rest/api/3/issue", json=body)
    expected = "The local model does not know 'update' in the body of this operation.\n"
    assert (501, expected) == (answer.status_code, answer.text)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("summary", "", "You must specify a summary of the issue."),
        ("summary", 7, "You must specify a summary of the issue."),
        ("summary", "x" * 256, "Summary can't exceed 255 characters."),
        ("summary", "a\nb", "The summary is invalid because it contains newline characters."),
        ("description", "text", NOT_A_DOCUMENT),
        ("description", {"type": "doc", "version": 1}, NOT_A_DOCUMENT),
        ("description", DEEP, NOT_A_DOCUMENT),
        ("issuetype", {"name": "Idea"}, "Specify a valid issue type"),
        ("issuetype", "Task", "Specify a valid issue type"),
        ("priority", {"id": "99"}, "Specify a valid priority"),
        ("assignee", {"accountId": "nobody"}, "Specify a valid value for the account ID."),
        ("assignee", {"accountId": []}, "Specify a valid value for the account ID."),
        ("reporter", None, "Specify a valid value for the account ID."),
        ("labels", "one", "Specify the labels as an array of strings."),
        ("labels", ["a b"], "The label 'a b' contains spaces which is invalid."),
        ("labels", [1], "Specify the labels as an array of strings."),
        ("components", {}, "Specify an array of components."),
        ("components", [{"name": "None such"}], "Specify a valid component name or ID."),
        ("fixVersions", [7], "Specify a valid version name or ID."),
        ("duedate", "tomorrow", "Specify the date as YYYY-MM-DD."),
        ("duedate", 7, "Specify the date as YYYY-MM-DD."),
        ("duedate", "20260101", "Specify the date as YYYY-MM-DD."),
        ("colour", "red", UNKNOWN_FIELD),
        ("parent", {"key": "X-1"}, "Could not find issue by id or key."),
        ("parent", {"id": "10000"}, "Given parent issue does not belong to appropriate hierarchy."),
        ("timetracking", {"originalEstimate": "soon"}, "Invalid time duration entered."),
        ("timetracking", "2h", "Specify 'originalEstimate' or 'remainingEstimate' as a duration such as '2d'."),
    ],
)
def test_an_invalid_field_is_named(ask: Ask, tenant: Tenant, field: str, value: Any, expected: str) -> None:
    """The error is under the name of the field."""
    answer = ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json={"fields": {field: value}})
    assert (400, {field: expected}) == (answer.status_code, answer.json()["errors"])


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"update": {"labels": [{"add": "x", "remove": "y"}]}}, "labels"),
        ({"update": {"labels": [{"copy": "x"}]}}, "labels"),
        ({"update": {"summary": [{"add": "x"}]}}, "summary"),
        ({"update": {"nonsense": [{"set": 1}]}}, "nonsense"),
        ({"update": {"comment": [{"add": "text"}]}}, "comment"),
    ],
)
def test_an_invalid_update_is_named(ask: Ask, tenant: Tenant, body: Any, name: str) -> None:
    """The error is under the name of the invalid field or member."""
    answer = ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json=body)
    assert (400, [name]) == (answer.status_code, list(answer.json()["errors"]))


@pytest.mark.parametrize(
    ("transition", "expected"),
    [
        (None, "Missing 'transition' identifier"),
        ({}, "Missing 'transition' identifier"),
        ({"name": "Done"}, "Missing 'transition' identifier"),
        ({"id": "99"}, "Transition id '99' is not valid for this issue."),
    ],
)
def test_a_transition_must_be_one_of_the_workflow(ask: Ask, tenant: Tenant, transition: Any, expected: str) -> None:
    """Any other transition is an error with Jira's message."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/transitions"
    assert [expected] == ask("POST", path, json={"transition": transition}).json()["errorMessages"]


@pytest.mark.parametrize("query", ["startAt=x", "startAt=-1", "maxResults=1.5", "maxResults=-1"])
@pytest.mark.parametrize("path", ["project/search", "users/search", "filter/search", "dashboard"])
def test_page_parameters_must_be_integers(ask: Ask, path: str, query: str) -> None:
    """The message names the invalid parameter."""
    answer = ask("GET", f"/rest/api/3/{path}?{query}")
    assert 400 == answer.status_code
    assert query.partition("=")[0] in answer.json()["errorMessages"][0]
