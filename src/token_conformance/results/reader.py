"""Reading a results file, or saying in one line why it cannot be trusted."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from token_conformance.results.error import ResultsError
from token_conformance.results.header import Header
from token_conformance.results.record import CellResult

REMEDY = "make it again with `python -m pytest suites`"

T = TypeVar("T")


@dataclass(frozen=True)
class Results:
    """The cells that one run saw, with what holds for all of them."""

    header: Header
    cells: tuple[CellResult, ...]


def footer(cells: int) -> str:
    """The last line of a results file, which says how many cells must stand above it."""
    return json.dumps({"cells": cells, "kind": "footer"})


def read(path: Path) -> Results:
    """Read a results file; raises ResultsError where it is missing, broken or cut short."""
    lines = _lines(path)
    header = _parsed(Header.from_json, path, 1, lines[0])
    if lines[-1] != footer(len(lines) - 2):
        raise ResultsError(f"{path}: cut short, for its last line does not count its cells; {REMEDY}")
    cells = [_parsed(CellResult.from_json, path, n, line) for n, line in enumerate(lines[1:-1], start=2)]
    _refuse_duplicates(path, cells)
    return Results(header, tuple(cells))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except OSError as error:
        raise ResultsError(f"{path}: cannot be read ({error.strerror}); {REMEDY}") from error
    except UnicodeDecodeError as error:
        raise ResultsError(f"{path}: is not UTF-8 text, so it is no results file; {REMEDY}") from error


def _parsed(parse: Callable[[str], T], path: Path, number: int, line: str) -> T:
    try:
        return parse(line)
    except ValueError as error:
        raise ResultsError(f"{path}: line {number}: {error}; {REMEDY}") from error


def _refuse_duplicates(path: Path, cells: list[CellResult]) -> None:
    cell, times = Counter(cell.cell for cell in cells).most_common(1)[0] if cells else ("", 1)
    if times > 1:
        raise ResultsError(f"{path}: the cell {cell} stands {times} times; {REMEDY}")
