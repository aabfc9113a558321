"""What the page tells a user to do."""

from collections.abc import Callable

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.matrix import rows
from token_conformance.report.page.advice import Advice, advice
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
Advise = Callable[..., Advice]

PROJECTS = "GET /rest/api/3/project"
SITE = "https://SITE.atlassian.net/rest/api/3/project"
GATEWAY = "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/project"
NO_SCOPES = "GET /rest/servicedeskapi/info"


@pytest.fixture
def advise(cell: MakeCell) -> Advise:
    """Advises for the first of some columns of an endpoint, each given with its outcome."""

    def advise(operation: str = PROJECTS, verdict: Verdict = Verdict.KNOWN, **outcomes: Outcome) -> Advice:
        cells = [
            cell(f"jira-platform/x/{column.replace('_', '-')}", operation=operation, outcome=outcome, verdict=verdict)
            for column, outcome in outcomes.items()
        ]
        return advice(rows(cells)[0], cells[0])

    return advise


def test_another_url_form_is_the_first_thing_to_try(advise: Advise) -> None:
    """The token stays the same, and the URL is told."""
    given = advise(scoped_site=Outcome.EMPTY, unscoped_site=Outcome.WORKS, scoped_gateway=Outcome.WORKS)
    assert Advice("Send it to the gateway instead, with the same token:", GATEWAY) == given


def test_another_token_is_the_second(advise: Advise) -> None:
    """Where a success at the other form is one that strangers have as well, it is no way."""
    given = advise(
        operation=NO_SCOPES,
        scoped_gateway=Outcome.SCOPE_MISMATCH,
        scoped_site=Outcome.WORKS,
        none_site=Outcome.WORKS,
        unscoped_gateway=Outcome.WORKS,
    )
    expected = "No URL form takes this token for it. Send the unscoped one to the gateway:"
    assert Advice(expected, "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/servicedeskapi/info") == given


def test_a_missing_scope_is_named_as_the_reason(advise: Advise) -> None:
    """Where the catalogue has scopes, a token that holds them is the way."""
    given = advise(scoped_gateway=Outcome.SCOPE_MISMATCH, unscoped_site=Outcome.WORKS)
    assert given.text.startswith("Make a token that has all scopes of one of the sets")


@pytest.mark.parametrize(
    ("outcomes", "start"),
    [
        ({"scoped_gateway": Outcome.WORKS}, "Nothing: Atlassian documents"),
        ({"unscoped_site": Outcome.WORKS}, "Nothing: Atlassian documents"),
        ({"unscoped_gateway": Outcome.WORKS}, "Nothing, but no documentation"),
        ({"scoped_site": Outcome.WORKS, "invalid_site": Outcome.WORKS}, "Do not test a token with it"),
        ({"scoped_site": Outcome.RATE_LIMITED, "scoped_gateway": Outcome.WORKS}, "Run the cell again"),
        ({"scoped_site": Outcome.HIDDEN}, "No token type works"),
    ],
)
def test_other_cells_get_a_sentence(advise: Advise, outcomes: dict[str, Outcome], start: str) -> None:
    """Success, a fault of the run, and a dead end are told apart."""
    given = advise(**outcomes)
    assert start == given.text[: len(start)]
    assert "" == given.url


def test_a_cell_that_is_not_as_declared_asks_for_a_decision(advise: Advise) -> None:
    """Before anybody is advised by it."""
    given = advise(verdict=Verdict.IMPROVED, scoped_site=Outcome.WORKS)
    assert given.text.startswith("A known deviation works now.")
