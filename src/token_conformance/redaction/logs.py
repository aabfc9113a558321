"""Redacts log records, and the values that pytest passes to its hooks."""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

T = TypeVar("T")
Redact = Callable[[str], str]

_FORMATTER = logging.Formatter()


def redacted(value: T, redact: Redact) -> T:
    """The value with every text in it redacted: in lists, tuples, mappings, and parts of formatted tracebacks.

    Lists, mappings and parts of tracebacks are changed in place.
    """
    match value:
        case str():
            return redact(value)  # type: ignore[return-value]  # T is str here
        case list():
            value[:] = [redacted(part, redact) for part in value]
        case dict():
            value.update({key: redacted(part, redact) for key, part in value.items()})
        case tuple():
            return tuple(redacted(part, redact) for part in value)  # type: ignore[return-value]  # pytest has plain ones
        case _ if hasattr(value, "toterminal"):  # the classes of pytest for tracebacks have it
            for name, part in vars(value).items():
                setattr(value, name, redacted(part, redact))
    return value


@contextmanager
def redacted_logs(redact: Redact) -> Generator[None]:
    """Redact every record that is created in the context, with its traceback."""
    factory = logging.getLogRecordFactory()
    logging.setLogRecordFactory(_redacting(factory, redact))
    try:
        yield
    finally:
        logging.setLogRecordFactory(factory)


def _redacting(factory: Callable[..., logging.LogRecord], redact: Redact) -> Callable[..., logging.LogRecord]:
    def redacted(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = factory(*args, **kwargs)
        with suppress(Exception):  # logging reports a message that does not fit its arguments
            record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = redact(_FORMATTER.formatException(record.exc_info))  # formatters show this text
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return record

    return redacted
