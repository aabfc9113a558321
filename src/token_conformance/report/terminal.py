"""The report at the end of a run: what was measured, the matrix, what changed, and what is known."""

from textwrap import fill

from token_conformance.project import DEVIATIONS, MATRIX
from token_conformance.report.grid import grid
from token_conformance.report.known import known
from token_conformance.report.legend import legend
from token_conformance.report.matrix import Row, rows
from token_conformance.report.provenance import provenance
from token_conformance.report.totals import totals
from token_conformance.report.undeclared import undeclared
from token_conformance.results import Results


def render(results: Results, width: int) -> str:
    """Make the report at most `width` characters wide, except where a line names a cell."""
    if not results.cells:
        return provenance(results)
    matrix = rows(results.cells)
    sections = [
        fill(provenance(results), width),
        grid(matrix, width),
        _legend(matrix),
        undeclared(results.cells, width),
        _known(results, width),
        totals(results.cells),  # said last, where it stays in sight
    ]
    return "\n\n".join(section for section in sections if section)


def _legend(matrix: list[Row]) -> str:
    entries = legend(matrix)
    indent = max(map(len, entries))
    return "\n".join(f"{sign:<{indent}}  {meaning}" for sign, meaning in entries.items())


def _known(results: Results, width: int) -> str:
    table = known(results.cells)
    where = f"Known not to work, each with evidence in {DEVIATIONS} and effect in {MATRIX}:"
    return f"{fill(where, width)}\n\n{table}" if table else ""
