"""The report on mutants."""

import pytest

from token_conformance.model.cell import Cell
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.kill import Kill
from token_conformance.proof.mutants.mutant import INCONCLUSIVE, Differs
from token_conformance.proof.mutants.report import render, unmoved

Made = dict[Cell, Fingerprint]


@pytest.fixture
def kill(before: Made) -> Kill:
    """A mutant that moves the two cells of a scoped token."""
    moved = {cell: Differs(frozenset({"body"})) for cell in before if cell.credential == "scoped"}
    return Kill("gate-is-reworded", tuple(before), moved, ())


def test_a_mutant_is_shown_with_what_it_moves(kill: Kill) -> None:
    """Its line, its baseline, and the cells by column and product."""
    report = render([kill])
    assert (
        "| `gate-is-reworded` | The 401 of the Jira site's gate says the same in other words. | the suite as it is "
        "| 2 as before, with another body (scoped-gateway, scoped-site) |\n"
    ) in report
    assert "| `gate-is-reworded` | 2 |  | 1 |  | 1 |  |  |  |  |\n" in report
    assert "**2 of 8 cells** are moved by at least one of them, each by 1 or more" in report


def test_what_no_mutant_moves_is_listed(kill: Kill) -> None:
    """Until the list is empty, mutants are missing."""
    assert 6 == len(unmoved([kill]))
    assert render([kill]).endswith("- `jira-platform/myself/invalid-gateway`\n")


def test_of_many_columns_the_others_are_listed(before: Made) -> None:
    """They are fewer."""
    moved = {cell: INCONCLUSIVE for cell in before if not cell.is_positive_control}
    report = render([Kill("first-call-429", tuple(before), moved, ())])
    assert "| 6 inconclusive (all but unscoped-site, scoped-gateway) |" in report


def test_all_columns_are_not_listed(before: Made) -> None:
    """One word is enough, and where nothing is unmoved that is said."""
    everything = dict.fromkeys(before, Differs(frozenset({"recorded"})))
    report = render([Kill("clock-a-year-on", tuple(before), everything, ())])
    assert "| 8 as before, with another day of recording (all columns) |" in report
    assert report.endswith("None.\n")
