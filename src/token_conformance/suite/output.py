"""The one exit for text through pytest: what it shows is redacted and printable, as on the command line."""

import warnings
from typing import NoReturn, Protocol

import pytest

from token_conformance.redaction.logs import redacted
from token_conformance.redaction.output import lines, one_line


class Terminal(Protocol):
    """Writes one line, as the reporter of pytest does."""

    def write_line(self, line: str) -> None:
        """Write the line and a line feed."""


def usage_error(*problems: str) -> pytest.UsageError:
    """The error that ends pytest and shows each problem as one line."""
    return pytest.UsageError(*map(one_line, problems))


def fail(text: str) -> NoReturn:
    """End the test as failed; the text keeps its own line feeds."""
    pytest.fail(document(text), pytrace=False)


def skip(reason: str) -> NoReturn:
    """End the test as skipped."""
    pytest.skip(one_line(reason))


def warn(text: str, category: type[Warning]) -> None:
    """Warn about the test that called the caller."""
    warnings.warn(one_line(text), category, stacklevel=3)


def show(config: pytest.Config, text: str) -> None:
    """Write a text as one line to the terminal, at any time of the run: it does not continue a line of progress."""
    writer = config.get_terminal_writer()
    if writer.width_of_current_line:
        writer.line()
    writer.line(one_line(text))


def summarize(terminal: Terminal, text: str) -> None:
    """Write a document, which keeps its own line feeds, to the terminal's summary."""
    for line in lines(text):
        terminal.write_line(line)


def document(text: str) -> str:
    """The text with printable lines, each of which is redacted."""
    return "\n".join(lines(text))


def clean(report: pytest.TestReport) -> None:
    """Make a test's report printable: its traceback and its captured output may contain what a server sent."""
    report.longrepr = redacted(report.longrepr, document)
    report.sections = redacted(report.sections, document)
