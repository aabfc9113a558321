"""The matrix in one small table, which is also the legend: how many cells of each column have each outcome."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from token_conformance.model.cell import MATRIX, Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.report.legend import MEANINGS, SYMBOLS
from token_conformance.report.matrix import Column, Row

_Counts = Counter[tuple[Outcome, Column]]


@dataclass(frozen=True)
class Line:
    """One outcome, its meaning, and how many cells of each column of the matrix have it."""

    outcome: Outcome
    symbol: str
    meaning: str
    counts: tuple[int, ...]


def summary(rows: Collection[Row]) -> list[Line]:
    """The outcomes that occur, with their counts, in the order of the model."""
    counts: _Counts = Counter(
        (cell.outcome, column)
        for row in rows
        for column, cell in zip(row.columns, row.matrix, strict=True)
        if cell and cell.outcome
    )
    occurring = [outcome for outcome in Outcome if any(found is outcome for found, _ in counts)]
    columns = next((row.columns for row in rows), MATRIX)
    return [_line(outcome, counts, columns) for outcome in occurring]


def finding(lines: Iterable[Line]) -> str:
    """One sentence on the subject of CLOUD-12617: how often the scoped token works at the site, and fails silently."""
    at_site = MATRIX.index((Credential.SCOPED, UrlForm.SITE))
    counts = {line.outcome: line.counts[at_site] for line in lines}
    cells, silent = sum(counts.values()), counts.get(Outcome.EMPTY, 0)
    if not cells:
        return ""
    return (
        f"The scoped token at the site works for {counts.get(Outcome.WORKS, 0)} of {cells} endpoints."
        f" {silent} endpoints return a success status without the expected content."
    )


def _line(outcome: Outcome, counts: _Counts, columns: Sequence[Column]) -> Line:
    return Line(outcome, SYMBOLS[outcome], MEANINGS[outcome], tuple(counts[outcome, column] for column in columns))
