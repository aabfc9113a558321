"""The progress of a live run and the time that it still needs, as a line from time to time, also readable in a log."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from token_conformance.exchange.limits import Limits
from token_conformance.exchange.throttling import RequestCount
from token_conformance.redaction.output import one_line
from token_conformance.suite.output import summarize

INTERVAL_SECONDS = 15.0
_RECENT_CELLS = 50
"""The estimate uses the last cells only, because the first cells may be replayed, or the run may have paused."""


class Progress:
    """A pytest plugin of the process that reports; it writes whole lines and never overwrites one."""

    def __init__(self, limits: Limits, folder: Path, reporter: Callable[[], "pytest.TerminalReporter | None"]) -> None:
        self._limits = limits
        self._requests = RequestCount(folder)
        self._reporter = reporter
        self._total = 0
        self._done = 0
        self._last_line_at = time.monotonic()
        self._ends = deque([self._last_line_at], maxlen=_RECENT_CELLS + 1)

    def pytest_report_header(self) -> str:
        """Show the limits of the run."""
        return f"live: {self._limits}"

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Start with the number of cells to run."""
        self._start(len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Start with the number that a worker of a distributed run collected."""
        if self._done == 0:  # every worker reports it, and a slow one may report it after others have run cells
            self._start(len(ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a finished cell, and write a line if the last line was written some time ago."""
        if report.when != "teardown":
            return
        now = time.monotonic()
        self._done += 1
        self._ends.append(now)
        if now - self._last_line_at >= INTERVAL_SECONDS and self._done < self._total:
            self._last_line_at = now
            self._write(f"{self._line()}; {_duration(self._seconds_left())} left")

    def pytest_terminal_summary(self) -> None:
        """Show how many requests were sent to the tenant."""
        remedy = "; try a lower --rate next time" if self._requests.refusals else ""
        self._write(self._line() + remedy)

    def _start(self, total: int) -> None:
        """Start the clock at the first cell: the start of the workers, for example, is not part of the pace."""
        self._total = total
        self._last_line_at = self._ends[0] = time.monotonic()

    def _line(self) -> str:
        requests, refusals = self._requests.requests, self._requests.refusals
        waits = f", {refusals} of them told to wait" if refusals else ""
        return f"live: {self._done} of {self._total} cells, {requests} requests{waits}"

    def _seconds_left(self) -> float:
        """The estimated number of seconds until the end of the run."""
        pace = (self._ends[-1] - self._ends[0]) / (len(self._ends) - 1)
        return pace * (self._total - self._done)

    def _write(self, line: str) -> None:
        reporter = self._reporter()
        if reporter is not None:
            reporter.ensure_newline()
            summarize(reporter, one_line(line))


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"about {minutes} min {rest} s" if minutes else f"about {rest} s"
