"""Worklogs can be changed, deleted and filtered by time, and change the remaining estimate."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.issue import Estimate
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

STARTED = 1767600000000
"""When the tenant's worklog started, 2026-01-05 08:00, in milliseconds."""


def test_a_worklog_is_changed_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """What the body does not have stays; a deleted worklog is listed as such."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/worklog/10000"
    changed = ask("PUT", path, json={"timeSpent": "2h"}).json()
    assert (7200, "2026-01-05T08:00:00.000+0000") == (changed["timeSpentSeconds"], changed["started"])
    assert [204, 404] == [ask(method, path).status_code for method in ("DELETE", "GET")]
    deleted = ask("GET", "/rest/api/3/worklog/deleted").json()
    assert ([10000], True) == ([each["worklogId"] for each in deleted["values"]], deleted["lastPage"])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (f"startedAfter={STARTED}", 1),
        (f"startedAfter={STARTED + 1}", 0),
        (f"startedBefore={STARTED}", 0),
        (f"startedBefore={STARTED + 1}", 1),
    ],
)
def test_worklogs_are_filtered_by_their_start(ask: Ask, tenant: Tenant, query: str, count: int) -> None:
    """The times are in milliseconds."""
    assert count == ask("GET", f"/rest/api/3/issue/{tenant.issue_key}/worklog?{query}").json()["total"]


def test_worklogs_are_found_by_their_ids_and_their_change(ask: Ask) -> None:
    """`worklog/updated` has the ids since a time, and `worklog/list` the worklogs."""
    updated = ask("GET", "/rest/api/3/worklog/updated").json()
    ids = [each["worklogId"] for each in updated["values"]]
    assert [10000] == ids
    assert ["10000"] == [each["id"] for each in ask("POST", "/rest/api/3/worklog/list", json={"ids": ids}).json()]
    later = ask("GET", f"/rest/api/3/worklog/updated?since={updated['until'] + 1}").json()
    assert [] == later["values"]
    assert 400 == ask("POST", "/rest/api/3/worklog/list", json={"ids": 10000}).status_code


@pytest.mark.parametrize(
    ("query", "remaining"),
    [
        ("", 3600),
        ("?adjustEstimate=auto", 3600),
        ("?adjustEstimate=leave", 7200),
        ("?adjustEstimate=new&newEstimate=3h", 10800),
        ("?adjustEstimate=manual&reduceBy=30m", 5400),
    ],
)
def test_a_worklog_changes_the_estimate(ask: Ask, state: State, tenant: Tenant, query: str, remaining: int) -> None:
    """Two hours are left, and one is spent."""
    state.jira.issues[tenant.issue_key].fields["timetracking"] = Estimate(14400, 7200)
    path = f"/rest/api/2/issue/{tenant.issue_key}"
    assert 201 == ask("POST", f"{path}/worklog{query}", json={"timeSpent": "1h"}).status_code
    shown = ask("GET", f"{path}?fields=timetracking").json()["fields"]["timetracking"]
    assert (14400, remaining, 7200) == tuple(
        shown[f"{name}Seconds"] for name in ("originalEstimate", "remainingEstimate", "timeSpent")
    )


@pytest.mark.parametrize(
    ("query", "remaining"),
    [("", 10800), ("?adjustEstimate=leave", 7200), ("?adjustEstimate=manual&increaseBy=2h", 14400)],
)
def test_a_deleted_worklog_gives_time_back(ask: Ask, state: State, tenant: Tenant, query: str, remaining: int) -> None:
    """The tenant's worklog of one hour is deleted."""
    estimate = Estimate(14400, 7200)
    state.jira.issues[tenant.issue_key].fields["timetracking"] = estimate
    assert 204 == ask("DELETE", f"/rest/api/2/issue/{tenant.issue_key}/worklog/10000{query}").status_code
    assert remaining == estimate.remaining


@pytest.mark.parametrize("query", ["adjustEstimate=x", "adjustEstimate=new", "adjustEstimate=manual&reduceBy=soon"])
def test_an_invalid_adjustment_is_refused(ask: Ask, tenant: Tenant, query: str) -> None:
    """No worklog is added."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/worklog"
    assert 400 == ask("POST", f"{path}?{query}", json={"timeSpent": "1h"}).status_code
    assert 1 == ask("GET", path).json()["total"]
