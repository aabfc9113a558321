"""The structure of a query, as Jira shows it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]

PATH = "/rest/api/3/jql/parse"


def clause(field: str, operator: str, **operand: Any) -> dict[str, Any]:
    """A condition on a field."""
    return {"field": {"name": field}, "operator": operator, "operand": operand}


@pytest.mark.parametrize(
    ("jql", "structure"),
    [
        ("status = Done", {"where": clause("status", "=", value="Done")}),
        (
            "ORDER BY key DESC, rank",
            {"orderBy": {"fields": [{"field": {"name": "key"}, "direction": "desc"}, {"field": {"name": "rank"}}]}},
        ),
        (
            "NOT assignee is EMPTY AND labels not in (a, b)",
            {
                "where": {
                    "clauses": [
                        {"clauses": [clause("assignee", "is", keyword="empty")], "operator": "not"},
                        clause("labels", "not in", values=[{"value": "a"}, {"value": "b"}]),
                    ],
                    "operator": "and",
                }
            },
        ),
        ("sprint in openSprints()", {"where": clause("sprint", "in", function="openSprints", arguments=[])}),
    ],
)
def test_a_query_has_a_structure(ask: Ask, jql: str, structure: Any) -> None:
    """Conditions are nested as they are combined."""
    [shown] = ask("POST", PATH, json={"queries": [jql]}).json()["queries"]
    assert {"query": jql, "structure": structure} == shown


@pytest.mark.parametrize(
    ("validation", "members"),
    [("strict", {"query", "errors"}), ("warn", {"query", "structure", "warnings"}), ("none", {"query", "structure"})],
)
def test_a_query_is_validated(ask: Ask, validation: str, members: set[str]) -> None:
    """A value that does not exist is an error, a warning, or not looked at."""
    answer = ask("POST", f"{PATH}?validation={validation}", json={"queries": ["project = NONE", "project"]}).json()
    assert [members, {"query", "errors"}] == [set(each) for each in answer["queries"]]


@pytest.mark.parametrize(
    ("query", "body", "status"),
    [
        ("", {}, 400),
        ("", {"queries": [7]}, 400),
        ("?validation=x", {"queries": ["key = 1"]}, 400),
        ("", {"queries": ["a was b"]}, 501),
    ],
)
def test_other_requests_are_refused(ask: Ask, query: str, body: Any, status: int) -> None:
    """At least one query is needed, and one that is not modelled is no error of the query."""
    assert status == ask("POST", PATH + query, json=body).status_code


def test_the_query_of_a_stranger_is_not_validated(ask: Ask) -> None:
    """The model does not know what a stranger reads; the syntax is no secret."""
    statuses = [
        ask("POST", f"{PATH}?validation={each}", json={"queries": ["key = 1"]}, anonymous=True).status_code
        for each in ("strict", "none")
    ]
    assert [501, 200] == statuses
