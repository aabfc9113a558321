"""Tests of the JSON about what a token can do."""

import json

from scope_sets import find, model_of
from token_conformance.advice.reach.answer import NotSearched, ReachAnswer
from token_conformance.advice.reach.called import AskedCall, call_reach
from token_conformance.advice.reach.document import document
from token_conformance.catalogue.operations import published

REACH = find(model_of(frozenset({"read:jira-work"})))
CALLS = tuple(call_reach(AskedCall.read(call), [REACH]) for call in ("/rest/api/3/issue/X-1", "/rest/nothing"))


def test_every_operation_has_an_answer() -> None:
    """A program gets each published operation of the app once, with the scopes that are known."""
    (found,) = json.loads(json.dumps(document(ReachAnswer((REACH,)))))["apps"]
    assert (found["app"], found["stopped"], found["requests"]) == ("jira", None, REACH.sent)
    assert found["scopes"]["present"] == ["read:jira-work"]
    assert not set(found["scopes"]["absent"]) & set(found["scopes"]["undecided"])
    names = [one["operation"] for one in found["operations"]]
    assert names == [name for name, one in published().operations.items() if one.app == "jira"]
    answers = {one["operation"]: one["answer"] for one in found["operations"]}
    assert answers["GET /rest/api/3/issue/{issueIdOrKey}"] == "yes"
    assert answers["GET /rest/api/3/myself"] == "no"
    assert answers["POST /rest/api/3/issue"] == "unknown"


def test_calls() -> None:
    """A call has its operation, or null if it is not a known one."""
    found, other = document(ReachAnswer((REACH,), CALLS))["calls"]
    assert (found["call"], found["operation"], found["answer"]) == (
        "GET /rest/api/3/issue/X-1",
        "GET /rest/api/3/issue/{issueIdOrKey}",
        "yes",
    )
    assert (other["operation"], other["answer"]) == (None, "unknown")


def test_no_search() -> None:
    """Without a search there is its reason, and no app."""
    assert document(ReachAnswer(not_searched=NotSearched.UNSCOPED)) == {
        "not_searched": "unscoped",
        "apps": [],
        "calls": [],
    }
