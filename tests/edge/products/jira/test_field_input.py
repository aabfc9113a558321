"""Invalid input to the Jira platform is a 400 in Jira's shape, never a 500."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.products.jira.routes import ANONYMOUS
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

JSON_WRITES = [
    operation
    for operation in ANONYMOUS
    if operation.startswith(("POST", "PUT")) and not operation.endswith("attachments")
]
DEEP: dict[str, Any] = {"type": "doc", "version": 1, "content": []}
for _ in range(150):
    DEEP = {"type": "doc", "version": 1, "content": [DEEP]}

NOT_A_DOCUMENT = "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
UNKNOWN_FIELD = "Field 'parent' cannot be set. It is not on the appropriate screen, or unknown."


@pytest.mark.parametrize(
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
@pytest.mark.parametrize("operation", JSON_WRITES)
def test_the_body_must_be_a_json_object(ask: Ask, tenant: Tenant, operation: str, body: bytes) -> None:
    """For any other bytes, a write answers 400 with one message."""
    method, _, path = operation.partition(" ")
    url = f"/rest/api/3/{path.format(issueIdOrKey=tenant.issue_key)}"
    answer = ask(method, url, content=body)
    assert (400, 1) == (answer.status_code, len(answer.json()["errorMessages"]))


@pytest.mark.parametrize(
    "body",
    [{}, {"fields": None}, {"fields": []}, {"fields": {"summary": "x"}}, {"fields": {"project": {"key": "NO"}}}],
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


def test_an_issue_is_created_from_fields_only(ask: Ask, tenant: Tenant) -> None:
    """The local model does not ignore an `update` on creation; it refuses the request."""
    fields = {"project": {"key": tenant.project_key}, "summary": "x", "issuetype": {"name": "Task"}}
    body = {"fields": fields, "update": {"labels": [{"add": "x"}]}}
    errors = {"update": "The local model makes issues of 'fields' alone."}
    assert errors == ask("POST", "/rest/api/3/issue", json=body).json()["errors"]


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
        ("parent", {"key": "X-1"}, UNKNOWN_FIELD),
    ],
)
def test_an_invalid_field_is_named(ask: Ask, tenant: Tenant, field: str, value: Any, expected: str) -> None:
    """The error is under the name of the field."""
    answer = ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json={"fields": {field: value}})
    assert (400, {field: expected}) == (answer.status_code, answer.json()["errors"])


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"fields": []}, "fields"),
        ({"update": "x"}, "update"),
        ({"update": {"labels": "x"}}, "labels"),
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
        ("31", "Missing 'transition' identifier"),
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
