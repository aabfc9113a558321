"""Redaction of a run: credentials are masked in reports, logs, warnings, printed output and the JUnit file."""

import sys
import warnings
from collections.abc import Generator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

import pytest

from token_conformance.redaction.logs import Redact, redacted, redacted_logs
from token_conformance.redaction.redactor import Redactor
from token_conformance.suite.output import document, usage_error


class RedactedStream:
    """A text stream that redacts what is written; every other attribute is the one of the wrapped stream."""

    def __init__(self, stream: TextIO, redact: Redact) -> None:
        self._stream = stream
        self._redact = redact

    def write(self, text: str) -> int:
        """Write the redacted text; returns the length of the original text, as callers expect."""
        self._stream.write(self._redact(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Redaction:
    """A pytest plugin that redacts during one run, from its configuration to the end of pytest."""

    def __init__(self, redactor: Redactor) -> None:
        self._redact = redactor
        self._installed = ExitStack()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Redact logs, which become printable too, output of `--debug`, and printed output that is not captured."""
        trace = config.trace.root
        if write := trace._writer:  # noqa: SLF001  # pluggy has no public name for its writer
            trace.setwriter(lambda text: write(self._redact(text)))
        self._installed.enter_context(redacted_logs(document))
        if config.getoption("capture", default="no") == "no":  # or without the plugin that captures
            self._installed.enter_context(redirect_stdout(RedactedStream(sys.stdout, self._redact)))
            self._installed.enter_context(redirect_stderr(RedactedStream(sys.stderr, self._redact)))

    def pytest_unconfigure(self) -> None:
        """Restore logging and the streams."""
        self._installed.close()

    def pytest_plugin_registered(self, plugin: object, plugin_name: str) -> None:
        """Redact what the terminal shows: names of tests, durations, summaries, and lines of other plugins."""
        if plugin_name == "terminalreporter":
            terminal = plugin._tw  # type: ignore[attr-defined]  # noqa: SLF001  # pytest has no public name for it
            terminal._file = RedactedStream(terminal._file, self._redact)  # noqa: SLF001  # for the same reason

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Refuse a test whose id contains a credential: ids are written to caches, variables and file names."""
        shown = [item.nodeid for item in items if self._redact(item.nodeid) != item.nodeid]
        if shown:
            raise usage_error(
                f"{self._redact(shown[0])}: the test's id contains a credential; set ids for its parameters"
            )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Redact a test's report before a plugin shows, writes or sends it."""
        self._redact_report(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Redact the report of a file that could not be collected."""
        self._redact_report(report)

    def _redact_report(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        for name in ("longrepr", "sections", "user_properties", "wasxfail"):
            if hasattr(report, name):
                setattr(report, name, redacted(getattr(report, name), self._redact))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_report_to_serializable(self) -> Generator[None, Any, Any]:
        """Redact what is sent to another process, including reports of other plugins."""
        return redacted((yield), self._redact)

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excrepr: object) -> None:
        """Redact the traceback of an internal error in pytest or in a plugin."""
        redacted(excrepr, self._redact)

    @pytest.hookimpl(tryfirst=True)
    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage) -> None:
        """Redact a warning before it is shown or sent to another process."""
        if isinstance(warning_message.message, Warning):
            warning_message.message.args = redacted(warning_message.message.args, self._redact)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Redact the JUnit file, because properties of the whole run are not in any report."""
        ended = yield
        path = session.config.getoption("xmlpath", None)
        if path and not hasattr(session.config, "workerinput"):
            self._redact_file(Path(path))
        return ended

    def _redact_file(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        if (clean := self._redact(text)) != text:
            path.write_text(clean, encoding="utf-8")
