"""What the telling headers say, in words."""

from collections.abc import Callable

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.report.page.detail import reading
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]


@pytest.mark.parametrize(
    ("headers", "outcome", "part"),
    [
        ({"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, Outcome.EMPTY, "answered as it answers a stranger"),
        ({"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, Outcome.WORKS, "answered as it answers a stranger"),
        ({"www-authenticate": "OAuth realm=x"}, Outcome.UNAUTHENTICATED, "gate in front of the product"),
        ({"x-failure-category": "FAILURE_CLIENT_SCOPE_CHECK"}, Outcome.SCOPE_MISMATCH, "no fitting scope"),
        ({"x-failure-category": "FAILURE_CLIENT_AUTH_MISMATCH"}, Outcome.UNAUTHENTICATED, "gateway did not accept"),
        ({"x-aaccountid": "1"}, Outcome.FORBIDDEN, "The caller was recognised"),
    ],
)
def test_a_telling_header_is_explained(cell: MakeCell, headers: dict[str, str], outcome: Outcome, part: str) -> None:
    """One sentence a header."""
    said = reading(cell(headers=headers, outcome=outcome))
    assert part in said
    assert 1 == said.count(". ") + 1


@pytest.mark.parametrize(
    "headers", [{}, {"x-aaccountid": "1"}, {"x-seraph-loginreason": "OK"}, {"content-type": "text/html"}]
)
def test_what_goes_without_saying_is_not_said(cell: MakeCell, headers: dict[str, str]) -> None:
    """That a working call's caller is known is no news."""
    assert "" == reading(cell(headers=headers))
