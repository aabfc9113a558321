"""Outcomes are distinguished by a word and without colour; the legend explains only what occurs."""

from collections.abc import Callable

import pytest

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.legend import (
    MEANINGS,
    SYMBOLS,
    cell_label,
    cell_symbol,
    column_title,
    legend,
    outcome_label,
)
from token_conformance.report.matrix import rows
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]

COLUMNS = ["unscoped", "scoped", "site", "gateway"]


def test_every_outcome_has_a_symbol_and_a_meaning() -> None:
    """The reports can show every outcome."""
    assert set(Outcome) == set(SYMBOLS) == set(MEANINGS)


def test_only_works_has_the_symbol_of_success() -> None:
    """An empty success has another symbol."""
    assert [Outcome.WORKS] == [outcome for outcome, symbol in SYMBOLS.items() if symbol == "✓"]


@pytest.mark.parametrize(
    ("outcome", "status", "label"),
    [
        (Outcome.WORKS, 201, "✓ works"),
        (Outcome.EMPTY, 200, "∅ empty 200"),
        (Outcome.UNAUTHENTICATED, 401, "✗ unauthenticated 401"),
        (Outcome.UNREACHABLE, None, "! unreachable"),
        (Outcome.RECOGNISED, 501, "○ recognised"),
        (Outcome.STRANGER, 401, "∅ stranger 401"),
    ],
)
def test_a_label_is_symbol_word_and_status(outcome: Outcome, status: int | None, label: str) -> None:
    """The status is left out if the cell works, because it adds nothing; of a known caller it says nothing."""
    assert label == outcome_label(outcome, status)


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, "✓ works"),
        ({"verdict": Verdict.IMPROVED}, "✓ works ◀"),
        ({"verdict": Verdict.KNOWN, "outcome": Outcome.HIDDEN, "status": 404}, "✗ hidden 404"),
        ({"verdict": Verdict.INCONCLUSIVE, "outcome": None}, "! inconclusive"),
        ({"verdict": Verdict.ERROR, "outcome": None}, "! error"),
        ({"verdict": Verdict.NOT_OBSERVED, "outcome": None}, "· not-observed"),
    ],
)
def test_a_cell_shows_whether_it_is_as_declared(cell: MakeCell, fields: dict[str, object], label: str) -> None:
    """A cell that is not as declared has a mark."""
    assert label == cell_label(cell(**fields))


def test_a_cell_that_was_not_run_is_a_dot() -> None:
    """The label of a missing cell has no word."""
    assert "·" == cell_label(None)


def test_a_cell_can_be_shown_without_its_status(cell: MakeCell) -> None:
    """A narrow terminal shows only the symbol and the word."""
    assert "✗ hidden" == cell_label(cell(outcome=Outcome.HIDDEN, status=404), with_status=False)


def test_the_columns_and_the_outcomes_that_occur_are_explained(seven: Results, cell: MakeCell) -> None:
    """Outcomes that do not occur are left out."""
    assert [*COLUMNS, "✓ works"] == list(legend(rows(seven.cells)))
    hidden = [cell(each.cell, outcome=Outcome.HIDDEN, verdict=Verdict.KNOWN) for each in seven.cells]
    assert [*COLUMNS, "✗ hidden"] == list(legend(rows(hidden)))


def test_marks_that_occur_are_explained(cell: MakeCell) -> None:
    """One cell that changed, and three that were not run."""
    changed = cell(outcome=Outcome.HIDDEN, verdict=Verdict.CHANGED)
    assert [*COLUMNS, "✗ hidden", "◀", "·"] == list(legend(rows([changed])))


@pytest.mark.parametrize("verdict", [Verdict.INCONCLUSIVE, Verdict.NOT_OBSERVED, Verdict.ERROR])
def test_a_cell_without_an_outcome_is_explained(cell: MakeCell, *, verdict: Verdict) -> None:
    """Its label is in the legend as it is in the matrix."""
    without = cell(outcome=None, verdict=verdict)
    assert [*COLUMNS, cell_label(without), "·"] == list(legend(rows([without])))


@pytest.mark.parametrize(
    ("fields", "symbol"),
    [
        ({}, "✓"),
        ({"verdict": Verdict.IMPROVED}, "✓◀"),
        ({"verdict": Verdict.CHANGED, "outcome": Outcome.HIDDEN, "status": 404}, "✗ 404◀"),
        ({"verdict": Verdict.OPEN, "outcome": Outcome.HIDDEN, "status": 404}, "? 404"),
        ({"verdict": Verdict.ERROR, "outcome": None}, "!"),
        ({"verdict": Verdict.NOT_OBSERVED, "outcome": None}, "·"),
    ],
)
def test_a_symbol_with_the_status_is_enough(cell: MakeCell, fields: dict[str, object], symbol: str) -> None:
    """A terminal that is too narrow for words shows the rest of the label."""
    assert symbol == cell_symbol(cell(**fields))
    assert symbol.replace(" 404", "") == cell_symbol(cell(**fields), with_status=False)


def test_the_outcomes_of_controls_are_not_explained(cell: MakeCell) -> None:
    """The matrix does not show them."""
    control = cell("jira-platform/get-issue/none-site", outcome=Outcome.GONE)
    assert [*COLUMNS, "✓ works", "·"] == list(legend(rows([control, cell()])))


def test_an_open_cell_has_a_symbol_and_a_word_of_its_own(cell: MakeCell) -> None:
    """Its outcome follows, and the legend explains both."""
    refused = cell(outcome=Outcome.HIDDEN, status=404, expected=None, verdict=Verdict.OPEN)
    assert "? open: hidden 404" == cell_label(refused)
    assert "? open: hidden" == cell_label(refused, with_status=False)
    assert "? open: works" == cell_label(cell(expected=None, verdict=Verdict.OPEN))
    assert [*COLUMNS, "✗ hidden", "? open", "·"] == list(legend(rows([refused])))


def test_a_service_account_is_explained_only_where_it_has_columns(seven: Results, cell: MakeCell) -> None:
    """Its meaning follows those of a person's tokens."""
    service = cell("jira-platform/get-issue/service-account-site")
    assert ["unscoped", "scoped", "service-account", "site", "gateway", "✓ works", "·"] == list(
        legend(rows([*seven.cells, service]))
    )
    assert "service-account" not in legend(rows(seven.cells))


@pytest.mark.parametrize(
    ("credential", "title"),
    [
        (Credential.SCOPED, "scoped token at the site"),
        (Credential.NONE, "no token at the site"),
        (Credential.SERVICE_ACCOUNT, "service account token at the site"),
    ],
)
def test_a_column_has_a_title_in_words(credential: Credential, title: str) -> None:
    """Not the form of an id."""
    assert title == column_title(credential, UrlForm.SITE)
