"""The meaning of the headers of an answer."""

from collections.abc import Callable

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.report.page.detail import header_meaning
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]


@pytest.mark.parametrize(
    ("headers", "outcome", "part"),
    [
        ({"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, Outcome.EMPTY, "as if there were no valid token"),
        ({"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, Outcome.WORKS, "as if there were no valid token"),
        (
            {"www-authenticate": "OAuth realm=x"},
            Outcome.UNAUTHENTICATED,
            "authentication check in front of the product",
        ),
        ({"x-failure-category": "FAILURE_CLIENT_SCOPE_CHECK"}, Outcome.SCOPE_MISMATCH, "no matching scope"),
        ({"x-failure-category": "FAILURE_CLIENT_AUTH_MISMATCH"}, Outcome.UNAUTHENTICATED, "gateway did not accept"),
        ({"x-aaccountid": "1"}, Outcome.FORBIDDEN, "The caller was recognised"),
    ],
)
def test_a_diagnostic_header_is_explained(cell: MakeCell, headers: dict[str, str], outcome: Outcome, part: str) -> None:
    """There is one sentence per header."""
    meaning = header_meaning(cell(headers=headers, outcome=outcome))
    assert part in meaning
    assert 1 == meaning.count(". ") + 1


@pytest.mark.parametrize(
    "headers", [{}, {"x-aaccountid": "1"}, {"x-seraph-loginreason": "OK"}, {"content-type": "text/html"}]
)
def test_a_header_that_adds_nothing_is_not_explained(cell: MakeCell, headers: dict[str, str]) -> None:
    """If a call works, its caller was recognised."""
    assert "" == header_meaning(cell(headers=headers))
