"""The report at the end of a run: its source, the matrix, what is not as declared, and the known deviations."""

from collections import Counter
from collections.abc import Iterable
from textwrap import fill

from tabulate import tabulate

from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.project import DEVIATIONS, MATRIX
from token_conformance.report.grid import grid
from token_conformance.report.legend import legend, outcome_label
from token_conformance.report.matrix import Row, rows, totals
from token_conformance.report.provenance import provenance
from token_conformance.report.unexpected import unexpected
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_Counts = Counter[tuple[Outcome | None, str]]


def render(results: Results, width: int) -> str:
    """Write the report, at most `width` characters wide; only a line that names a cell may be longer."""
    if not results.cells:
        return provenance(results)
    matrix = rows(results.cells)
    sections = [
        fill(provenance(results), width),
        grid(matrix, width),
        _legend(matrix),
        unexpected(results.cells, width),
        _open(results.cells, width),
        _known(results, width),
        totals(results.cells),  # last, because the end of the output stays visible
    ]
    return "\n\n".join(section for section in sections if section)


def _legend(matrix: list[Row]) -> str:
    entries = legend(matrix)
    indent = max(map(len, entries))
    return "\n".join(f"{sign:<{indent}}  {meaning}" for sign, meaning in entries.items())


def _open(cells: Iterable[CellResult], width: int) -> str:
    """The open cells, counted by column and outcome; empty if there are none."""
    found = [(cell.cell.rpartition("/")[2], cell.outcome) for cell in cells if cell.verdict is Verdict.OPEN]
    counts = [(column, outcome_label(outcome), count) for (column, outcome), count in Counter(found).items() if outcome]
    where = f"{len(found)} OPEN: they neither pass nor fail. What is published of each is in {MATRIX}."
    return f"{fill(where, width)}\n\n{tabulate(counts, headers=['', 'got', 'cells'])}" if counts else ""


def _known(results: Results, width: int) -> str:
    table = _deviation_counts(results.cells)
    where = f"Known not to work, each with evidence in {DEVIATIONS} and effect in {MATRIX}:"
    return f"{fill(where, width)}\n\n{table}" if table else ""


def _deviation_counts(cells: Iterable[CellResult]) -> str:
    """A table that counts the known deviations by outcome and grade; empty if there are no known deviations."""
    counts = Counter(_outcome_and_grade(cell) for cell in cells if cell.verdict is Verdict.KNOWN)
    grades = [grade for grade in Grade if any(found == grade for _, found in counts)]
    table = [_counts_of(outcome, grades, counts) for outcome in Outcome if any(found == outcome for found, _ in counts)]
    return tabulate(table, headers=["", "cells", *grades]) if table else ""


def _outcome_and_grade(cell: CellResult) -> tuple[Outcome | None, str]:
    return cell.outcome, (cell.deviation or {}).get("grade", "")


def _counts_of(outcome: Outcome, grades: list[Grade], counts: _Counts) -> list[str | int | None]:
    by_grade = [counts[outcome, grade] for grade in grades]
    return [outcome_label(outcome), sum(by_grade), *(count or None for count in by_grade)]
