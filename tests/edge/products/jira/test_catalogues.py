"""What the platform lists besides: permissions, other issue types, watched issues, and the audit log."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"


@pytest.mark.parametrize("form", FORMS)
def test_all_permissions_are_listed(ask: Ask, form: UrlForm) -> None:
    """Those too of which the model does not know who has them."""
    listed = ask("GET", f"{API}/permissions", form=form).json()["permissions"]
    kinds = {name: listed[name]["type"] for name in ("BROWSE_PROJECTS", "BULK_CHANGE", "LINK_ISSUES")}
    assert {"BROWSE_PROJECTS": "PROJECT", "BULK_CHANGE": "GLOBAL", "LINK_ISSUES": "PROJECT"} == kinds
    assert 501 == ask("GET", f"{API}/mypermissions?permissions=LINK_ISSUES", form=form).status_code


@pytest.mark.parametrize("form", FORMS)
def test_other_issue_types(ask: Ask, form: UrlForm) -> None:
    """All but the one itself, because all have the same workflow and screens."""
    others = {each["name"] for each in ask("GET", f"{API}/issuetype/10001/alternatives", form=form).json()}
    assert ({"Bug", "Epic"} <= others, "Task" in others) == (True, False)
    assert 404 == ask("GET", f"{API}/issuetype/1/alternatives", form=form).status_code


@pytest.mark.parametrize("form", FORMS)
def test_watched_issues(ask: Ask, tenant: Tenant, state: State, form: UrlForm) -> None:
    """Whether the caller watches each; what does not exist is left out."""
    watched, other = (state.jira.issues[key] for key in (tenant.issue_key, tenant.idea_key))
    other.watchers.clear()
    body = {"issueIds": [watched.id, int(other.id), "1"]}
    assert {"issuesIsWatching": {watched.id: True, other.id: False}} == ask(
        "POST", f"{API}/issue/watching", json=body, form=form
    ).json()


def test_the_audit_log_is_empty(ask: Ask) -> None:
    """Whatever is looked for."""
    assert [] == ask("GET", f"{API}/auditing/record?filter=x&from=2026-01-01&to=2026-02-01").json()["records"]


def test_a_component_says_whether_it_can_be_assigned(ask: Ask, tenant: Tenant) -> None:
    """To its lead, if it has one."""
    for number, (members, is_valid) in enumerate(
        (
            ({}, True),
            ({"assigneeType": "COMPONENT_LEAD"}, False),
            ({"assigneeType": "COMPONENT_LEAD", "leadAccountId": tenant.account_id}, True),
        )
    ):
        body = {"project": tenant.project_key, "name": str(number), **members}
        assert is_valid == ask("POST", f"{API}/component", json=body).json()["isAssigneeTypeValid"]
