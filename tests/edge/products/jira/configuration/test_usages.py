"""What uses a status or the workflow."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"
WORKFLOW = "00000000-f10e-4000-8000-000000000001"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["statuses/3", f"workflow/{WORKFLOW}"])
def test_all_projects_use_it(ask: Ask, state: State, path: str, form: UrlForm) -> None:
    """Page by page; the token of a page leads to the next one."""
    ids = [project.id for project in state.jira.projects.values()]
    first = ask("GET", f"{API}/{path}/projectUsages?maxResults=2", form=form).json()["projects"]
    rest = ask("GET", f"{API}/{path}/projectUsages?nextPageToken={first['nextPageToken']}", form=form).json()[
        "projects"
    ]
    assert (ids[:2], ids[2:]) == tuple([each["id"] for each in page["values"]] for page in (first, rest))
    assert "nextPageToken" not in rest
    assert 400 == ask("GET", f"{API}/{path}/projectUsages?nextPageToken=x").status_code


@pytest.mark.parametrize("form", FORMS)
def test_what_else_uses_it(ask: Ask, tenant: Tenant, state: State, form: UrlForm) -> None:
    """The issue types of a project, the workflow of a status, and the scheme of the workflow."""
    project = state.jira.projects[tenant.project_key]
    types = {"values": [{"id": each.id} for each in project.kind.issue_types]}
    for path in ("statuses/3", f"workflow/{WORKFLOW}"):
        shown = ask("GET", f"{API}/{path}/project/{project.id}/issueTypeUsages", form=form).json()
        assert (types, project.id) == (shown["issueTypes"], shown["projectId"])
        assert 404 == ask("GET", f"{API}/{path}/project/1/issueTypeUsages").status_code
    shown = ask("GET", f"{API}/statuses/3/workflowUsages", form=form).json()
    assert {"statusId": "3", "workflows": {"values": [{"id": WORKFLOW}]}} == shown
    scheme = ask("GET", f"{API}/workflow/{WORKFLOW}/workflowSchemes", form=form).json()["workflowSchemes"]
    assert {"values": [{"id": "10000"}]} == scheme
    assert 404 == ask("GET", f"{API}/statuses/1/projectUsages").status_code


@pytest.mark.parametrize("form", FORMS)
def test_statuses_are_got_by_their_ids(ask: Ask, form: UrlForm) -> None:
    """At least one id is needed; an unknown one finds nothing."""
    found = ask("GET", f"{API}/statuses?id=3&id=7", form=form).json()
    assert ["In Progress"] == [each["name"] for each in found]
    assert 400 == ask("GET", f"{API}/statuses").status_code
