"""A stream that redacts what is written to it."""

import sys
import warnings
from collections.abc import Generator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

import pytest

from token_conformance.redaction.logs import Redact, redacted, redacted_logs
from token_conformance.redaction.redactor import Redactor


class RedactedStream:
    """Stands in for a text stream, and is in all else that stream itself."""

    def __init__(self, stream: TextIO, redact: Redact) -> None:
        self._stream = stream
        self._redact = redact

    def write(self, text: str) -> int:
        """Write the redacted text; returns the length of what was to be written, as writers expect."""
        self._stream.write(self._redact(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Redaction:
    """Redacts in one run; it is registered when the run is configured, and undone when pytest is through."""

    def __init__(self, redactor: Redactor) -> None:
        self._redact = redactor
        self._installed = ExitStack()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Redact logs, what `--debug` writes, and what is printed without being captured."""
        trace = config.trace.root
        if write := trace._writer:  # noqa: SLF001  # pluggy tells its writer by no public name
            trace.setwriter(lambda text: write(self._redact(text)))
        self._installed.enter_context(redacted_logs(self._redact))
        if config.getoption("capture") == "no":
            self._installed.enter_context(redirect_stdout(RedactedStream(sys.stdout, self._redact)))
            self._installed.enter_context(redirect_stderr(RedactedStream(sys.stderr, self._redact)))

    def pytest_unconfigure(self) -> None:
        """Leave logging and the streams as they were."""
        self._installed.close()

    def pytest_plugin_registered(self, plugin: object, plugin_name: str) -> None:
        """Redact what the terminal shows: names of tests, durations, summaries, and whatever plugins add."""
        if plugin_name == "terminalreporter":
            terminal = plugin._tw  # type: ignore[attr-defined]  # noqa: SLF001  # pytest has no public name for it
            terminal._file = RedactedStream(terminal._file, self._redact)  # noqa: SLF001  # for the same reason

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Refuse a test whose id holds a credential: ids go into caches, variables and file names."""
        shown = [item.nodeid for item in items if self._redact(item.nodeid) != item.nodeid]
        if shown:
            raise pytest.UsageError(
                f"{self._redact(shown[0])}: the test's id holds a credential; give its parameters ids of their own"
            )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Redact a test's report before anybody shows, writes or sends it."""
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
        """Redact what goes to another process, with whatever plugins have put into reports of their own kinds."""
        return redacted((yield), self._redact)

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excrepr: object) -> None:
        """Redact the traceback of a fault in pytest or in a plugin."""
        redacted(excrepr, self._redact)

    @pytest.hookimpl(tryfirst=True)
    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage) -> None:
        """Redact a warning before it is told or sent to another process."""
        if isinstance(warning_message.message, Warning):
            warning_message.message.args = redacted(warning_message.message.args, self._redact)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Redact the JUnit file, for properties of the whole run stand in no report."""
        ended = yield
        path = session.config.getoption("xmlpath", None)
        if path and not hasattr(session.config, "workerinput"):
            self._redact_file(Path(path))
        return ended

    def _redact_file(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        if (clean := self._redact(text)) != text:
            path.write_text(clean, encoding="utf-8")
