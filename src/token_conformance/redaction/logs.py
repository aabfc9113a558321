"""Redacts log records when they are made, so that no handler of any library or plugin sees what they held."""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any

from token_conformance.redaction.structure import Redact

_FORMATTER = logging.Formatter()


@contextmanager
def redacted_logs(redact: Redact) -> Generator[None]:
    """Redact every record that is made in the context, with its traceback."""
    make = logging.getLogRecordFactory()
    logging.setLogRecordFactory(_redacting(make, redact))
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def _redacting(make: Callable[..., logging.LogRecord], redact: Redact) -> Callable[..., logging.LogRecord]:
    def redacted(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        with suppress(Exception):  # a message that does not go with its arguments is logging's to complain of
            record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = redact(_FORMATTER.formatException(record.exc_info))  # formatters show it as it is
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return record

    return redacted
