"""Redacts what pytest hands around: texts in lists, tuples, mappings, and the parts of a formatted traceback."""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

T = TypeVar("T")
Redact = Callable[[str], str]


def redacted(value: T, redact: Redact) -> T:
    """The value with every text in it redacted; lists, mappings and parts of tracebacks are changed in place."""
    match value:
        case str():
            return redact(value)  # type: ignore[return-value]  # a str is what T is here
        case list():
            value[:] = [redacted(part, redact) for part in value]
        case dict():
            value.update({key: redacted(part, redact) for key, part in value.items()})
        case tuple():
            return tuple(redacted(part, redact) for part in value)  # type: ignore[return-value]  # pytest has plain ones
        case _ if hasattr(value, "toterminal"):  # what pytest's own traceback classes have in common
            for name, part in vars(value).items():
                setattr(value, name, redacted(part, redact))
    return value


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
