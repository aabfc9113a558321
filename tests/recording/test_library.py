"""Which recordings belong into which folder."""

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


def test_a_cassette_lies_where_its_cell_says(tmp_path: Path) -> None:
    """The path is made from the project's own names."""
    assert Path("cassettes/endpoints/jira-platform/myself/scoped-site.json") == Library(tmp_path).name_of(CELL)


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
def test_a_run_keeps_what_it_saw_and_the_committed_folder_what_is_declared(
    tmp_path: Path, verdict: Verdict, outcome: Outcome | None, committed: bool, of_a_run: bool
) -> None:
    """A fault of the run is kept nowhere."""
    result = _result(verdict, outcome)
    assert [committed, of_a_run] == [Library(tmp_path, folder).keeps(result) for folder in (CASSETTES, RUN)]


def test_what_a_killed_run_has_left_is_swept(tmp_path: Path) -> None:
    """Only recordings that were never promoted go."""
    library = Library(tmp_path)
    kept = tmp_path / library.name_of(CELL)
    kept.parent.mkdir(parents=True)
    for path in (kept, kept.with_suffix(".part")):
        path.write_text("text")
    library.sweep()
    assert [kept] == [path for path in tmp_path.rglob("*") if path.is_file()]
