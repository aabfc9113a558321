"""The transitions of the cells."""

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


def _observed(cell: CellResult, day: int, outcome: Outcome | None) -> CellResult:
    return replace(cell, outcome=outcome, recorded=Recorded("edge", date(2026, 11, day), "0.1.0"))


@pytest.fixture
def past(cell: Callable[..., CellResult]) -> Callable[..., History]:
    """Creates the history of a cell from its outcomes on the first days of a month."""

    def make(*outcomes: Outcome | None) -> History:
        history = History()
        for day, outcome in enumerate(outcomes, start=1):
            history = history.with_results([_observed(cell(), day, outcome)])
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
    assert history.to_text() == history.with_results([_observed(cell(), 20, Outcome.HIDDEN)]).to_text()


def test_a_cell_that_was_not_observed_has_no_transition(
    past: Callable[..., History], cell: Callable[..., CellResult]
) -> None:
    """An inconclusive run says nothing about the cell."""
    history = past(None)
    assert "" == history.to_text()
    assert Transition.of(replace(cell(), outcome=Outcome.WORKS, recorded=None)) is None
    assert (None, None) == (history.outcome(CELL), history.since(CELL))


def test_a_history_is_read_as_it_was_written(past: Callable[..., History], tmp_path: Path) -> None:
    """The file has one line per transition."""
    path = tmp_path / "history.jsonl"
    path.write_text(past(Outcome.HIDDEN, Outcome.WORKS).to_text())
    history = History.read(path)
    assert [Outcome.HIDDEN, Outcome.WORKS] == history.sequence(CELL)
    assert path.read_text() == history.to_text()


def test_of_the_whole_catalogue_only_changes_are_kept(cell: Callable[..., CellResult]) -> None:
    """A cell that changes once has its outcome before, too; from then on it is followed as every other cell."""
    same, new = cell("jira-platform/a/scoped-site"), cell("jira-platform/b/scoped-site")
    first, second, third = (
        _observed(cell(), day, outcome)
        for day, outcome in ((1, Outcome.RECOGNISED), (2, Outcome.GONE), (3, Outcome.GONE))
    )
    changed = History().with_changes([same, first], [same, new, second])
    assert [Outcome.RECOGNISED, Outcome.GONE] == changed.sequence(first.cell)
    assert [] == changed.sequence(same.cell) + changed.sequence(new.cell)
    assert changed.to_text() == changed.with_changes([same, second], [same, third]).to_text()
    back = changed.with_changes([second], [_observed(cell(), 4, Outcome.RECOGNISED)])
    assert back.is_flaky(first.cell)
    assert History().with_changes([], [first]).to_text() == ""
    assert changed.with_changes([], [_observed(cell(), 4, Outcome.EMPTY)]).outcome(first.cell) is Outcome.EMPTY


def test_a_missing_history_is_empty(tmp_path: Path) -> None:
    """The first run creates it."""
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
    """A lasting change is not flaky, with any number of steps."""
    assert flaky == past(*outcomes).is_flaky(CELL)


@pytest.mark.parametrize(
    ("days", "flaky"),
    [
        ([date(2026, 1, 1), date(2026, 6, 1), date(2026, 11, 1)], False),
        ([date(2026, 11, 1), date(2026, 11, 2), date(2026, 12, 1)], True),
        ([date(2026, 11, 1), date(2026, 11, 2), date(2026, 12, 2)], False),
        ([date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 2)], False),
    ],
)
def test_a_change_back_after_a_month_is_not_flaky(days: list[date], flaky: bool) -> None:
    """The first and the last of the changes are at most 30 days apart."""
    outcomes = [Outcome.WORKS, Outcome.HIDDEN, Outcome.WORKS]
    steps = [Transition(at, CELL, outcome, "edge") for at, outcome in zip(days, outcomes, strict=True)]
    assert flaky == History(steps).is_flaky(CELL)
    assert days[-1] == History(steps).since(CELL)


def test_a_cell_of_which_nothing_is_known_is_not_flaky() -> None:
    """It has no transition."""
    assert not History().is_flaky(CELL)


@pytest.mark.parametrize(("content", "reason"), [(None, "Is a directory"), (b"\xff", "it is not UTF-8 text")])
def test_a_history_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """A folder and a file of other bytes are one line, not a traceback."""
    path = tmp_path / "history.jsonl"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(HistoryError, match=rf"history\.jsonl: cannot be read \({reason}\); restore the file from git$"):
        History.read(path)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "{}",
        "[]",
        "[" * 100_000,
        '{"at": "tomorrow", "cell": "", "outcome": "", "source": ""}',
        '{"at": 20261124, "cell": "", "outcome": "works", "source": "edge"}',
        '{"at": "2026-11-24", "cell": {}, "outcome": "works", "source": "edge"}',
        '{"at": "2026-11-24", "cell": "", "outcome": [], "source": "edge"}',
        '{"at": "2026-11-24", "cell": "", "outcome": "works", "source": "edge", "more": 1}',
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """The message has the file, the line and the remedy."""
    path = tmp_path / "history.jsonl"
    path.write_text(line)
    with pytest.raises(HistoryError, match=r"history\.jsonl: line 1: is not a transition .*restore the file from git"):
        History.read(path)
