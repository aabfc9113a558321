"""An operation as somebody writes it, and the hint where it is wrong."""

import datetime as dt
import re

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.states import State, states
from token_conformance.catalogue.written import is_removed, problem_of


def removed() -> set[str]:
    """The published operations that are gone, or were to go before the day of the test."""
    today = dt.datetime.now(dt.UTC).date()
    found = {name: states().find(*name.split(" ", 1)) for name in published().operations}
    gone = {State.GONE, State.GONE_FOR_OAUTH, State.UNPUBLISHED}
    return {
        name
        for name, one in found.items()
        if one and (one.state in gone or (one.state is State.GOING and one.is_past(today)))
    }


@pytest.mark.slow
def test_a_hint_is_never_a_removed_operation() -> None:
    """Whoever misspells one of them is not sent to an answer of 410."""
    for name in removed():
        for wrong in (f"{name}x", name.replace("/rest", "/rests")):
            hint = re.search(r"did you mean (.*)\?", problem_of(wrong))
            assert hint is None or hint[1] not in removed()


def test_the_nearest_operation_is_no_hint_if_it_is_removed() -> None:
    """The next one that is similar is named instead."""
    assert "GET /rest/api/3/search" in removed()
    hint = problem_of("GET /rest/api/3/searchs").partition("did you mean ")[2]
    assert hint
    assert hint.rstrip("?") not in removed()


def test_operations_that_live_are_not_removed() -> None:
    """Only the states decide, for every published operation."""
    assert removed() == {name for name in published().operations if is_removed(name)}


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        ("GET /rest/api/3/myself", ""),
        (
            "GET /rest/api/3/myselfs",
            "GET /rest/api/3/myselfs is not a published operation; did you mean GET /rest/api/3/myself?",
        ),
        (
            "get https://SITE.atlassian.net/rest/api/3/issue/ABC-1?fields=a",
            (
                "get https://SITE.atlassian.net/rest/api/3/issue/ABC-1?fields=a is not a published operation; did"
                " you mean GET /rest/api/3/issue/{issueIdOrKey}?"
            ),
        ),
        (
            "GET /ex/jira/{cloudId}/rest/agile/1.0/board/1",
            (
                "GET /ex/jira/{cloudId}/rest/agile/1.0/board/1 is not a published operation; did you mean"
                " GET /rest/agile/1.0/board/{boardId}?"
            ),
        ),
        (
            "GET /rest/api/3/our-app/{key}",
            "GET /rest/api/3/our-app/{key} is not a published operation; check its method and path",
        ),
        (
            "GET /jsm/ops/api/{cloudId}/v1/alerts",
            (
                "GET /jsm/ops/api/{cloudId}/v1/alerts has a base of its own and not two URL forms; ask"
                " `token-conformance can-i-use` about it"
            ),
        ),
        ("", " is not a published operation; check its method and path"),
        ("nonsense", "nonsense is not a published operation; check its method and path"),
        ("GET /\n", r"GET /\n is not a published operation; check its method and path"),
    ],
)
def test_a_hint_is_close_or_missing(operation: str, problem: str) -> None:
    """An operation that only shares its method is no hint."""
    assert problem == problem_of(operation)
