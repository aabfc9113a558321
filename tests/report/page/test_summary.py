"""The summary of the matrix."""

from collections.abc import Callable

from token_conformance.model.outcome import Outcome
from token_conformance.report.matrix import rows
from token_conformance.report.page.summary import finding, summary
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]


def test_outcomes_are_counted_by_column(cell: MakeCell) -> None:
    """Only those that occur are counted, in the order of the model; the controls have no column."""
    lines = summary(
        rows(
            [
                cell("jira-platform/a/scoped-site", outcome=Outcome.EMPTY),
                cell("jira-platform/a/scoped-gateway"),
                cell("jira-platform/b/scoped-site", outcome=Outcome.EMPTY),
                cell("jira-platform/b/none-site", outcome=Outcome.GONE),
            ]
        )
    )
    assert [(Outcome.WORKS, (0, 0, 0, 1)), (Outcome.EMPTY, (0, 0, 2, 0))] == [
        (line.outcome, line.counts) for line in lines
    ]
    assert (
        "The scoped token at the site works for 0 of 2 endpoints."
        " 2 endpoints return a success status without the expected content." == finding(lines)
    )


def test_without_the_scoped_token_at_the_site_there_is_no_sentence(cell: MakeCell) -> None:
    """A run without this column says nothing about it."""
    assert "" == finding(summary(rows([cell("jira-platform/a/unscoped-site")])))
