"""The deviations of a file as they stand there: tomllib tells no line numbers, and a fault needs one."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from token_conformance.deviations.deviation import DeviationsError, Problem
from token_conformance.errors import nearest

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

    def fault(self, key: str, what: str, remedy: str) -> Problem:
        """Report a fault of a key; one that is missing is reported at the header."""
        return Problem(self.file, self.key_lines.get(key, self.line), f'key "{key}" {what}', remedy)


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


_TABLES = "deviation"
_START = f"start each deviation with [[{_TABLES}]]"


def read_entries(path: Path) -> tuple[list[Entry], list[Problem]]:
    """Read the entries, and what is wrong outside of them; raises DeviationsError if it is no TOML file."""
    file = str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    text = _text(path, file)
    document, lines = _document(file, text), text.split("\n")
    faults = _unknown_names(file, lines, document)
    tables = document.get(_TABLES, [])
    if not isinstance(tables, list) or len(tables) != len(headers(lines)):
        what = f'key "{_TABLES}" is not written as a list of tables'
        return [], [*faults, Problem(file, top_level_line(lines, _TABLES), what, _START)]
    return list(entries(file, lines, tables)), faults


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        fault = Problem(file, 1, f"cannot be read: {error.strerror}", "put the file there or make it readable")
    except UnicodeDecodeError:
        fault = Problem(file, 1, "is not UTF-8", "save it in that encoding")
    raise DeviationsError([fault])


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
