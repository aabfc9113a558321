"""What the formats that are markup have in common: a value is plain or code, and may have several lines."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from token_conformance.report.tables.table import Code, Table, lines


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
    """Make an escape that writes what the pattern finds as numeric character references, such as `&#124;`."""
    pattern = re.compile(special)
    return lambda text: pattern.sub(lambda found: "".join(f"&#{ord(character)};" for character in found[0]), text)
