"""Gathers the cells' results on the process that reports, from reports that may come from other processes."""

import pytest

from token_conformance.report.terminal import render
from token_conformance.results.file import Results, ResultsWriter
from token_conformance.results.record import CellResult

PROPERTY = "token_conformance"
"""The name under which a test's report carries its cell's result, as one string of JSON."""


class Collector:
    """A pytest plugin of its own, so that workers of a distributed run can do without it."""

    def __init__(self, writer: ResultsWriter) -> None:
        self._writer = writer
        self._results: list[CellResult] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the result of a cell once its last phase is over."""
        if report.when != "teardown":
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                self._keep(CellResult.from_json(str(value)))

    def pytest_sessionfinish(self) -> None:
        """Complete the results file."""
        self._writer.close()

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the matrix."""
        if self._results:
            terminalreporter.section("compatibility matrix")
            width = terminalreporter._tw.fullwidth  # noqa: SLF001  # pytest has no public name for it
            terminalreporter.write_line(render(Results(self._writer.header, tuple(self._results)), width))

    def _keep(self, result: CellResult) -> None:
        self._writer.write(result)
        self._results.append(result)
