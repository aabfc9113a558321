"""The legend explains what occurs, and nothing else."""

from collections.abc import Callable

from token_conformance.model import Outcome
from token_conformance.report.legend import COLUMN_MEANINGS, legend
from token_conformance.report.matrix import rows
from token_conformance.results import CellResult, Results, Verdict

MakeCell = Callable[..., CellResult]

COLUMNS = [str(word) for word in COLUMN_MEANINGS]


def test_the_columns_and_the_outcomes_that_occur_are_explained(seven: Results, cell: MakeCell) -> None:
    """A good run needs few words."""
    assert [*COLUMNS, "✓ works"] == list(legend(rows(seven.cells)))
    hidden = [cell(each.cell, outcome=Outcome.HIDDEN, verdict=Verdict.KNOWN) for each in seven.cells]
    assert [*COLUMNS, "✗ hidden"] == list(legend(rows(hidden)))


def test_marks_are_explained_where_they_stand(cell: MakeCell) -> None:
    """One cell that changed, and three that were not run."""
    changed = cell(outcome=Outcome.HIDDEN, verdict=Verdict.CHANGED)
    assert [*COLUMNS, "✗ hidden", "◀", "·"] == list(legend(rows([changed])))


def test_what_strangers_get_is_not_explained(cell: MakeCell) -> None:
    """The matrix does not show it."""
    stranger = cell("jira-platform/get-issue/none-site", outcome=Outcome.GONE)
    assert [*COLUMNS, "✓ works", "·"] == list(legend(rows([stranger, cell()])))
