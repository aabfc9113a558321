"""Reading the file of deviations as TOML, up to the entries in it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from token_conformance.deviations.entry import Entry, entries, headers, top_level_line
from token_conformance.deviations.fault import DeviationsError, Fault
from token_conformance.errors import nearest

_TABLES = "deviation"
_START = f"start each deviation with [[{_TABLES}]]"


def read_entries(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Read the entries, and what is wrong outside of them; raises DeviationsError if it is no TOML file."""
    file = str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    text = _text(path, file)
    document, lines = _document(file, text), text.split("\n")
    faults = _unknown_names(file, lines, document)
    tables = document.get(_TABLES, [])
    if not isinstance(tables, list) or len(tables) != len(headers(lines)):
        what = f'key "{_TABLES}" is not written as a list of tables'
        return [], [*faults, Fault(file, top_level_line(lines, _TABLES), what, _START)]
    return list(entries(file, lines, tables)), faults


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        fault = Fault(file, 1, f"cannot be read: {error.strerror}", "put the file there or make it readable")
    except UnicodeDecodeError:
        fault = Fault(file, 1, "is not UTF-8", "save it in that encoding")
    raise DeviationsError([fault])


def _document(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        number = re.search(r"line (\d+)", place)
        line = int(number[1]) if number else len(text.split("\n"))
    raise DeviationsError([Fault(file, line, f"is not TOML: {message}", "correct this line")])


def _unknown_names(file: str, lines: Sequence[str], document: Mapping[str, Any]) -> list[Fault]:
    return [
        Fault(file, top_level_line(lines, name), f'key "{name}" is unknown', nearest(name, [_TABLES], _START))
        for name in document.keys() - {_TABLES}
    ]
