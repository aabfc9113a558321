"""A table of texts, as it is before a format has written it."""

from dataclasses import dataclass
from functools import lru_cache

from token_conformance.printable import printable


class Code(str):
    """A text that is shown as code, where the format can."""

    __slots__ = ()


@dataclass(frozen=True)
class Table:
    """The titles of the columns, the values below them, and a note that says what they were recorded from."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


@lru_cache(maxsize=1024)
def lines(value: str) -> tuple[str, ...]:
    """The lines of a value as a reader sees them: white space is one space, and an empty line is none.

    They are remembered, for most values of a matrix stand in many of its rows.
    """
    written = (" ".join(printable(line).split()) for line in value.splitlines())
    return tuple(line for line in written if line)
