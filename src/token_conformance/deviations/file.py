"""The entries of a file of deviations, each with its line numbers, which a problem names and tomllib does not give."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeGuard

from token_conformance.deviations.deviation import DeviationsError, Problem
from token_conformance.errors import MOST_PROBLEMS, BoundError, nearest
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.file import read_bytes
from token_conformance.model.strict_toml import TomlError, parse_toml
from token_conformance.model.text_file import reason_of, shown_path

LARGEST = MEGABYTE // 2
"""The most bytes of a file: some 1,500 deviations. A larger TOML file can take a parser more memory than a run has."""

_TABLES = "deviation"
_START = f"start each deviation with [[{_TABLES}]]"

_HEADER = re.compile(rf"\s*\[\[\s*{_TABLES}\s*\]\]")
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
        """The id of the cell that it names, which may not exist; None if the entry does not name a cell."""
        names = [self.values.get(key) for key in ("endpoint", "credential", "url_form")]
        return "{}/{}-{}".format(*names) if all(isinstance(name, str) for name in names) else None

    def problem(self, key: str, what: str, remedy: str) -> Problem:
        """Describe a problem of a key; that of a missing key is at the line of the header."""
        return Problem(self.file, self.key_lines.get(key, self.line), f'key "{key}" {what}', remedy)


def read_entries(path: Path) -> tuple[list[Entry], list[Problem]]:
    """Read the entries, and the problems outside of them; raises DeviationsError if the file is not TOML."""
    file = str(shown_path(path))
    text = _text(path, file)
    document, lines = _document(file, text), text.split("\n")
    problems = _unknown_names(file, lines, document)
    tables = document.get(_TABLES, [])
    if not _are_tables(tables) or len(tables) != len(_headers(lines)):
        what = f'key "{_TABLES}" is not written as a list of tables'
        return [], [*problems, Problem(file, top_level_line(lines, _TABLES), what, _START)]
    return list(entries(file, lines, tables)), problems


def _are_tables(value: object) -> TypeGuard[list[Mapping[str, Any]]]:
    """Whether a value is a list of tables. A text of several lines can have the headers of tables too."""
    return isinstance(value, list) and all(isinstance(table, dict) for table in value)


def entries(file: str, lines: Sequence[str], tables: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    """Combine each table of the file with its lines: the n-th table starts at the n-th header."""
    starts = _headers(lines)
    ends = [*starts, len(lines) + 1][1:]
    for start, end, table in zip(starts, ends, tables, strict=True):
        yield Entry(file, start, table, _key_lines(lines, start, end))


def top_level_line(lines: Sequence[str], name: str) -> int:
    """Find the first line with this top-level key or table; 1 if no line has it."""
    for number, line in enumerate(lines, start=1):
        if (match := _TABLE_OR_KEY.match(line)) and match[1] == name:
            return number
    return 1


def _headers(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that start an entry."""
    return [number for number, line in enumerate(lines, start=1) if _HEADER.match(line)]


def _key_lines(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    keys = ((number, _KEY.match(lines[number - 1])) for number in range(start + 1, end))
    return {match[1]: number for number, match in keys if match}


def _text(path: Path, file: str) -> str:
    try:
        return read_bytes(path, LARGEST, "it").decode("utf-8-sig")
    except BoundError as error:
        problem = Problem(file, 1, str(error).removeprefix("it: "), "keep only deviations in it")
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot be read ({reason_of(error)})"
        problem = Problem(file, 1, what, "make it a UTF-8 file that you may read")
    raise DeviationsError([problem])


def _document(file: str, text: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except TomlError as error:
        message, at, place = str(error).partition(" (at ")
    if not at:
        raise DeviationsError(
            [Problem(file, 1, message.removeprefix("it "), "write each deviation as one plain table")]
        )
    number = re.search(r"line (\d+)", place)
    line = int(number[1]) if number else len(text.split("\n"))
    raise DeviationsError([Problem(file, line, f"is not TOML: {message}", "correct this line")])


def _unknown_names(file: str, lines: Sequence[str], document: Mapping[str, Any]) -> list[Problem]:
    unknown = (name for name in document if name != _TABLES)
    return [
        Problem(file, top_level_line(lines, name), f'key "{name}" is unknown', nearest(name, [_TABLES], _START))
        for name in islice(unknown, MOST_PROBLEMS + 1)
    ]
