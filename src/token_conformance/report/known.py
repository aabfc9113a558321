"""A summary of what is known not to work: how many cells, by outcome and by how it is known."""

from collections import Counter
from collections.abc import Iterable

from tabulate import tabulate

from token_conformance.model import Grade, Outcome
from token_conformance.report.symbol import outcome_label
from token_conformance.results import CellResult, Verdict


def known(cells: Iterable[CellResult]) -> str:
    """Count the known deviations in a small table; empty if there are none."""
    counts = Counter(_kind(cell) for cell in cells if cell.verdict is Verdict.KNOWN)
    grades = [grade for grade in Grade if any(found == grade for _, found in counts)]
    table = [_line(outcome, grades, counts) for outcome in Outcome if any(found == outcome for found, _ in counts)]
    return tabulate(table, headers=["", "cells", *grades]) if table else ""


def _kind(cell: CellResult) -> tuple[Outcome | None, str]:
    return cell.outcome, (cell.deviation or {}).get("grade", "")


def _line(outcome: Outcome, grades: list[Grade], counts: Counter[tuple[Outcome | None, str]]) -> list[str | int | None]:
    by_grade = [counts[outcome, grade] for grade in grades]
    return [outcome_label(outcome), sum(by_grade), *(count or None for count in by_grade)]
