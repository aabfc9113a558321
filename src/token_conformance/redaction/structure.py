"""Redacts what pytest hands around: texts in lists, tuples, mappings, and the parts of a formatted traceback."""

from collections.abc import Callable
from typing import TypeVar

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
