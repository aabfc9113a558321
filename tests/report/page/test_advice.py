"""The advice of the page: what a user should do."""

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
    """The advice for the first of these columns of an endpoint; each column has an outcome."""

    def advise(operation: str = PROJECTS, verdict: Verdict = Verdict.KNOWN, **outcomes: Outcome) -> Advice:
        cells = [
            cell(f"jira-platform/x/{column.replace('_', '-')}", operation=operation, outcome=outcome, verdict=verdict)
            for column, outcome in outcomes.items()
        ]
        return advice(rows(cells)[0], cells[0])

    return advise


def test_another_url_form_is_the_first_thing_to_try(advise: Advise) -> None:
    """The token stays the same, and the advice names the URL."""
    advised = advise(scoped_site=Outcome.EMPTY, unscoped_site=Outcome.WORKS, scoped_gateway=Outcome.WORKS)
    assert Advice("Send the request to the gateway instead, with the same token:", GATEWAY) == advised


def test_another_token_is_the_second(advise: Advise) -> None:
    """A URL form at which the endpoint works without a valid token is not advised."""
    advised = advise(
        operation=NO_SCOPES,
        scoped_gateway=Outcome.SCOPE_MISMATCH,
        scoped_site=Outcome.WORKS,
        none_site=Outcome.WORKS,
        unscoped_gateway=Outcome.WORKS,
    )
    expected = "No URL form accepts this token for this request. Use the unscoped token, and send it to the gateway:"
    assert Advice(expected, "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/servicedeskapi/info") == advised


def test_a_missing_scope_is_named_as_the_reason(advise: Advise) -> None:
    """If the catalogue has scopes for the operation, a token with them is advised."""
    advised = advise(scoped_gateway=Outcome.SCOPE_MISMATCH, unscoped_site=Outcome.WORKS)
    assert advised.text.startswith("Create a token with all scopes of one of the sets below")


@pytest.mark.parametrize(
    ("outcomes", "start"),
    [
        ({"scoped_gateway": Outcome.WORKS}, "Nothing: Atlassian documents"),
        ({"unscoped_site": Outcome.WORKS}, "Nothing: Atlassian documents"),
        ({"unscoped_gateway": Outcome.WORKS}, "Nothing, but no documentation"),
        ({"scoped_site": Outcome.WORKS, "invalid_site": Outcome.WORKS}, "Do not use this endpoint to test a token"),
        ({"scoped_site": Outcome.RATE_LIMITED, "scoped_gateway": Outcome.WORKS}, "Run the cell again"),
        ({"scoped_site": Outcome.HIDDEN}, "No token type works"),
    ],
)
def test_other_cells_get_a_sentence(advise: Advise, outcomes: dict[str, Outcome], start: str) -> None:
    """There are sentences for success, for a failure of the run, and for an endpoint that never works."""
    advised = advise(**outcomes)
    assert start == advised.text[: len(start)]
    assert "" == advised.url


def test_a_cell_that_is_not_as_declared_asks_for_a_decision(advise: Advise) -> None:
    """The advice is to clarify the cell first."""
    advised = advise(verdict=Verdict.IMPROVED, scoped_site=Outcome.WORKS)
    assert advised.text.startswith("A known deviation works now.")


def test_an_open_cell_is_not_relied_on(advise: Advise) -> None:
    """Whatever it got."""
    expected = "Do not rely on this answer: what is published about this cell is contradictory, or nothing is."
    assert Advice(expected) == advise(verdict=Verdict.OPEN, scoped_site=Outcome.WORKS)
    assert Advice(expected) == advise(verdict=Verdict.OPEN, scoped_site=Outcome.EMPTY, scoped_gateway=Outcome.WORKS)


def test_an_open_cell_that_works_is_not_advised(cell: MakeCell) -> None:
    """It may not work tomorrow, or at another tenant."""
    refused = cell("jira-platform/x/scoped-site", outcome=Outcome.HIDDEN, verdict=Verdict.KNOWN)
    working = cell("jira-platform/x/scoped-gateway", expected=None, verdict=Verdict.OPEN)
    advised = advice(rows([refused, working])[0], refused)
    assert Advice("No token type works for this endpoint at any URL form. Look for another operation.") == advised
