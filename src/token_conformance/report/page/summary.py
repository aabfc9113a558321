"""The matrix in one small table, which is also the legend: how many cells of each column have each outcome."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from token_conformance.model.cell import MATRIX, Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.legend import MEANINGS, SYMBOLS, UNJUDGED_MEANINGS, verdict_label
from token_conformance.report.matrix import Column, Row

_Counts = Counter[tuple[Outcome | Verdict, Column]]


@dataclass(frozen=True)
class Line:
    """One outcome, or why there is none, its meaning, and how many cells of each column of the matrix have it."""

    outcome: Outcome | Verdict
    symbol: str
    meaning: str
    counts: tuple[int, ...]


def summary(rows: Collection[Row]) -> list[Line]:
    """The outcomes that occur, then the verdicts of cells without one, with their counts, in the order of the model."""
    counts: _Counts = Counter(
        (cell.outcome or cell.verdict, column)
        for row in rows
        for column, cell in zip(row.columns, row.matrix, strict=True)
        if cell and (cell.outcome or cell.verdict in UNJUDGED_MEANINGS)
    )
    occurring = [shown for shown in (*Outcome, *Verdict) if any(found is shown for found, _ in counts)]
    columns = next((row.columns for row in rows), MATRIX)
    return [_line(outcome, counts, columns) for outcome in occurring]


def finding(lines: Iterable[Line]) -> str:
    """One sentence on the subject of CLOUD-12617: how often the scoped token works at the site, and fails silently."""
    at_site = MATRIX.index((Credential.SCOPED, UrlForm.SITE))
    counts = {line.outcome: line.counts[at_site] for line in lines}
    cells, silent = sum(counts.get(outcome, 0) for outcome in Outcome), counts.get(Outcome.EMPTY, 0)
    if not cells:
        return ""
    return (
        f"The scoped token at the site works for {counts.get(Outcome.WORKS, 0)} of {cells} endpoints."
        f" {silent} endpoints return a success status without the expected content."
    )


def _line(shown: Outcome | Verdict, counts: _Counts, columns: Sequence[Column]) -> Line:
    numbers = tuple(counts[shown, column] for column in columns)
    if isinstance(shown, Outcome):
        return Line(shown, SYMBOLS[shown], MEANINGS[shown], numbers)
    return Line(shown, verdict_label(shown).partition(" ")[0], UNJUDGED_MEANINGS[shown], numbers)
