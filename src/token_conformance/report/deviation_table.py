"""The known deviations as Markdown: their effect, how they are known, and what a stranger gets instead."""

from collections.abc import Iterable, Iterator

from token_conformance.model import Credential
from token_conformance.report.evidence import evidence
from token_conformance.report.markdown_text import code, escape, table
from token_conformance.report.matrix import Row
from token_conformance.report.symbol import cell_label
from token_conformance.results import CellResult, Verdict

_TITLES = ("Operation", "Cell", "Outcome", "Effect", "Grade", "Date", "Source", "Without a valid token")
_UNKNOWN = "-"

SAME_ANSWER = "the same answer"
"""What `stranger` says where the token makes no difference at all."""


def deviation_table(rows: Iterable[Row]) -> str:
    """Draw a line a known deviation; empty if the rows have none."""
    lines = [_line(row, cell) for row, cell in _known(rows)]
    return table(_TITLES, lines) if lines else ""


def stranger(row: Row, cell: CellResult) -> str:
    """Say what the endpoint answers where the cell's token is left out or invalid."""
    none, invalid = (_likeness(cell, row.cells.get((who, cell.url_form))) for who in _STRANGERS)
    return none if none == invalid else f"no token: {none}; invalid token: {invalid}"


_STRANGERS = (Credential.NONE, Credential.INVALID)


def _known(rows: Iterable[Row]) -> Iterator[tuple[Row, CellResult]]:
    for row in rows:
        yield from ((row, cell) for cell in row.matrix if cell and cell.verdict is Verdict.KNOWN)


def _line(row: Row, cell: CellResult) -> list[str]:
    known = evidence(cell)
    basis = (known.grade, known.date, known.source) if known else ("", "", "")
    return [
        code(row.operation),
        code(cell.cell.partition("/")[2]),
        cell_label(cell),
        escape((cell.deviation or {}).get("effect", _UNKNOWN)),
        *(escape(text or _UNKNOWN) for text in basis),
        stranger(row, cell),
    ]


def _likeness(cell: CellResult, other: CellResult | None) -> str:
    if other and (other.outcome, other.status, other.body) == (cell.outcome, cell.status, cell.body):
        return SAME_ANSWER
    return cell_label(other)
