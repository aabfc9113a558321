"""The cells that are not as declared, and what to do about them: as a list for people, or as GitHub annotations."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import fill, shorten

from token_conformance.deviations.loader import Deviations
from token_conformance.model.verdict import Verdict
from token_conformance.project import DEVIATIONS
from token_conformance.redaction.output import one_line
from token_conformance.report.legend import outcome_label
from token_conformance.report.matrix import ordered
from token_conformance.report.workflow_command import workflow_command
from token_conformance.results.record import CellResult

REMEDIES = {
    Verdict.IMPROVED: f"a known deviation works now. If it also works at Atlassian, remove it from {DEVIATIONS}.",
    Verdict.CHANGED: f"not the declared outcome. Read the answer; if it is right, correct {DEVIATIONS}.",
    Verdict.FAILED: f"not as required, and no deviation is declared. If it is right, declare it in {DEVIATIONS}.",
    Verdict.ERROR: "the test itself failed, so nothing is known about the cell. Do what its line says.",
    Verdict.INCONCLUSIVE: "not judged, because a positive control of the endpoint failed. Fix that control first.",
    Verdict.NOT_OBSERVED: "not run, so nothing is known about the cell. Its line says how to run it.",
}
"""What the reader has to do for each verdict, most important first."""

_MAX_LISTED = 20
_NOTE_WIDTH = 160

_LEVELS = {Verdict.IMPROVED: "warning", Verdict.INCONCLUSIVE: "notice", Verdict.NOT_OBSERVED: "notice"}
"""The levels of annotations; every other verdict that is not as declared is an error."""


def unexpected_cells(cells: Iterable[CellResult]) -> list[CellResult]:
    """The cells that are not as declared, in the order of the matrix."""
    return [cell for cell in ordered(cells) if not cell.verdict.is_as_declared]


def unexpected(cells: Iterable[CellResult], width: int) -> str:
    """List the cells that are not as declared, one line per cell, grouped by verdict."""
    groups: dict[Verdict, list[CellResult]] = {verdict: [] for verdict in REMEDIES}
    for cell in unexpected_cells(cells):
        groups[cell.verdict].append(cell)
    sections = [_section(verdict, members, width) for verdict, members in groups.items() if members]
    return "\n\n".join(sections) or "Nothing changed: every cell is as declared."


def comparison(cell: CellResult) -> str:
    """Say what was expected of a cell and what was observed, or why nothing was observed."""
    if cell.outcome is None:
        return shorten(cell.note, _NOTE_WIDTH, placeholder=" …")
    expected = cell.expected or "a refusal"
    return f"expected {expected}, got {outcome_label(cell.outcome, cell.status)}"


def annotation(cell: CellResult, declared: Deviations, path: Path) -> str:
    """The GitHub workflow command for one cell, at the line of its deviation, or at line 1 if it has no deviation.

    `path` is the file of the `declared` deviations.
    """
    line = declared[cell.cell].line if cell.cell in declared else 1
    level = _LEVELS.get(cell.verdict, "error")
    return workflow_command(level, str(path), line, f"{cell.verdict}: {cell.cell}", comparison(cell))


def _section(verdict: Verdict, cells: list[CellResult], width: int) -> str:
    title = fill(f"{len(cells)} {verdict.upper()}: {REMEDIES[verdict]}", width)
    lines = [one_line(f"  {cell.cell}: {comparison(cell)}") for cell in cells[:_MAX_LISTED]]
    more = len(cells) - len(lines)
    return "\n".join([title, *lines, *([f"  … and {more} more, all in the results file"] if more else [])])
