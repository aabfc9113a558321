"""What `expand`, `fields` and `properties` add to an issue, alone and in a search."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.project import DONE
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def get(ask: Ask, tenant: Tenant, query: str, version: int = 3) -> Any:
    """The issue with everything on it, asked for with a query."""
    return ask("GET", f"/rest/api/{version}/issue/{tenant.issue_key}?{query}").json()


def test_names_and_types_are_those_of_the_shown_fields(ask: Ask, tenant: Tenant) -> None:
    """`names` and `schema` have each field that is shown, and no other."""
    issue = get(ask, tenant, "expand=names,schema&fields=summary,labels")
    assert {"summary": "Summary", "labels": "Labels"} == issue["names"]
    assert {"type": "array", "items": "string", "system": "labels"} == issue["schema"]["labels"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_search_has_names_and_types_once(ask: Ask, tenant: Tenant, method: str) -> None:
    """They are members of the page; other expansions are members of each issue."""
    query = {"jql": f"project = {tenant.project_key}", "expand": "names,schema,transitions"}
    path = "/rest/api/3/search/jql"
    if method == "GET":
        page = ask(method, path, params=query | {"fields": "status"}).json()
    else:
        page = ask(method, path, json=query | {"fields": ["status"]}).json()
    assert ({"status": "Status"}, ["status"]) == (page["names"], list(page["schema"]))
    assert [["11", "21", "31"]] * 2 == [[each["id"] for each in issue["transitions"]] for issue in page["issues"]]
    assert all("names" not in issue for issue in page["issues"])


def test_the_history_has_each_change(ask: Ask, state: State, tenant: Tenant) -> None:
    """Each change has its author and, for every field, the values before and after it; the newest is first."""
    issue, colleague = state.jira.issues[tenant.issue_key], f"{tenant.account_id}-colleague"
    state.jira.edit(issue, {"summary": "New", "assignee": colleague, "labels": ["a", "b"], "components": []}, colleague)
    state.jira.transition(issue, DONE)
    newest, oldest = get(ask, tenant, "expand=changelog")["changelog"]["histories"]
    shown = {
        item["field"]: (item["from"], item["fromString"], item["to"], item["toString"]) for item in oldest["items"]
    }
    assert colleague == oldest["author"]["accountId"]
    assert {
        "summary": (None, "An issue of the software project", None, "New"),
        "assignee": (tenant.account_id, "Conformance Caller", colleague, "Quiet Colleague"),
        "labels": (None, "", None, "a b"),
        "Component": ("10000", "Core", None, None),
    } == shown
    assert [("status", "Done"), ("resolution", "Done")] == [
        (each["field"], each["toString"]) for each in newest["items"]
    ]


def test_an_edit_that_changes_nothing_leaves_no_history(ask: Ask, tenant: Tenant) -> None:
    """The history shows what differs."""
    body = {"fields": {"summary": "An issue of the software project", "timetracking": {"originalEstimate": "2h"}}}
    ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json=body)
    ask("PUT", f"/rest/api/3/issue/{tenant.issue_key}", json=body)
    [only] = get(ask, tenant, "expand=changelog")["changelog"]["histories"]
    assert ["timeoriginalestimate", "timeestimate"] == [each["field"] for each in only["items"]]


def test_what_can_be_edited_is_shown(ask: Ask, tenant: Tenant) -> None:
    """`editmeta` is the same as the operation of that name, and has the values that a field may take."""
    shown = get(ask, tenant, "expand=editmeta")["editmeta"]
    assert shown == ask("GET", f"/rest/api/3/issue/{tenant.issue_key}/editmeta").json()
    assert (["set"], True) == (shown["fields"]["summary"]["operations"], shown["fields"]["summary"]["required"])
    assert ["Core"] == [each["name"] for each in shown["fields"]["components"]["allowedValues"]]


def test_texts_are_rendered_as_html(ask: Ask, state: State, tenant: Tenant) -> None:
    """`renderedFields` has the HTML of rich texts, and null for a field that is not rendered."""
    state.jira.edit(state.jira.issues[tenant.issue_key], {"description": document("a < b\nc")})
    shown = get(ask, tenant, "expand=renderedFields&fields=description,summary")["renderedFields"]
    assert {"description": "<p>a &lt; b</p>\n\n<p>c</p>", "summary": None} == shown


@pytest.mark.parametrize(
    "query",
    [
        "expand=renderedFields",
        "expand=renderedFields&fields=created",
        "expand=operations",
        "expand=versionedRepresentations",
    ],
)
def test_what_the_model_cannot_write_is_not_modelled(ask: Ask, tenant: Tenant, query: str) -> None:
    """Dates are rendered in the format of a user's settings, which nobody has published."""
    assert 501 == ask("GET", f"/rest/api/3/issue/{tenant.issue_key}?{query}").status_code


def test_properties_are_shown_by_their_keys(ask: Ask, tenant: Tenant) -> None:
    """`properties` chooses some, or all, of the properties of an issue."""
    for key in ("one", "two"):
        path = f"/rest/api/3/issue/{tenant.issue_key}/properties/{key}"
        assert 201 == ask("PUT", path, json={"value": key}).status_code
    assert {"one": {"value": "one"}} == get(ask, tenant, "properties=one")["properties"]
    assert ["one", "two"] == list(get(ask, tenant, "properties=*all")["properties"])
    assert "properties" not in get(ask, tenant, "fields=summary")
