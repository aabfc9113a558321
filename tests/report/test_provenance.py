"""The first sentence of a report says what it was recorded from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from token_conformance.report.provenance import provenance
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult, Recorded

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]

EDGE = Recorded("edge", date(2026, 11, 24), "0.1.0")
LATER = Recorded("edge", date(2026, 12, 1), "0.2.0")
LIVE = Recorded("live", date(2026, 11, 30), "0.1.0")


@pytest.mark.parametrize(
    ("stamps", "sentence"),
    [
        ([EDGE, EDGE], "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0."),
        (
            [LATER, EDGE],
            (
                "Recorded from the edge, a local model (not Atlassian), between 2026-11-24 and 2026-12-01"
                " by v0.1.0, v0.2.0."
            ),
        ),
        ([LIVE, None], "Recorded from a live Atlassian tenant, on 2026-11-30 by v0.1.0."),
        (
            [LIVE, EDGE],
            (
                "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0"
                " and a live Atlassian tenant, on 2026-11-30 by v0.1.0."
            ),
        ),
        ([None], "No exchange was made or replayed."),
    ],
)
def test_a_report_names_source_day_and_version(
    cell: MakeCell, results: MakeResults, stamps: list[Recorded | None], sentence: str
) -> None:
    """The sentence distinguishes the model from Atlassian, and names both in a mixture."""
    assert sentence == provenance(results(*(cell(recorded=stamp) for stamp in stamps)))


def test_the_requested_world_is_named(cell: MakeCell, results: MakeResults) -> None:
    """It is not reported as today's behaviour."""
    run = results(cell())
    requested = replace(run, header=replace(run.header, target="edge", world="requested"))
    known = replace(run, header=replace(run.header, target="edge", world="known"))
    assert "CLOUD-12617 is implemented" in provenance(requested)
    assert provenance(run) == provenance(known)


def test_the_scheme_of_a_service_account_is_named(cell: MakeCell, results: MakeResults) -> None:
    """An outcome of its cells says nothing without it; a header may have any text."""
    run = results(cell(recorded=EDGE))
    sent = replace(run, header=replace(run.header, service_account="Bea\nrer"))
    assert provenance(run) + " The token of the service account was sent as Bea rer." == provenance(sent)


def test_the_label_of_a_site_is_named(cell: MakeCell, results: MakeResults) -> None:
    """A page of one of several sites says of which."""
    run = results(cell(recorded=EDGE))
    labelled = replace(run, header=replace(run.header, site_label="emea"))
    assert f"{provenance(run)} Site: emea." == provenance(labelled)


def test_a_sample_is_named(cell: MakeCell, results: MakeResults) -> None:
    """Whoever reads a report of some calls must not take it for one of all calls."""
    run = results(cell())
    sampled = replace(run, header=replace(run.header, sample="50 of 2,044 calls, seed 3"))
    assert f"{provenance(run)} Sample of the whole catalogue: 50 of 2,044 calls, seed 3." == provenance(sampled)
