"""What helps to write a query or to choose people."""

from collections.abc import Callable

import httpx

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"


def test_values_of_fields_are_suggested(ask: Ask, tenant: Tenant) -> None:
    """By a part of what is shown; an unknown field is refused."""
    path = f"{API}/jql/autocompletedata"
    names = [each["value"] for each in ask("GET", path).json()["visibleFieldNames"]]
    found = {name: ask("GET", f"{path}/suggestions?fieldName={name}").json()["results"] for name in names}
    assert tenant.project_key in {each["value"] for each in found["project"]}
    assert ["In Progress"] == [
        each["value"] for each in ask("GET", f"{path}/suggestions?fieldName=status&fieldValue=prog").json()["results"]
    ]
    assert 400 == ask("GET", f"{path}/suggestions?fieldName=none").status_code


def test_users_and_groups_are_picked_together(ask: Ask) -> None:
    """Each half has a total, also of nothing."""
    both = ask("GET", f"{API}/groupuserpicker?query=").json()
    assert (2, 1) == (both["users"]["total"], both["groups"]["total"])
    none = ask("GET", f"{API}/groupuserpicker?query=nobody").json()
    assert ([], []) == (none["users"]["users"], none["groups"]["groups"])


def test_users_by_their_permissions(ask: Ask, tenant: Tenant) -> None:
    """Everyone has all of them; a permission, and a project that exists, must be named."""
    path = f"{API}/user/permission/search"
    found = ask("GET", f"{path}?permissions=BROWSE_PROJECTS&accountId={tenant.account_id}").json()
    assert [tenant.account_id] == [each["accountId"] for each in found]
    queries = ("", "?permissions=NONE", "?permissions=BROWSE_PROJECTS&projectKey=NONE")
    assert [400, 400, 404] == [ask("GET", path + query).status_code for query in queries]


def test_issues_are_matched_with_queries(ask: Ask, tenant: Tenant, state: State) -> None:
    """A query that is no JQL has an error of its own; one that names what there is not finds nothing."""
    issue = int(state.jira.issues[tenant.issue_key].id)
    queries = [f"key = {tenant.issue_key}", f"key != {tenant.issue_key}", "no = thing", "no thing"]
    matches = ask("POST", f"{API}/jql/match", json={"jqls": queries, "issueIds": [issue]}).json()["matches"]
    assert [[issue], [], [], []] == [each["matchedIssues"] for each in matches]
    assert [0, 0, 0, 1] == [len(each["errors"]) for each in matches]
