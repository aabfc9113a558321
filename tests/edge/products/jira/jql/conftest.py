"""A tenant with issues that differ in every field that JQL knows, and searches of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.project import BUG, DONE, EPIC, IN_PROGRESS, PRIORITIES, STORY, Category
from token_conformance.edge.tenant.state import State

Ask = Callable[..., httpx.Response]
Find = Callable[[str], list[str]]


@pytest.fixture
def find(ask: Ask, varied: State) -> Find:
    """A function that gives the summaries of the issues that a query finds, in their order."""
    assert varied.jira.issues

    def find(jql: str) -> list[str]:
        answer = ask("GET", "/rest/api/3/search/jql", params={"jql": jql, "fields": "summary"})
        assert (200, "") == (answer.status_code, "" if answer.is_success else answer.text)
        return [issue["fields"]["summary"] for issue in answer.json()["issues"]]

    return find


@pytest.fixture
def varied(state: State) -> State:
    """The tenant with only three issues, in one project: an epic `top`, its child `mid`, and `low`."""
    jira, tenant = state.jira, state.tenant
    colleague = f"{tenant.account_id}-colleague"
    sprinted = jira.issues[tenant.issue_key]
    jira.issues = {sprinted.key: sprinted}
    jira.categories.append(Category(jira.next_id(Category), "Internal"))
    sprinted.project.category = jira.categories[0].id
    top = jira.create_issue(tenant.project_key, {"summary": "top", "issuetype": EPIC}, tenant.account_id)
    top.created = top.updated = datetime(2026, 3, 1, 10, tzinfo=UTC)
    jira.edit(sprinted, {"summary": "mid", "issuetype": STORY, "parent": top.id, "labels": ["red", "blue"]})
    jira.edit(sprinted, {"priority": PRIORITIES[0], "description": document("Printing pages"), "duedate": "2026-04-01"})
    sprinted.created = sprinted.updated = datetime(2026, 2, 1, 10, tzinfo=UTC)
    low = jira.create_issue(tenant.project_key, {"summary": "low", "issuetype": BUG}, colleague)
    jira.edit(low, {"priority": PRIORITIES[4], "assignee": colleague, "labels": ["blue"]})
    jira.transition(low, DONE)
    low.updated = datetime.now(UTC) - timedelta(hours=1)
    jira.transition(top, IN_PROGRESS)
    top.updated = datetime(2026, 3, 2, 10, tzinfo=UTC)
    return state
