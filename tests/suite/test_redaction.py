"""Each way out of the process by itself; `tests/live/test_canary.py` tries all of them at once."""

import io
import logging
from pathlib import Path

import pytest

from token_conformance.redaction.logs import redacted, redacted_logs
from token_conformance.suite.redaction import RedactedStream


def redact(text: str) -> str:
    """Replace a secret, as a redactor does."""
    return text.replace("SECRET", "<token>")


def test_a_record_holds_no_secret_whichever_handler_gets_it(caplog: pytest.LogCaptureFixture) -> None:
    """Message, arguments, traceback and stack are those of the record itself."""
    before = logging.getLogRecordFactory()
    with redacted_logs(redact):
        try:
            raise ValueError("SECRET")  # noqa: TRY301  # what is logged
        except ValueError:
            logging.getLogger("x").exception("sent %s", "SECRET", stack_info=True)
    (record,) = caplog.records
    assert "sent <token>" == record.getMessage()
    assert "ValueError: <token>" in caplog.text
    assert "SECRET" not in str(vars(record) | {"exc_info": None})
    assert before is logging.getLogRecordFactory()


def test_a_message_that_does_not_fit_its_arguments_is_loggings_to_complain_of() -> None:
    """It must not make the logging program fail."""
    with redacted_logs(redact):
        record = logging.getLogger("x").makeRecord("x", logging.INFO, __file__, 1, "%d", ("text",), None)
    assert ("text",) == record.args


def test_a_stream_is_what_it_was_but_for_what_is_written() -> None:
    """The writer gets the length of the original text."""
    stream = io.StringIO()
    assert 6 == RedactedStream(stream, redact).write("SECRET")
    assert "<token>" == stream.getvalue()
    assert RedactedStream(stream, redact).writable()


def test_what_pytest_hands_around_is_redacted_in_every_part() -> None:
    """Values that are not text, such as durations, do not change."""
    report = {"longrepr": ["SECRET", (Path("SECRET"), "SECRET", 3)], "properties": {"a": "SECRET"}}
    expected = {"longrepr": ["<token>", (Path("SECRET"), "<token>", 3)], "properties": {"a": "<token>"}}
    assert expected == redacted(report, redact)
