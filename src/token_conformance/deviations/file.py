"""The entries of a file of deviations, each with its line numbers, which a problem names and tomllib does not give."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from token_conformance.deviations.deviation import DeviationsError, Problem
from token_conformance.errors import nearest
from token_conformance.model.text_file import reason_of

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
    file = str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    text = _text(path, file)
    document, lines = _document(file, text), text.split("\n")
    problems = _unknown_names(file, lines, document)
    tables = document.get(_TABLES, [])
    if not isinstance(tables, list) or len(tables) != len(_headers(lines)):
        what = f'key "{_TABLES}" is not written as a list of tables'
        return [], [*problems, Problem(file, top_level_line(lines, _TABLES), what, _START)]
    return list(entries(file, lines, tables)), problems


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
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot be read ({reason_of(error)})"
    raise DeviationsError([Problem(file, 1, what, "make it a UTF-8 file that you may read")])


def _document(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        number = re.search(r"line (\d+)", place)
        line = int(number[1]) if number else len(text.split("\n"))
    raise DeviationsError([Problem(file, line, f"is not TOML: {message}", "correct this line")])


def _unknown_names(file: str, lines: Sequence[str], document: Mapping[str, Any]) -> list[Problem]:
    return [
        Problem(file, top_level_line(lines, name), f'key "{name}" is unknown', nearest(name, [_TABLES], _START))
        for name in document.keys() - {_TABLES}
    ]
