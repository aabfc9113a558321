"""What the Jira platform answers to anonymous callers, where the site passes their requests on (rule S2)."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import httpx

from for_each import for_each
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
Fresh = Callable[[], tuple[Ask, State]]


def not_found(kind: str) -> tuple[int, Any]:
    """The status and the body of the 404 for a kind of resource."""
    message = f"{kind} does not exist or you do not have permission to see it."
    return 404, {"errorMessages": [message], "errors": {}}


EMPTY_PAGE = {"startAt": 0, "maxResults": 50, "total": 0, "isLast": True, "values": []}
CREATE_DENIED = "You do not have permission to create issues in this project."

EXPECTED: dict[str, tuple[str, tuple[int, Any]]] = {
    "GET universal_avatar/view/type/{type}/avatar/{id}": (
        "universal_avatar/view/type/user/avatar/10400",
        not_found("Avatar"),
    ),
    "GET field": ("field", (200, [])),
    "GET issuetype": ("issuetype", (200, [])),
    "GET issuetype/{id}": ("issuetype/10001", not_found("Issue type")),
    "GET priority": ("priority", (200, [])),
    "GET priority/{id}": ("priority/3", not_found("Priority")),
    "GET status": ("status", (200, [])),
    "GET status/{idOrName}": ("status/3", not_found("Status")),
    "GET statuscategory/{idOrKey}": ("statuscategory/2", not_found("Status category")),
    "GET resolution/{id}": ("resolution/10000", not_found("Resolution")),
    "GET user": ("user?accountId={account_id}", not_found("User")),
    "GET users/search": ("users/search", (200, [])),
    "GET user/search": ("user/search", (200, [])),
    "GET user/assignable/search": ("user/assignable/search?project={project_key}", (200, [])),
    "GET project": ("project", (200, [])),
    "GET project/search": ("project/search", (200, EMPTY_PAGE)),
    "GET project/{projectIdOrKey}": ("project/{project_key}", not_found("Project")),
    "GET project/{projectIdOrKey}/versions": ("project/{project_key}/versions", not_found("Project")),
    "GET project/{projectIdOrKey}/version": ("project/{project_key}/version", not_found("Project")),
    "GET project/{projectIdOrKey}/components": ("project/{project_key}/components", not_found("Project")),
    "GET project/{projectIdOrKey}/component": ("project/{project_key}/component", not_found("Project")),
    "GET version/{id}": ("version/10000", not_found("Version")),
    "GET component/{id}": ("component/10000", not_found("Component")),
    "POST issue": ("issue", (401, {"errorMessages": [CREATE_DENIED], "errors": {}})),
    "GET issue/picker": (
        "issue/picker?query={project_key}",
        (200, {"sections": [{"id": "hs", "label": "History Search", "issues": []}]}),
    ),
    "GET issue/{issueIdOrKey}": ("issue/{issue_key}", not_found("Issue")),
    "PUT issue/{issueIdOrKey}": ("issue/{issue_key}", not_found("Issue")),
    "DELETE issue/{issueIdOrKey}": ("issue/{issue_key}", not_found("Issue")),
    "GET issue/{issueIdOrKey}/transitions": ("issue/{issue_key}/transitions", not_found("Issue")),
    "POST issue/{issueIdOrKey}/transitions": ("issue/{issue_key}/transitions", not_found("Issue")),
    "GET issue/{issueIdOrKey}/comment": ("issue/{issue_key}/comment", not_found("Issue")),
    "POST issue/{issueIdOrKey}/comment": ("issue/{issue_key}/comment", not_found("Issue")),
    "GET issue/{issueIdOrKey}/comment/{id}": ("issue/{issue_key}/comment/10000", not_found("Issue")),
    "GET issue/{issueIdOrKey}/worklog": ("issue/{issue_key}/worklog", not_found("Issue")),
    "POST issue/{issueIdOrKey}/worklog": ("issue/{issue_key}/worklog", not_found("Issue")),
    "GET issue/{issueIdOrKey}/worklog/{id}": ("issue/{issue_key}/worklog/10000", not_found("Issue")),
    "POST issue/{issueIdOrKey}/attachments": ("issue/{issue_key}/attachments", not_found("Issue")),
    "GET attachment/{id}": ("attachment/{attachment_id}", not_found("Attachment")),
    "GET attachment/content/{id}": ("attachment/content/{attachment_id}?redirect=false", not_found("Attachment")),
    "GET search/jql": ("search/jql?jql=project={project_key}", (200, {"issues": [], "isLast": True})),
    "POST search/jql": ("search/jql", (200, {"issues": [], "isLast": True})),
    "GET filter/search": ("filter/search", (200, EMPTY_PAGE)),
    "GET filter/{id}": ("filter/10000", not_found("Filter")),
    "GET dashboard": ("dashboard", (200, {"startAt": 0, "maxResults": 20, "total": 0, "dashboards": []})),
    "GET dashboard/{id}": ("dashboard/10000", not_found("Dashboard")),
}
"""Operations that are open to anonymous callers, with the whole answer to such a caller."""


@for_each("version", [2, 3])
@for_each("operation", EXPECTED)
def test_an_anonymous_caller_sees_nothing(fresh: Fresh, tenant: Tenant, operation: str, version: int) -> None:
    """Lists are empty, single resources are not found, and nothing can be created."""
    path, expected = EXPECTED[operation]
    ask, _ = fresh()
    answer = ask(method(operation), f"/rest/api/{version}/{with_names(path, tenant)}", json={}, anonymous=True)
    shown = answer.json()
    if isinstance(shown, dict):
        shown.pop("self", None)
    assert expected == (answer.status_code, shown)


@for_each("operation", EXPECTED)
def test_an_account_sees_what_is_hidden_from_anonymous_callers(fresh: Fresh, tenant: Tenant, operation: str) -> None:
    """The tenant's account never gets a 401 or 404 at the same path."""
    path, _ = EXPECTED[operation]
    ask, _ = fresh()
    answer = ask(method(operation), f"/rest/api/3/{with_names(path, tenant)}", json={})
    assert answer.status_code not in {401, 404}


def test_an_anonymous_caller_has_no_permission(ask: Ask) -> None:
    """Every requested permission is reported as missing."""
    path = "/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS,CREATE_ISSUES"
    permissions = ask("GET", path, anonymous=True).json()["permissions"]
    has = {key: bean["havePermission"] for key, bean in permissions.items()}
    assert {"BROWSE_PROJECTS": False, "CREATE_ISSUES": False} == has


def test_an_anonymous_caller_gets_the_server_info(ask: Ask) -> None:
    """The operation serverInfo is open: the answer is the same with and without an account."""
    info = [ask("GET", "/rest/api/3/serverInfo", anonymous=each).json() for each in (True, False)]
    assert info[0] == info[1]
    assert "Cloud" == info[0]["deploymentType"]


def test_an_anonymous_caller_changes_nothing(ask: Ask, tenant: Tenant, state: State) -> None:
    """After all writes of an anonymous caller, the tenant is the same as before."""
    before = repr(state.jira)
    for operation, (path, _) in EXPECTED.items():
        body = {"fields": {"summary": "x"}, "transition": {"id": "31"}}
        ask(method(operation), f"/rest/api/2/{with_names(path, tenant)}", json=body, anonymous=True)
    assert before == repr(state.jira)


def method(operation: str) -> str:
    """The HTTP method of an operation."""
    return operation.partition(" ")[0]


def with_names(path: str, tenant: Tenant) -> str:
    """The path with the tenant's names in it."""
    return path.format(**asdict(tenant))
