"""Reading the fields of one line of a results file, so that every fault names its key."""

import json
from collections.abc import Callable, Mapping
from typing import Any

Reader = Callable[[Any], Any]
"""Makes a field's value from JSON; raises ValueError where it cannot."""


def parse(line: str, kind: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """The fields of a line of the given kind; raises ValueError that says what is wrong with the line."""
    record = _record(line, kind)
    if odd := sorted(readers.keys() ^ record.keys()):
        fault = "is missing" if odd[0] in readers else "is unknown"
        raise ValueError(f"the key {odd[0]!r} {fault}")
    return {key: _value(key, reader, record[key]) for key, reader in readers.items()}


def text(value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")  # noqa: TRY004  # one kind of error for all faults
    return value


def whole_number(value: object) -> int:
    """Read a whole number."""
    if not isinstance(value, int):
        raise ValueError(f"{value!r} is not a whole number")  # noqa: TRY004  # as above
    return value


def texts(value: object) -> dict[str, str]:
    """Read a table of texts by name."""
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not a table")  # noqa: TRY004  # as above
    return {text(key): text(entry) for key, entry in value.items()}


def optional(reader: Reader) -> Reader:
    """Read what may be null."""
    return lambda value: None if value is None else reader(value)


def _record(line: str, kind: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        raise ValueError("is not JSON") from None
    if not isinstance(record, dict) or record.pop("kind", None) != kind:
        raise ValueError(f"is not a {kind} line")
    return record


def _value(key: str, reader: Reader, value: object) -> object:
    try:
        return reader(value)
    except ValueError as error:
        raise ValueError(f"the key {key!r}: {error}") from None
