"""A table of texts that does not depend on a format, and the code that the markup formats share."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from token_conformance.model.answer import printable


class Code(str):
    """A text that is shown as code, if the format can do this."""

    __slots__ = ()


@dataclass(frozen=True)
class Table:
    """The titles of the columns, the rows of values, a note that says where they are from, and perhaps a legend."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    legend: Mapping[str, str] = field(default_factory=dict)
    """The meanings of the words in the titles and values."""

    @property
    def below(self) -> str:
        """What follows the table: the note, and one line for each entry of the legend."""
        return "\n".join([self.note, *(f"{word}: {meaning}" for word, meaning in self.legend.items())])


@lru_cache(maxsize=1024)
def lines(value: str) -> tuple[str, ...]:
    """The lines of a value as a reader sees them: white space becomes one space, and empty lines are left out.

    The result is cached, because most values of a matrix occur in many of its rows.
    """
    written = (" ".join(printable(line).split()) for line in value.splitlines())
    return tuple(line for line in written if line)


@dataclass(frozen=True)
class Markup:
    """How a format writes a line of text, a line of code, and the break between two lines."""

    plain: Callable[[str], str]
    code: Callable[[str], str]
    line_break: str

    def write(self, value: str) -> str:
        """Write a value so that its reader sees exactly its lines."""
        write = self.code if isinstance(value, Code) else self.plain
        return self.line_break.join(map(write, lines(value)))

    def write_all(self, values: Iterable[str]) -> list[str]:
        """Write the values of one row."""
        return [self.write(value) for value in values]

    def rows(self, table: Table) -> list[list[str]]:
        """Write all rows below the titles."""
        return [self.write_all(row) for row in table.rows]


def references(special: str) -> Callable[[str], str]:
    """Make a function that escapes what the pattern finds as numeric character references, such as `&#124;`."""
    pattern = re.compile(special)
    return lambda text: pattern.sub(lambda found: "".join(f"&#{ord(character)};" for character in found[0]), text)
