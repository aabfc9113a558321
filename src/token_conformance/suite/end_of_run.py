"""The end of a run that may write: what the run created is deleted, and what is left is reported."""

import signal
import threading
from collections.abc import Callable, Generator
from functools import partial

import pytest

from token_conformance.errors import UserError
from token_conformance.redaction.output import one_line
from token_conformance.suite.output import show, summarize

Clean = Callable[[Callable[[str], None]], list[str]]
"""Deletes what the run created and passes its messages to a function; returns one line for each thing that is left."""

REMEDY = "finish with: token-conformance cleanup"


class EndOfRun:
    """A pytest plugin of the process that reports, because it ends after all workers of a distributed run."""

    def __init__(self, clean: Clean) -> None:
        self._clean = clean
        self._leftovers: list[str] = []
        self._previous_handler = _handle_sigterm_like_ctrl_c()

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Clean up after the last cell, also after a failure, Ctrl-C or SIGTERM."""
        try:
            return (yield)
        finally:
            self._leftovers = self._cleaned(partial(show, session.config))
            if self._leftovers and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show what is left in the tenant."""
        if self._leftovers:
            terminalreporter.section("not deleted")
            for line in (*self._leftovers, REMEDY):
                summarize(terminalreporter, one_line(line))

    def pytest_unconfigure(self) -> None:
        """Restore the handler of SIGTERM."""
        if self._previous_handler is not None:
            signal.signal(signal.SIGTERM, self._previous_handler)

    def _cleaned(self, say: Callable[[str], None]) -> list[str]:
        try:
            return self._clean(say)
        except KeyboardInterrupt:
            return ["interrupted while deleting what the run created"]
        except UserError as error:
            return list(error.problems)


def _handle_sigterm_like_ctrl_c() -> Callable[..., object] | int | None:
    """Make SIGTERM end the run as Ctrl-C does; returns the previous handler.

    Python sets handlers in the main thread only; in another thread nothing changes, and None is returned.
    """
    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGTERM, signal.default_int_handler)
