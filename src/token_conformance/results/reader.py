"""Reading a results file, or saying in one line why it cannot be trusted."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from token_conformance.errors import ResultsError
from token_conformance.results import document
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
    """Read the lines of a run or a document; raises ResultsError where it is missing, broken or cut short."""
    return parse(_text(path), str(path))


def parse(text: str, name: str) -> Results:
    """Read results from a text that a message calls by `name`; raises ResultsError as `read` does."""
    lines = _lines_of_document(text, name) if document.is_document(text) else _lines_of_run(text, name)
    header = _parsed(Header.from_json, name, 1, lines[0])
    cells = [_parsed(CellResult.from_json, name, n, line) for n, line in enumerate(lines[1:], start=2)]
    _refuse_duplicates(name, cells)
    return Results(header, tuple(cells))


def _lines_of_run(text: str, name: str) -> list[str]:
    """The header and the cells; the footer must count them."""
    *lines, last = text.removesuffix("\n").split("\n")
    if lines and last == footer(len(lines) - 1):
        return lines
    _parsed(Header.from_json, name, 1, (lines or [last])[0])
    raise ResultsError(f"{name}: cut short, for its last line does not count its cells; {REMEDY}")


def _lines_of_document(text: str, name: str) -> list[str]:
    try:
        return document.lines(text)
    except (ValueError, RecursionError) as error:
        raise ResultsError(f"{name}: is no complete document of results ({error}); {REMEDY}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResultsError(f"{path}: cannot be read ({error.strerror}); {REMEDY}") from error
    except UnicodeDecodeError as error:
        raise ResultsError(f"{path}: is not UTF-8 text, so it is no results file; {REMEDY}") from error


def _parsed(parse: Callable[[str], T], name: str, number: int, line: str) -> T:
    try:
        return parse(line)
    except ValueError as error:
        raise ResultsError(f"{name}: line {number}: {error}; {REMEDY}") from error


def _refuse_duplicates(name: str, cells: list[CellResult]) -> None:
    for cell, times in Counter(cell.cell for cell in cells).items():
        if times > 1:
            raise ResultsError(f"{name}: the cell {cell} stands {times} times; {REMEDY}")
