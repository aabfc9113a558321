"""What a stranger gets of the Jira platform where the site lets one through (rule S2)."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import httpx
import pytest

from token_conformance.edge.products.jira.routes import ANONYMOUS, AUTHENTICATED
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def hidden(thing: str) -> tuple[int, Any]:
    """The answer that hides a thing."""
    message = f"{thing} does not exist or you do not have permission to see it."
    return 404, {"errorMessages": [message], "errors": {}}


EMPTY_PAGE = {"startAt": 0, "maxResults": 50, "total": 0, "isLast": True, "values": []}
CREATE_DENIED = "You do not have permission to create issues in this project."

EXPECTED: dict[str, tuple[str, tuple[int, Any]]] = {
    "GET universal_avatar/view/type/{type}/avatar/{id}": (
        "universal_avatar/view/type/user/avatar/10400",
        hidden("Avatar"),
    ),
    "GET field": ("field", (200, [])),
    "GET issuetype": ("issuetype", (200, [])),
    "GET issuetype/{id}": ("issuetype/10001", hidden("Issue type")),
    "GET priority": ("priority", (200, [])),
    "GET priority/{id}": ("priority/3", hidden("Priority")),
    "GET status": ("status", (200, [])),
    "GET status/{idOrName}": ("status/3", hidden("Status")),
    "GET statuscategory/{idOrKey}": ("statuscategory/2", hidden("Status category")),
    "GET resolution/{id}": ("resolution/10000", hidden("Resolution")),
    "GET user": ("user?accountId={account_id}", hidden("User")),
    "GET users/search": ("users/search", (200, [])),
    "GET user/search": ("user/search", (200, [])),
    "GET user/assignable/search": ("user/assignable/search?project={project_key}", (200, [])),
    "GET project": ("project", (200, [])),
    "GET project/search": ("project/search", (200, EMPTY_PAGE)),
    "GET project/{projectIdOrKey}": ("project/{project_key}", hidden("Project")),
    "GET project/{projectIdOrKey}/versions": ("project/{project_key}/versions", hidden("Project")),
    "GET project/{projectIdOrKey}/version": ("project/{project_key}/version", hidden("Project")),
    "GET project/{projectIdOrKey}/components": ("project/{project_key}/components", hidden("Project")),
    "GET project/{projectIdOrKey}/component": ("project/{project_key}/component", hidden("Project")),
    "GET version/{id}": ("version/10000", hidden("Version")),
    "GET component/{id}": ("component/10000", hidden("Component")),
    "POST issue": ("issue", (401, {"errorMessages": [CREATE_DENIED], "errors": {}})),
    "GET issue/{issueIdOrKey}": ("issue/{issue_key}", hidden("Issue")),
    "PUT issue/{issueIdOrKey}": ("issue/{issue_key}", hidden("Issue")),
    "DELETE issue/{issueIdOrKey}": ("issue/{issue_key}", hidden("Issue")),
    "GET issue/{issueIdOrKey}/transitions": ("issue/{issue_key}/transitions", hidden("Issue")),
    "POST issue/{issueIdOrKey}/transitions": ("issue/{issue_key}/transitions", hidden("Issue")),
    "GET issue/{issueIdOrKey}/comment": ("issue/{issue_key}/comment", hidden("Issue")),
    "POST issue/{issueIdOrKey}/comment": ("issue/{issue_key}/comment", hidden("Issue")),
    "GET issue/{issueIdOrKey}/comment/{id}": ("issue/{issue_key}/comment/10000", hidden("Issue")),
    "GET issue/{issueIdOrKey}/worklog": ("issue/{issue_key}/worklog", hidden("Issue")),
    "POST issue/{issueIdOrKey}/worklog": ("issue/{issue_key}/worklog", hidden("Issue")),
    "GET issue/{issueIdOrKey}/worklog/{id}": ("issue/{issue_key}/worklog/10000", hidden("Issue")),
    "POST issue/{issueIdOrKey}/attachments": ("issue/{issue_key}/attachments", hidden("Issue")),
    "GET attachment/{id}": ("attachment/{attachment_id}", hidden("Attachment")),
    "GET attachment/content/{id}": ("attachment/content/{attachment_id}?redirect=false", hidden("Attachment")),
    "GET search/jql": ("search/jql?jql=project={project_key}", (200, {"issues": [], "isLast": True})),
    "POST search/jql": ("search/jql", (200, {"issues": [], "isLast": True})),
    "GET filter/search": ("filter/search", (200, EMPTY_PAGE)),
    "GET filter/{id}": ("filter/10000", hidden("Filter")),
    "GET dashboard": ("dashboard", (200, {"startAt": 0, "maxResults": 20, "total": 0, "dashboards": []})),
    "GET dashboard/{id}": ("dashboard/10000", hidden("Dashboard")),
}
"""Every operation that a stranger reaches, but the two that have a test of their own."""


def test_every_anonymous_operation_has_an_expected_answer() -> None:
    """No operation can join the platform without saying what a stranger gets there."""
    assert set(ANONYMOUS) == EXPECTED.keys() | {"GET serverInfo", "GET mypermissions"}


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("operation", EXPECTED)
def test_a_stranger_sees_nothing(ask: Ask, tenant: Tenant, operation: str, version: int) -> None:
    """Lists are empty, named things do not exist, and nothing can be made."""
    path, expected = EXPECTED[operation]
    answer = ask(method(operation), f"/rest/api/{version}/{named(path, tenant)}", json={}, stranger=True)
    shown = answer.json()
    if isinstance(shown, dict):
        shown.pop("self", None)
    assert expected == (answer.status_code, shown)


@pytest.mark.parametrize("operation", EXPECTED)
def test_what_a_stranger_does_not_see_is_there(ask: Ask, tenant: Tenant, operation: str) -> None:
    """The tenant's own account is never told at the same path that nothing is there."""
    path, _ = EXPECTED[operation]
    answer = ask(method(operation), f"/rest/api/3/{named(path, tenant)}", json={})
    assert answer.status_code not in {401, 404}


def test_a_stranger_has_no_permission(ask: Ask) -> None:
    """Whatever permission is asked for, a stranger is told that it is not there."""
    path = "/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS,CREATE_ISSUES"
    permissions = ask("GET", path, stranger=True).json()["permissions"]
    has = {key: bean["havePermission"] for key, bean in permissions.items()}
    assert {"BROWSE_PROJECTS": False, "CREATE_ISSUES": False} == has


def test_a_stranger_learns_what_the_server_is(ask: Ask) -> None:
    """The operation serverInfo is open: a stranger gets what everyone gets."""
    info = [ask("GET", "/rest/api/3/serverInfo", stranger=each).json() for each in (True, False)]
    assert info[0] == info[1]
    assert "Cloud" == info[0]["deploymentType"]


@pytest.mark.parametrize("operation", AUTHENTICATED)
def test_the_gates_operations_refuse_a_stranger_themselves(ask: Ask, operation: str) -> None:
    """Should the site's gate ever let a stranger through to them, they say 401."""
    path = operation.partition(" ")[2]
    assert 401 == ask(method(operation), f"/rest/api/3/{path}", stranger=True).status_code


def test_a_stranger_changes_nothing(ask: Ask, tenant: Tenant, state: State) -> None:
    """No write of a stranger leaves a trace."""
    before = repr(state.jira)
    for operation, (path, _) in EXPECTED.items():
        body = {"fields": {"summary": "x"}, "transition": {"id": "31"}}
        ask(method(operation), f"/rest/api/2/{named(path, tenant)}", json=body, stranger=True)
    assert before == repr(state.jira)


def method(operation: str) -> str:
    """The HTTP method of an operation."""
    return operation.partition(" ")[0]


def named(path: str, tenant: Tenant) -> str:
    """The path with the tenant's names in it."""
    return path.format(**asdict(tenant))
