"""JSON from others: read strictly, so that a wrong text or value is one ValueError and never another exception.

A document or a line is parsed first; the fields of its objects are then read by readers, and each error names its key.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from token_conformance.errors import shortened
from token_conformance.model.answer import NotJsonError, printable
from token_conformance.model.bounds import is_nested_within
from token_conformance.model.file import is_blank

DEEPEST = 200
"""The most arrays and objects inside each other that are read."""

LONGEST_LINE = 1_000_000
"""The most characters of a line: the body of an answer is cut to 300, and its headers and a note follow."""

Reader = Callable[[Any], Any]
"""Converts a value from JSON to that of a field; raises ValueError if it cannot."""

_SHOWN = 60


def parse_json(text: str | bytes) -> Any:
    """Read one JSON document.

    Raises NotJsonError, whose text is one line, for text that is not JSON or not UTF-8, and for what readers of JSON
    understand in different ways: a name twice in one object, NaN and Infinity, nesting deeper than `DEEPEST`, and
    numbers that Python refuses for their length.
    """
    try:
        plain = text.decode("utf-8") if isinstance(text, bytes) else text
        parsed = json.loads(plain, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError as error:
        raise NotJsonError("it is not UTF-8 text") from error
    except RecursionError as error:
        raise NotJsonError(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        if is_blank(plain):
            raise NotJsonError("it is empty") from error
        raise NotJsonError(f"it is not JSON ({error.msg} at line {error.lineno}, column {error.colno})") from error
    except NotJsonError:
        raise
    except ValueError as error:  # a number of more digits than Python converts
        raise NotJsonError("it has a number with too many digits") from error
    if plain.count("[") + plain.count("{") > DEEPEST and not is_nested_within(parsed, DEEPEST):
        raise NotJsonError(_TOO_DEEP)
    return parsed


_TOO_DEEP = f"it has more than {DEEPEST} arrays and objects inside each other"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise NotJsonError(f"it has the name {twice[:_SHOWN]!r} twice in one object")
    return result


def _constant(word: str) -> Any:
    raise NotJsonError(f"it has {word}, which is not a JSON number")


def parse_record(line: str, kind: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """Read the fields of a line of this kind; raises ValueError that says what is wrong with the line."""
    return members(of_kind(parse_line(line), kind), readers)


def parse_line(line: str) -> Any:
    """Read a line of JSON; raises ValueError that says what is wrong with the line."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"has more than {LONGEST_LINE:,} characters, which is the most that is read")
    try:
        return parse_json(line)
    except NotJsonError as error:
        raise ValueError(str(error).removeprefix("it ").partition(" (")[0]) from None


def members(record: object, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """Read the fields of an object that has exactly these; raises ValueError that says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError(shortened(f"{record!r} is not a table"))  # noqa: TRY004  # one kind of error for all problems
    if readers.keys() != record.keys():
        odd = min(readers.keys() ^ record.keys())
        raise ValueError(shortened(f"the key {odd!r} {'is missing' if odd in readers else 'is unknown'}"))
    try:
        return {key: reader(record[key]) for key, reader in readers.items()}
    except ValueError:  # again, and with the name of the key in the error: most records have none
        return {key: _value(key, reader, record[key]) for key, reader in readers.items()}


def text(value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")  # noqa: TRY004  # one kind of error for all problems
    return value


def shown(value: object) -> str:
    """Read a text that reports show, with its control characters replaced."""
    return printable(text(value))


def whole_number(value: object) -> int:
    """Read a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is not a whole number")  # noqa: TRY004  # as above
    return value


def number(value: object) -> float:
    """Read a number that a computer can calculate with."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not _is_finite(value):
        raise ValueError(f"{value!r} is not a number")
    return value


def within(lowest: int, highest: int) -> Reader:
    """Create a reader of a whole number from `lowest` to `highest`."""

    def read(value: object) -> int:
        if not lowest <= whole_number(value) <= highest:
            raise ValueError(f"{value} is not a number from {lowest} to {highest}")
        return whole_number(value)

    return read


def truth(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")  # noqa: TRY004  # as above
    return value


def texts(value: object) -> dict[str, str]:
    """Read a table whose values are texts."""
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not a table")  # noqa: TRY004  # as above
    return {text(key): text(entry) for key, entry in value.items()}


def shown_texts(value: object) -> dict[str, str]:
    """Read a table of texts that reports show, with their control characters replaced."""
    return {printable(key): printable(entry) for key, entry in texts(value).items()}


def format_number(known: int) -> Reader:
    """Create a reader of the number of a file's format, which must be the known one."""

    def read(value: object) -> int:
        if whole_number(value) != known:
            raise ValueError(f"{value} is another format than {known}, which this version reads")
        return known

    return read


def optional(reader: Reader) -> Reader:
    """Create a reader of a value that may be null."""
    return lambda value: None if value is None else reader(value)


def entries(reader: Reader) -> Callable[[Any], tuple[Any, ...]]:
    """Create a reader of a list; `reader` reads each of its entries."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list")  # noqa: TRY004  # as above
        return tuple(_value(index, reader, entry) for index, entry in enumerate(value))

    return read


def of_kind(record: object, kind: str) -> dict[str, Any]:
    """The object of a line of this kind, without its kind; raises ValueError if it is not one."""
    if not isinstance(record, dict) or record.pop("kind", None) != kind:
        raise ValueError(f"is not a {kind} line")
    return record


def _value(key: str | int, reader: Reader, value: object) -> object:
    try:
        return reader(value)
    except ValueError as error:
        raise ValueError(f"the key {key!r}: {shortened(str(error))}") from None


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number that is larger than every float
        return False
