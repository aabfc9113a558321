"""The part of pytest that packs what a run has recorded of the catalogue's cells, at the end of the run."""

from collections.abc import Generator

import pytest

from token_conformance.errors import UserError
from token_conformance.recording.library import Library
from token_conformance.redaction.output import one_line
from token_conformance.suite.output import summarize


class PackingPlugin:
    """Packs the recordings, on the process that reports: it ends after all workers of a distributed run."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._problems: tuple[str, ...] = ()

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Pack after the last cell, also after a failure or Ctrl-C; the run fails if something cannot be packed."""
        try:
            return (yield)
        finally:
            self._pack()
            if self._problems and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show what could not be packed, and why."""
        if self._problems:
            terminalreporter.section("recordings not packed")
            for line in self._problems:
                summarize(terminalreporter, one_line(line))

    def _pack(self) -> None:
        try:
            self._library.pack()
        except UserError as error:
            self._problems = error.problems
