"""The differences between two runs."""

from collections.abc import Callable

import pytest

from factories import make_call
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.difference import Change, differences
from token_conformance.results.record import CellResult

Make = Callable[..., CellResult]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Outcome.WORKS, Outcome.HIDDEN, Change.REGRESSED),
        (Outcome.HIDDEN, Outcome.WORKS, Change.IMPROVED),
        (Outcome.HIDDEN, Outcome.EMPTY, Change.CHANGED),
        (None, Outcome.WORKS, Change.NEW),
        (Outcome.WORKS, None, Change.GONE),
        (Outcome.RECOGNISED, Outcome.STRANGER, Change.REGRESSED),
        (Outcome.STRANGER, Outcome.RECOGNISED, Change.IMPROVED),
    ],
)
def test_a_cell_of_the_matrix_differs_by_its_outcome(
    cell: Make, before: Outcome | None, after: Outcome | None, change: Change
) -> None:
    """Each kind of difference has its own name."""
    (difference,) = differences([cell(outcome=before)], [cell(outcome=after)])
    assert change is difference.change
    assert (after or before) is difference.cell.outcome


@pytest.mark.parametrize("outcome", [Outcome.WORKS, Outcome.HIDDEN, Outcome.RECOGNISED, None])
def test_the_same_outcome_is_not_a_difference(cell: Make, outcome: Outcome | None) -> None:
    """Another body or date does not change the matrix."""
    assert [] == differences([cell(outcome=outcome)], [cell(outcome=outcome, body="another")])


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((Outcome.HIDDEN, Verdict.PASSED), (Outcome.WORKS, Verdict.FAILED), Change.REGRESSED),
        ((Outcome.WORKS, Verdict.FAILED), (Outcome.HIDDEN, Verdict.PASSED), Change.IMPROVED),
        ((Outcome.HIDDEN, Verdict.PASSED), (Outcome.EMPTY, Verdict.PASSED), Change.CHANGED),
    ],
)
def test_a_stranger_who_gets_in_is_a_regression(
    cell: Make, before: tuple[Outcome, Verdict], after: tuple[Outcome, Verdict], change: Change
) -> None:
    """A user needs a refusal from a control."""
    name = "jira-platform/get-issue/none-site"
    old, new = (cell(name, expected=None, outcome=outcome, verdict=verdict) for outcome, verdict in (before, after))
    (difference,) = differences([old], [new])
    assert change is difference.change


def test_cells_that_only_one_run_has_are_new_or_gone(cell: Make) -> None:
    """The cells of the later run come first, then those that it does not have."""
    old, new = cell("confluence/get-page/scoped-site"), cell()
    assert [(Change.NEW, None, new), (Change.GONE, old, None)] == [
        (difference.change, difference.before, difference.after) for difference in differences([old], [new])
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((Outcome.WORKS, Verdict.OPEN), (Outcome.HIDDEN, Verdict.OPEN)),
        ((Outcome.HIDDEN, Verdict.OPEN), (Outcome.WORKS, Verdict.OPEN)),
        ((Outcome.HIDDEN, Verdict.OPEN), (Outcome.FORBIDDEN, Verdict.CHANGED)),
        ((Outcome.WORKS, Verdict.PASSED), (Outcome.HIDDEN, Verdict.OPEN)),
    ],
)
def test_another_outcome_of_an_open_cell_is_an_observation(
    cell: Make, before: tuple[Outcome, Verdict], after: tuple[Outcome, Verdict]
) -> None:
    """It is not a regression: nobody knows which of the two is right."""
    old, new = (cell(expected=None, outcome=outcome, verdict=verdict) for outcome, verdict in (before, after))
    assert [(Change.OBSERVED, old, new)] == [
        (difference.change, difference.before, difference.after) for difference in differences([old], [new])
    ]


@pytest.mark.parametrize("verdict", [Verdict.OPEN, Verdict.PASSED])
def test_the_same_outcome_of_an_open_cell_is_not_a_difference(cell: Make, verdict: Verdict) -> None:
    """Also if its evidence was clear in one of the runs, as before a contradiction was published."""
    old, new = cell(verdict=verdict), cell(expected=None, verdict=Verdict.OPEN)
    assert [] == differences([old], [new]) == differences([new], [old])


def test_an_open_cell_can_be_new_or_gone(cell: Make) -> None:
    """Without an outcome there is nothing to compare."""
    observed = cell(expected=None, verdict=Verdict.OPEN)
    assert [Change.NEW] == [difference.change for difference in differences([], [observed])]
    assert [Change.GONE] == [difference.change for difference in differences([observed], [])]


def test_the_cells_of_a_service_account_are_not_gone_in_a_run_without_one(cell: Make) -> None:
    """The user has not asked for them; if one is there, the others are compared."""
    site, gateway, other = (
        cell(f"jira-platform/get-issue/{column}")
        for column in ("service-account-site", "service-account-gateway", "scoped-gateway")
    )
    assert [] == differences([site, gateway, other], [other])
    assert [Change.GONE] == [difference.change for difference in differences([site, gateway, other], [other, site])]
    assert [Change.NEW] == [difference.change for difference in differences([other], [other, site])]


def test_the_cells_at_the_gateways_path_on_the_site_are_not_gone_in_a_run_without_them(cell: Make) -> None:
    """They are asked for apart from a service account; if one is there, the other one is compared."""
    unscoped, scoped, other, service = (
        cell(f"jira-platform/get-myself/{column}")
        for column in ("unscoped-site-gateway", "scoped-site-gateway", "scoped-gateway", "service-account-site")
    )
    assert [] == differences([unscoped, scoped, other], [other])
    assert [] == differences([unscoped, service, other], [other])
    assert [Change.NEW] == [one.change for one in differences([unscoped, scoped, other], [other, service])]
    assert [Change.GONE] == [one.change for one in differences([unscoped, scoped, other], [other, unscoped])]


def test_the_whole_catalogue_is_not_gone_in_a_run_without_it(cell: Make) -> None:
    """A later run with one of its calls has asked for it, and then the others are gone."""
    calls = [make_call(), make_call("catalogue/confluence-v2/get-things/scoped-site")]
    assert [] == differences([cell(), *calls], [cell()])
    assert [Change.GONE] == [one.change for one in differences([cell(), *calls], [cell(), calls[0]])]
    assert [Change.NEW] * 2 == [one.change for one in differences([cell()], [cell(), *calls])]


def test_a_cell_that_the_later_run_left_out_is_not_gone(cell: Make) -> None:
    """It writes and the run was not allowed to, which the cell says itself, or the tenant does not have its product."""
    written, page, other = cell(), cell("confluence/get-page/scoped-site"), cell("jira-software/get-board/scoped-site")
    unsent = cell(outcome=None, verdict=Verdict.NOT_OBSERVED)
    found = differences([written, page, other], [unsent], {"confluence"})
    assert [(Change.NOT_SENT, written), (Change.NOT_SENT, page), (Change.GONE, other)] == [
        (one.change, one.cell) for one in found
    ]


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.NOT_OBSERVED])
def test_only_what_was_left_out_on_purpose_is_not_sent(cell: Make, verdict: Verdict) -> None:
    """A cell whose test broke, or that could not be judged, is gone."""
    (found,) = differences([cell()], [cell(outcome=None, verdict=verdict)])
    assert Change.GONE is found.change


def test_a_cell_that_was_not_sent_before_is_new(cell: Make) -> None:
    """The later run was allowed to write."""
    (found,) = differences([cell(outcome=None, verdict=Verdict.NOT_OBSERVED)], [cell()], {"jira-platform"})
    assert (Change.NEW, None) == (found.change, found.before)


def test_a_service_account_that_was_not_observed_does_not_count(cell: Make) -> None:
    """Only a cell with an outcome shows that the run has one."""
    observed = cell("jira-platform/get-issue/service-account-site")
    assert [] == differences([observed], [cell("jira-platform/get-page/service-account-site", outcome=None)])
