"""The lines about a live run's progress."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from token_conformance.exchange.limits import Limits
from token_conformance.exchange.throttling import RequestCount
from token_conformance.suite.live_run import progress as progress_module
from token_conformance.suite.live_run.progress import Progress


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The time on it."""
        return self.now


class Screen:
    """Keeps the lines that a reporter would write."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def ensure_newline(self) -> None:
        """Do nothing: every line starts on a new one here."""

    def write_line(self, line: str) -> None:
        """Keep a line."""
        self.lines.append(line)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the progress uses."""
    clock = Clock()
    monkeypatch.setattr(progress_module, "time", SimpleNamespace(monotonic=clock))  # an event loop needs the real one
    return clock


@pytest.fixture
def screen() -> Screen:
    """The lines that the person sees."""
    return Screen()


@pytest.fixture
def progress(screen: Screen, tmp_path: Path, clock: Clock) -> Progress:
    """The progress of a run of which 100 cells were collected."""
    reporter: Any = screen
    progress = Progress(Limits(), tmp_path, lambda: reporter)
    clock.now += 40  # the workers start
    progress.pytest_xdist_node_collection_finished(["a cell"] * 100)
    return progress


def end_cells(progress: Progress, clock: Clock, count: int, seconds: float) -> None:
    """Report the end of cells, one after the other."""
    report: Any = SimpleNamespace(when="teardown")
    for _ in range(count):
        clock.now += seconds
        progress.pytest_runtest_logreport(report)


def test_a_line_comes_now_and_then(progress: Progress, clock: Clock, screen: Screen) -> None:
    """A line is written every quarter of a minute, not for each cell, with the time left at this pace."""
    end_cells(progress, clock, 33, seconds=1)
    assert [
        "live: 15 of 100 cells, 0 requests; about 1 min 25 s left",
        "live: 30 of 100 cells, 0 requests; about 1 min 10 s left",
    ] == screen.lines


def test_a_short_run_says_nothing_under_way(progress: Progress, clock: Clock, screen: Screen) -> None:
    """A useless line is not shown."""
    end_cells(progress, clock, 100, seconds=0.1)
    assert [] == screen.lines


def test_the_estimate_goes_by_the_last_cells(progress: Progress, clock: Clock, screen: Screen) -> None:
    """Cells that were replayed do not make it too short."""
    end_cells(progress, clock, 40, seconds=0)
    end_cells(progress, clock, 50, seconds=2)
    assert "live: 88 of 100 cells, 0 requests; about 23 s left" == screen.lines[-1]


def test_requests_and_refusals_of_all_processes_are_counted(
    progress: Progress, clock: Clock, screen: Screen, tmp_path: Path
) -> None:
    """A person reads that the tenant told the run to wait, and what helps."""
    for worker in (RequestCount(tmp_path), RequestCount(tmp_path)):
        worker.count_request()
        worker.count_refusal()
    end_cells(progress, clock, 16, seconds=1)
    progress.pytest_terminal_summary()
    assert [
        "live: 15 of 100 cells, 2 requests, 2 of them told to wait; about 1 min 25 s left",
        "live: 16 of 100 cells, 2 requests, 2 of them told to wait; try a lower --rate next time",
    ] == screen.lines


def test_a_late_worker_does_not_begin_the_count_anew(progress: Progress, clock: Clock, screen: Screen) -> None:
    """A worker that collects slowly does not restart the clock."""
    end_cells(progress, clock, 10, seconds=1)
    progress.pytest_xdist_node_collection_finished(["a cell"] * 100)
    end_cells(progress, clock, 5, seconds=1)
    assert ["live: 15 of 100 cells, 0 requests; about 1 min 25 s left"] == screen.lines


def test_no_terminal_is_no_error(tmp_path: Path) -> None:
    """Pytest can be run without its terminal plugin."""
    Progress(Limits(), tmp_path, lambda: None).pytest_terminal_summary()
