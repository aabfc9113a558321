"""The end of a run that may write: what the run created is deleted, and what is left is reported."""

import signal
import threading
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

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
        self._must_clean = False
        self._is_ending = False
        self._previous_handlers = _set_handlers(self._interrupt)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """From now on, something may be created: also before the first cell, by what prepares the run."""
        self._must_clean = True

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Clean up after the last cell, also after a failure, Ctrl-C or SIGTERM."""
        self._is_ending = True
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

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Clean up if pytest had no orderly end, as without its folder; restore the handlers of Ctrl-C and SIGTERM."""
        if self._must_clean:
            say = partial(show, config)
            for line in self._cleaned(say):
                say(f"not deleted: {line}; {REMEDY}")
        for number, handler in self._previous_handlers.items():
            signal.signal(number, handler)

    def _cleaned(self, say: Callable[[str], None]) -> list[str]:
        self._must_clean = self._is_ending = False
        try:
            return self._clean(say)
        except KeyboardInterrupt:
            return ["interrupted while deleting what the run created"]
        except UserError as error:
            return list(error.problems)
        finally:
            self._is_ending = True

    def _interrupt(self, *_: object) -> None:
        """End the run, or the deletion; a run that is ending already goes on with it.

        pytest ends with a traceback, and does not always call its hooks, if it is interrupted while it ends.
        """
        if not self._is_ending:
            self._is_ending = True
            raise KeyboardInterrupt


def _set_handlers(interrupt: Callable[..., None]) -> dict[signal.Signals, Any]:
    """Make SIGTERM and Ctrl-C interrupt the run; returns the previous handlers.

    Python sets handlers in the main thread only; in another thread nothing changes. A run in the background of a shell
    goes on ignoring Ctrl-C.
    """
    if threading.current_thread() is not threading.main_thread():
        return {}
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    numbers = [signal.SIGTERM] if ignored else [signal.SIGTERM, signal.SIGINT]
    return {number: signal.signal(number, interrupt) for number in numbers}
