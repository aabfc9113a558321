"""The recordings that a folder accepts."""

from datetime import date
from pathlib import Path

import pytest

from factories import make_cell, result_of
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.project import CASSETTES
from token_conformance.recording.library import Library
from token_conformance.results.record import CellResult, Recorded

CELL = make_cell("scoped-site")
RUN = Path("recordings/20261124T100000.000000Z")


def _result(verdict: Verdict, outcome: Outcome | None) -> CellResult:
    recorded = Recorded("live", date(2026, 11, 24), "0.1.0")
    return result_of(CELL, verdict=verdict, expected=Outcome.UNAUTHENTICATED, outcome=outcome, recorded=recorded)


def test_the_path_of_a_cassette_is_that_of_its_cell(tmp_path: Path) -> None:
    """The path has the names of the product, the endpoint and the column."""
    assert Path("cassettes/endpoints/jira-platform/myself/scoped-site.json") == Library(tmp_path).place_of(CELL).name


@pytest.mark.parametrize(
    ("verdict", "outcome", "committed", "of_a_run"),
    [
        (Verdict.KNOWN, Outcome.UNAUTHENTICATED, True, True),
        (Verdict.CHANGED, Outcome.HIDDEN, False, True),
        (Verdict.IMPROVED, Outcome.WORKS, False, True),
        (Verdict.CHANGED, Outcome.UNEXPECTED, False, True),
        (Verdict.CHANGED, Outcome.RATE_LIMITED, False, False),
        (Verdict.CHANGED, Outcome.SERVER_ERROR, False, False),
        (Verdict.CHANGED, Outcome.UNREACHABLE, False, False),
        (Verdict.INCONCLUSIVE, None, False, False),
        (Verdict.ERROR, None, False, False),
    ],
)
def test_the_folder_of_a_run_accepts_every_outcome_and_the_committed_folder_the_declared_one(
    tmp_path: Path, verdict: Verdict, outcome: Outcome | None, committed: bool, of_a_run: bool
) -> None:
    """No folder accepts a transient outcome."""
    result = _result(verdict, outcome)
    assert [committed, of_a_run] == [Library(tmp_path, folder).accepts(result) for folder in (CASSETTES, RUN)]


def test_unfinished_recordings_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    """Promoted recordings stay."""
    library = Library(tmp_path)
    promoted = tmp_path / library.place_of(CELL).name
    promoted.parent.mkdir(parents=True)
    for path in (promoted, promoted.with_suffix(".part")):
        path.write_text("text")
    library.remove_unfinished()
    assert [promoted] == [path for path in tmp_path.rglob("*") if path.is_file()]
