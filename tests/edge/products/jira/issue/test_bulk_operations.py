"""Changes of many issues in a task: move, transition, watch, unwatch and delete."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3/bulk"


def done(ask: Ask, verb: str, body: dict[str, Any], form: UrlForm = UrlForm.SITE) -> Any:
    """The task that an operation has named."""
    started = ask("POST", f"{API}/issues/{verb}", json=body, form=form)
    assert 201 == started.status_code
    return ask("GET", f"{API}/queue/{started.json()['taskId']}", form=form).json()


@pytest.mark.parametrize("form", FORMS)
def test_issues_are_watched_and_deleted(ask: Ask, tenant: Tenant, state: State, form: UrlForm) -> None:
    """The task says which issues it has changed, and how many of the named ones there are not."""
    issue = state.jira.issues[tenant.idea_key]
    chosen = {"selectedIssueIdsOrKeys": [issue.key, "NONE-1"]}
    task = done(ask, "unwatch", chosen, form)
    assert ([], [int(issue.id)], 1) == (
        issue.watchers,
        task["processedAccessibleIssues"],
        task["invalidOrInaccessibleIssueCount"],
    )
    assert ("COMPLETE", 2) == (task["status"], task["totalIssueCount"])
    done(ask, "watch", chosen, form)
    assert [tenant.account_id] == issue.watchers
    done(ask, "delete", chosen, form)
    assert issue.key not in state.jira.issues
    assert 404 == ask("GET", f"{API}/queue/1", form=form).status_code


@pytest.mark.parametrize("form", FORMS)
def test_issues_are_transitioned(ask: Ask, tenant: Tenant, state: State, form: UrlForm) -> None:
    """By one of the transitions that are available to all of them."""
    keys = [tenant.issue_key, tenant.business_issue_key]
    [group] = ask("GET", f"{API}/issues/transition?issueIdsOrKeys={','.join(keys)}", form=form).json()[
        "availableTransitions"
    ]
    last = group["transitions"][-1]
    assert (keys, "Done") == (group["issues"], last["to"]["statusName"])
    body = {"bulkTransitionInputs": [{"selectedIssueIdsOrKeys": keys, "transitionId": str(last["transitionId"])}]}
    done(ask, "transition", body, form)
    assert ["Done", "Done"] == [state.jira.issues[key].status.name for key in keys]


def test_an_issue_gets_another_type(ask: Ask, tenant: Tenant, state: State) -> None:
    """By a move within its project; a move to another one is not modelled."""
    issue = state.jira.issues[tenant.issue_key]
    source = {"issueIdsOrKeys": [issue.key], "inferFieldDefaults": True}
    done(ask, "move", {"targetToSourcesMapping": {f"{issue.project.key},10003": source}})
    assert "Bug" == issue.fields["issuetype"].name
    other = state.jira.project(tenant.business_issue_key.rpartition("-")[0])
    assert other is not None
    for target, status in (
        (f"{other.key},10001", 501),
        (f"{issue.project.key},10001,{issue.key}", 501),
        (f"{issue.project.key},1", 400),
        ("NONE,10001", 400),
    ):
        answer = ask("POST", f"{API}/issues/move", json={"targetToSourcesMapping": {target: source}})
        assert (target, status) == (target, answer.status_code)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("watch", {}),
        ("watch", {"selectedIssueIdsOrKeys": []}),
        ("delete", {"selectedIssueIdsOrKeys": "X-1"}),
        ("move", {}),
        ("move", {"targetToSourcesMapping": {"X": 1}}),
        ("transition", {"bulkTransitionInputs": [1]}),
        ("transition", {"bulkTransitionInputs": [{"selectedIssueIdsOrKeys": ["X-1"], "transitionId": "1"}]}),
    ],
)
def test_a_body_must_name_issues(ask: Ask, path: str, body: dict[str, Any]) -> None:
    """In an array that is not empty, and what is done with them."""
    assert 400 == ask("POST", f"{API}/issues/{path}", json=body).status_code
    assert 400 == ask("GET", f"{API}/issues/transition?issueIdsOrKeys=NONE-1").status_code
    assert 401 == ask("POST", f"{API}/issues/{path}", json=body, anonymous=True).status_code
