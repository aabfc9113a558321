"""What a person has to look at after a run: the cells that are not as declared, and what to do."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import fill, shorten

from token_conformance.deviations.loader import Deviations
from token_conformance.model.verdict import Verdict
from token_conformance.project import DEVIATIONS
from token_conformance.report.legend import outcome_label
from token_conformance.report.matrix import ordered
from token_conformance.results.record import CellResult

REMEDIES = {
    Verdict.IMPROVED: f"a known deviation works now. If it does at Atlassian, remove it from {DEVIATIONS}.",
    Verdict.CHANGED: f"not the declared outcome. Read the answer; if it is right, correct {DEVIATIONS}.",
    Verdict.FAILED: f"not as required, and no deviation is known. If it is right, declare it in {DEVIATIONS}.",
    Verdict.ERROR: "the test broke, so nothing is known of the cell. Do what its line says.",
    Verdict.INCONCLUSIVE: "not judged, for a positive control of the endpoint failed. Mend that first.",
    Verdict.NOT_OBSERVED: "not run, so nothing is known of the cell. Its line says what would run it.",
}
"""What each verdict asks of the reader, in the order of interest."""

_MOST_LISTED = 20
_NOTE_WIDTH = 160


def unexpected(cells: Iterable[CellResult], width: int) -> str:
    """List the cells that are not as declared, one line per cell, below what they have in common."""
    groups: dict[Verdict, list[CellResult]] = {verdict: [] for verdict in REMEDIES}
    for cell in ordered(cells):
        if not cell.verdict.is_as_declared:
            groups[cell.verdict].append(cell)
    sections = [_section(verdict, members, width) for verdict, members in groups.items() if members]
    return "\n\n".join(sections) or "Nothing changed: every cell is as declared."


def comparison(cell: CellResult) -> str:
    """Say what was expected of a cell and what came, or why nothing did."""
    if cell.outcome is None:
        return shorten(cell.note, _NOTE_WIDTH, placeholder=" …")
    expected = cell.expected or "a refusal"
    return f"expected {expected}, got {outcome_label(cell.outcome, cell.status)}"


def _section(verdict: Verdict, cells: list[CellResult], width: int) -> str:
    title = fill(f"{len(cells)} {verdict.upper()}: {REMEDIES[verdict]}", width)
    lines = [f"  {cell.cell}: {comparison(cell)}" for cell in cells[:_MOST_LISTED]]
    more = len(cells) - len(lines)
    return "\n".join([title, *lines, *([f"  … and {more} more, all in the results file"] if more else [])])


_LEVELS = {Verdict.IMPROVED: "warning", Verdict.INCONCLUSIVE: "notice", Verdict.NOT_OBSERVED: "notice"}
"""Every other verdict that is not as declared is an error."""


def annotation(cell: CellResult, declared: Deviations, path: Path) -> str:
    """The workflow command for one cell, at the line of its deviation, or at the top where there is none."""
    line = declared[cell.cell].line if cell.cell in declared else 1
    level = _LEVELS.get(cell.verdict, "error")
    place = f"file={_property(str(path))},line={line},title={_property(f'{cell.verdict}: {cell.cell}')}"
    return f"::{level} {place}::{_data(comparison(cell))}"


def _data(text: str) -> str:
    """Escape a message as GitHub's runner reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a value between commas and colons."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
