"""How far a live run has come, and how long it will take: a line now and then, fit for a log too."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from token_conformance.exchange.throttling import Limits, RequestCount

INTERVAL_SECONDS = 15.0
_RECENT_CELLS = 50
"""The estimate goes by the pace of the last cells, for the first ones may be replayed, or a pause lie behind."""


class Progress:
    """A pytest plugin of the process that reports; it never draws over what stands there."""

    def __init__(self, limits: Limits, folder: Path, reporter: Callable[[], "pytest.TerminalReporter | None"]) -> None:
        self._limits = limits
        self._traffic = RequestCount(folder)
        self._reporter = reporter
        self._total = 0
        self._done = 0
        self._told = time.monotonic()
        self._ends = deque([self._told], maxlen=_RECENT_CELLS + 1)

    def pytest_report_header(self) -> str:
        """Say how much is asked of the tenant."""
        return f"live: {self._limits}"

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn how many cells there are to run."""
        self._begin(len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Learn it from a worker of a distributed run."""
        if self._done == 0:  # each worker says so, and a slow one only when others are under way
            self._begin(len(ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a cell that is over, and tell of it if the last line is some time ago."""
        if report.when != "teardown":
            return
        now = time.monotonic()
        self._done += 1
        self._ends.append(now)
        if now - self._told >= INTERVAL_SECONDS and self._done < self._total:
            self._told = now
            self._tell(f"{self._line()}; {_duration(self._left())} left")

    def pytest_terminal_summary(self) -> None:
        """Say what was asked of the tenant."""
        remedy = "; try a lower --rate next time" if self._traffic.refusals else ""
        self._tell(self._line() + remedy)

    def _begin(self, total: int) -> None:
        """The cells start now: what came before, such as the start of the workers, says nothing of their pace."""
        self._total = total
        self._told = self._ends[0] = time.monotonic()

    def _line(self) -> str:
        requests, refusals = self._traffic.requests, self._traffic.refusals
        waits = f", {refusals} of them told to wait" if refusals else ""
        return f"live: {self._done} of {self._total} cells, {requests} requests{waits}"

    def _left(self) -> float:
        """An estimate of the seconds that are left."""
        pace = (self._ends[-1] - self._ends[0]) / (len(self._ends) - 1)
        return pace * (self._total - self._done)

    def _tell(self, line: str) -> None:
        reporter = self._reporter()
        if reporter is not None:
            reporter.ensure_newline()
            reporter.write_line(line)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"about {minutes} min {rest} s" if minutes else f"about {rest} s"
