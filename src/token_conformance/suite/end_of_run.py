"""The end of a run that may write, however it comes: what the run has made is deleted, or is told of."""

import signal
import threading
from collections.abc import Callable, Generator

import pytest

from token_conformance.errors import UserError

Clean = Callable[[Callable[[str], None]], list[str]]
"""Deletes what the run has made, telling a function what a person should know; returns what is left, a line each."""

REMEDY = "finish with: token-conformance cleanup"


class EndOfRun:
    """A pytest plugin of the process that reports: by its end all others of a distributed run have ended too."""

    def __init__(self, clean: Clean) -> None:
        self._clean = clean
        self._left: list[str] = []
        self._before = _end_like_ctrl_c()

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Clean up when the last cell is over, also after a failure, Ctrl-C or SIGTERM."""
        try:
            return (yield)
        finally:
            self._left = self._cleaned(session.config.get_terminal_writer().line)
            if self._left and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell what is left in the tenant."""
        if self._left:
            terminalreporter.section("not deleted")
            for line in (*self._left, REMEDY):
                terminalreporter.write_line(line)

    def pytest_unconfigure(self) -> None:
        """Leave the process as it was."""
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)

    def _cleaned(self, say: Callable[[str], None]) -> list[str]:
        try:
            return self._clean(say)
        except KeyboardInterrupt:
            return ["interrupted while what the run has made was being deleted"]
        except UserError as error:
            return [str(error)]


def _end_like_ctrl_c() -> Callable[..., object] | int | None:
    """Let SIGTERM end the run as Ctrl-C does; returns what it did before. Python allows it in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGTERM, signal.default_int_handler)
