"""The report on mutants."""

import pytest

from token_conformance.catalogue.evidence import observations
from token_conformance.model.cell import Cell
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.kill import Kill
from token_conformance.proof.mutants.mutant import INCONCLUSIVE, Differs
from token_conformance.proof.mutants.report import render, unchanged, unchanged_rows

Made = dict[Cell, Fingerprint]


@pytest.fixture
def kill(before: Made) -> Kill:
    """A mutant that changes the two cells of a scoped token."""
    effects = {cell: Differs(frozenset({"body"})) for cell in before if cell.credential == "scoped"}
    rows = {"oauth-site": False} | dict.fromkeys(list("abcde"), True)
    return Kill("gate-is-reworded", tuple(before), effects, (), rows)


def test_a_mutant_is_shown_with_the_cells_that_it_changes(kill: Kill) -> None:
    """The report has its line, its baseline, and its cells by column and product."""
    report = render([kill])
    assert (
        "| `gate-is-reworded` | The 401 of the Jira site's gate says the same in other words. | S3 "
        "| the suite as it is | 2 as before, with another body (scoped-gateway, scoped-site) "
        "| 1 differ: `oauth-site`<br>5 agree |\n"
    ) in report
    assert "| `gate-is-reworded` | 2 |  | 1 |  | 1 |  |  |  |  |  |  |\n" in report
    assert "**2 of 8 cells**, 0 of them those of a service account, are changed by at least one of them" in report
    assert "| H1 |  | Nobody has published" in report
    assert "| S3 | `gate-is-reworded` |  |\n" in report


def test_the_cells_that_no_mutant_changes_are_listed(kill: Kill) -> None:
    """Until the list is empty, mutants are missing."""
    assert 6 == len(unchanged([kill]))
    report = render([kill])
    assert "- `jira-platform/myself/invalid-gateway`\n\n## Observations that no mutant changes\n\n- `cloud-" in report
    assert "oauth-site" not in unchanged_rows([kill])


def test_of_many_columns_the_others_are_listed(before: Made) -> None:
    """The list is shorter."""
    effects = {cell: INCONCLUSIVE for cell in before if not cell.is_positive_control}
    report = render([Kill("first-call-429", tuple(before), effects, ())])
    assert "| 6 inconclusive (all but unscoped-site, scoped-gateway) |" in report


def test_all_columns_are_not_listed(before: Made) -> None:
    """Two words are enough, and a report in which every cell is changed says so."""
    everything = dict.fromkeys(before, Differs(frozenset({"recorded"})))
    rows = dict.fromkeys((row.id for row in observations()), False)
    report = render([Kill("clock-a-year-on", tuple(before), everything, (), rows)])
    assert "| 8 as before, with another day of recording (all columns) |" in report
    assert report.endswith("None.\n\n## Observations that no mutant changes\n\nNone.\n")
