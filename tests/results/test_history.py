"""How the cells came to be as they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from token_conformance.errors import HistoryError
from token_conformance.model.outcome import Outcome
from token_conformance.results.history import History, Transition
from token_conformance.results.record import CellResult, Recorded

CELL = "jira-platform/get-issue/scoped-site"


def _seen(cell: CellResult, day: int, outcome: Outcome | None) -> CellResult:
    return replace(cell, outcome=outcome, recorded=Recorded("edge", date(2026, 11, day), "0.1.0"))


@pytest.fixture
def past(cell: Callable[..., CellResult]) -> Callable[..., History]:
    """Makes the history of a cell from the outcomes that it had on the first days of a month."""

    def make(*outcomes: Outcome | None) -> History:
        history = History()
        for day, outcome in enumerate(outcomes, start=1):
            history = history.with_results([_seen(cell(), day, outcome)])
        return history

    return make


def test_only_transitions_are_kept(past: Callable[..., History]) -> None:
    """Ten runs with one change are two lines."""
    history = past(*[Outcome.HIDDEN] * 5, *[Outcome.WORKS] * 5)
    assert [Outcome.HIDDEN, Outcome.WORKS] == history.sequence(CELL)
    assert 2 == len(history.to_text().splitlines())
    assert date(2026, 11, 6) == history.since(CELL)


def test_a_run_that_changes_nothing_leaves_the_same_bytes(
    past: Callable[..., History], cell: Callable[..., CellResult]
) -> None:
    """The committed file is stable."""
    history = past(Outcome.HIDDEN)
    assert history.to_text() == history.with_results([_seen(cell(), 20, Outcome.HIDDEN)]).to_text()


def test_a_cell_that_was_not_observed_has_no_transition(past: Callable[..., History]) -> None:
    """An inconclusive run says nothing of the cell."""
    history = past(None)
    assert "" == history.to_text()
    assert (None, None) == (history.outcome(CELL), history.since(CELL))


def test_a_history_is_read_as_it_was_written(past: Callable[..., History], tmp_path: Path) -> None:
    """A line a transition survives the file."""
    path = tmp_path / "history.jsonl"
    path.write_text(past(Outcome.HIDDEN, Outcome.WORKS).to_text())
    history = History.read(path)
    assert [Outcome.HIDDEN, Outcome.WORKS] == history.sequence(CELL)
    assert path.read_text() == history.to_text()


def test_a_history_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """The first run starts it."""
    assert "" == History.read(tmp_path / "history.jsonl").to_text()


@pytest.mark.parametrize(
    ("outcomes", "flaky"),
    [
        ([Outcome.WORKS, Outcome.HIDDEN, Outcome.WORKS], True),
        ([Outcome.WORKS, Outcome.HIDDEN], False),
        ([Outcome.HIDDEN, Outcome.EMPTY, Outcome.WORKS], False),
    ],
)
def test_a_cell_that_goes_back_and_forth_is_flaky(
    past: Callable[..., History], outcomes: list[Outcome], flaky: bool
) -> None:
    """A change that lasts is none, however many steps it took."""
    assert flaky == past(*outcomes).is_flaky(CELL)


def test_a_change_back_after_months_is_not_flaky() -> None:
    """Two repairs a year are two changes."""
    days = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 11, 1)]
    outcomes = [Outcome.WORKS, Outcome.HIDDEN, Outcome.WORKS]
    steps = [Transition(at, CELL, outcome, "edge") for at, outcome in zip(days, outcomes, strict=True)]
    assert not History(steps).is_flaky(CELL)


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_history_that_is_no_text_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """Neither a folder nor somebody else's bytes end in a traceback."""
    path = tmp_path / "history.jsonl"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(HistoryError, match=r"history\.jsonl: cannot be read as text .*restore the file from git"):
        History.read(path)


@pytest.mark.parametrize("line", ["{", "{}", "[]", '{"at": "tomorrow", "cell": "", "outcome": "", "source": ""}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """File, line and remedy in one line."""
    path = tmp_path / "history.jsonl"
    path.write_text(line)
    with pytest.raises(HistoryError, match=r"history\.jsonl: line 1: is no transition .*restore the file from git"):
        History.read(path)
