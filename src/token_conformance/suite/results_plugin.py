"""The part of pytest that writes the results file, and shows the matrix at the end."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from token_conformance.errors import ResultsError
from token_conformance.redaction.output import one_line
from token_conformance.report.terminal import render
from token_conformance.results.file import Results, read
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter
from token_conformance.suite.cell_run import cell_runs_of
from token_conformance.suite.live_run.kept_results import keep
from token_conformance.suite.output import summarize, usage_error

PROPERTY = "token_conformance"
"""The name of the user property of a test's report that contains the result of its cell, as one line of JSON."""


class ResultsPlugin:
    """Writes the results file and shows the matrix, on the process that reports.

    A result is written when its cell ends, and only what the matrix shows of it is kept until the end.

    The results are read from the tests' reports, which can come from the workers of a distributed run. If they cannot
    be written, the run goes on and fails at its end: what a live run has created must be deleted in any case.
    """

    def __init__(self, writer: ResultsWriter, recording: Path | None = None) -> None:
        """`recording` is the folder of the run's recording, which gets a copy of its results."""
        self._writer = writer
        self._recording = recording
        self._shown: list[CellResult] = []
        self._problem: str | None = None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Refuse to start if the results cannot be written."""
        if session.config.option.collectonly or not cell_runs_of(session.items):
            return
        try:
            self._writer.open()
        except ResultsError as error:
            raise usage_error(f"--results: {error}") from None

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write the result of a cell when its last phase is over, and drop it: pytest keeps every report."""
        if report.when != "teardown":
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                self._add(str(value))
                report.user_properties = [one for one in report.user_properties if one[0] != PROPERTY]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Complete the results file; the run fails if it could not be written."""
        self._try(self._writer.close)
        if self._shown and self._recording:
            self._try(partial(self._keep, self._recording))
        if self._problem and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the matrix, and why the results could not be written."""
        if self._problem:
            terminalreporter.section("results not written")
            summarize(terminalreporter, one_line(self._problem))
        if self._shown:
            terminalreporter.section("compatibility matrix")
            width = terminalreporter._tw.fullwidth  # noqa: SLF001  # pytest has no public name for it
            summarize(terminalreporter, render(Results(self._writer.header, tuple(self._shown)), width))

    def _keep(self, recording: Path) -> None:
        """Copy the results, which are complete in their file, to the folder of the recording."""
        keep(read(self._writer.path), recording)

    def _add(self, line: str) -> None:
        self._shown.append(CellResult.summary_of(line))
        self._try(partial(self._writer.write_line, line))

    def _try(self, write: Callable[[], None]) -> None:
        """Write, unless something could not be written before."""
        if self._problem is None:
            try:
                write()
            except ResultsError as error:
                self._problem = str(error)
