"""The deviations of a file as they stand there: tomllib tells no line numbers, and a fault needs one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from token_conformance.deviations.fault import Fault

_HEADER = re.compile(r"\s*\[\[\s*deviation\s*\]\]")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*[.=]""")
_TABLE_OR_KEY = re.compile(r"""[\s\[]*["']?([\w-]+)""")


@dataclass(frozen=True)
class Entry:
    """One `[[deviation]]`: its values, and the lines of its header and of each key."""

    file: str
    line: int
    values: Mapping[str, Any]
    key_lines: Mapping[str, int]

    @property
    def cell(self) -> str | None:
        """The cell that it names, known to exist or not; None where it names none."""
        names = [self.values.get(key) for key in ("endpoint", "credential", "url_form")]
        return "{}/{}-{}".format(*names) if all(isinstance(name, str) for name in names) else None

    def fault(self, key: str, what: str, remedy: str) -> Fault:
        """Report a fault of a key; one that is missing is reported at the header."""
        return Fault(self.file, self.key_lines.get(key, self.line), f'key "{key}" {what}', remedy)


def headers(lines: Sequence[str]) -> list[int]:
    """Find the lines that start a deviation."""
    return [number for number, line in enumerate(lines, start=1) if _HEADER.match(line)]


def entries(file: str, lines: Sequence[str], tables: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    """Put each table of the file together with its lines: the n-th table starts at the n-th header."""
    starts = headers(lines)
    ends = [*starts, len(lines) + 1][1:]
    for start, end, table in zip(starts, ends, tables, strict=True):
        yield Entry(file, start, table, _key_lines(lines, start, end))


def top_level_line(lines: Sequence[str], name: str) -> int:
    """Find the first line that gives a top-level key or table its name."""
    for number, line in enumerate(lines, start=1):
        if (match := _TABLE_OR_KEY.match(line)) and match[1] == name:
            return number
    return 1


def _key_lines(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    keys = ((number, _KEY.match(lines[number - 1])) for number in range(start + 1, end))
    return {match[1]: number for number, match in keys if match}
