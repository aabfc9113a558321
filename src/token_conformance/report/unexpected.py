"""The cells that are not as declared, and what to do about them: as a list for people, or as GitHub annotations."""

from collections.abc import Iterable
from itertools import groupby
from textwrap import shorten

from token_conformance.model.verdict import Verdict
from token_conformance.project import DEVIATIONS
from token_conformance.redaction.output import one_line
from token_conformance.report.every_call import counted
from token_conformance.report.legend import INCONCLUSIVE_CALL, outcome_label
from token_conformance.report.matrix import ordered
from token_conformance.report.workflow_command import Place, workflow_command
from token_conformance.results.record import CellResult

_FILE = f"{DEVIATIONS.name} beside its test"

REMEDIES = {
    Verdict.IMPROVED: f"a known deviation works now. If it also works at Atlassian, remove it from the {_FILE}.",
    Verdict.CHANGED: f"not the declared outcome. Read the answer; if it is right, correct the {_FILE}.",
    Verdict.FAILED: f"not as required, and no deviation is declared. If it is right, declare it in the {_FILE}.",
    Verdict.ERROR: "the test itself failed, so nothing is known about the cell. Do what its line says.",
    Verdict.INCONCLUSIVE: "not judged, because a positive control of the endpoint failed. Fix that control first.",
    Verdict.NOT_OBSERVED: "not run, so nothing is known about the cell. Its line says how to run it.",
}
"""What the reader has to do for each verdict, most important first."""

_OF_CALLS = REMEDIES | {
    Verdict.IMPROVED: "the caller is known, against the rules. If that is so at Atlassian too, a rule is wrong.",
    Verdict.CHANGED: "not what the rules and observations say. Read the answer; if it is right, one of them is wrong.",
    Verdict.FAILED: "not as required: with a token the caller must be known, and without one not. Read the answer.",
    Verdict.INCONCLUSIVE: f"{INCONCLUSIVE_CALL}. Do what its line says.",
}
"""The same for calls of the whole catalogue, of which nothing is declared in a file."""

_MAX_LISTED = 20
_NOTE_WIDTH = 300

_SKIPPED = frozenset({Verdict.INCONCLUSIVE, Verdict.NOT_OBSERVED})
"""The verdicts of cells that were not sent; their reasons repeat."""

_LEVELS = {Verdict.IMPROVED: "warning", Verdict.INCONCLUSIVE: "notice", Verdict.NOT_OBSERVED: "notice"}
"""The levels of annotations; every other verdict that is not as declared is an error."""


def unexpected_cells(cells: Iterable[CellResult]) -> list[CellResult]:
    """The cells that are not as declared, in the order of the matrix."""
    return [cell for cell in ordered(cells) if not cell.verdict.is_as_declared]


def unexpected(cells: Iterable[CellResult]) -> str:
    """List the cells that are not as declared, one line per cell, grouped by verdict; those of one reason are counted.

    Of each verdict, the endpoints are listed before the calls of the whole catalogue.
    """
    groups: dict[tuple[Verdict, bool], list[CellResult]] = {
        (one, call): [] for one in REMEDIES for call in (False, True)
    }
    for cell in unexpected_cells(cells):
        groups[cell.verdict, bool(cell.api)].append(cell)
    sections = [_section(verdict, members) for (verdict, _), members in groups.items() if members]
    return "\n\n".join(sections) or "Nothing changed: every cell is as declared."


def comparison(cell: CellResult) -> str:
    """Say what was expected of a cell and what was observed, or why nothing was observed."""
    if cell.outcome is None:
        return shorten(cell.note.removeprefix(f"{cell.cell}: "), _NOTE_WIDTH, placeholder=" …")
    expected = cell.expected or "a refusal"
    return f"expected {expected}, got {outcome_label(cell.outcome, cell.status)}"


def annotation(cell: CellResult, place: Place | None) -> str:
    """The GitHub workflow command for one cell, at the place that a reader has to look at, if one is known."""
    level = _LEVELS.get(cell.verdict, "error")
    return workflow_command(level, place, f"{cell.verdict}: {cell.cell}", comparison(cell))


def _section(verdict: Verdict, cells: list[CellResult]) -> str:
    listed = _skipped(cells) if verdict in _SKIPPED else _by_reason(cells)
    lines = [one_line(f"  {line}") for line in listed[:_MAX_LISTED]]
    more = len(listed) - len(lines)
    rest = [f"  … and {more} more, all in the results file"] if more else []
    is_of_calls = bool(cells[0].api)
    title = f"{len(cells)} {verdict.upper()}{' in the whole catalogue' if is_of_calls else ''}"
    return "\n".join([f"{title}: {(_OF_CALLS if is_of_calls else REMEDIES)[verdict]}", *lines, *rest])


def _skipped(cells: Iterable[CellResult]) -> list[str]:
    """Each reason once, with the number of cells and of their endpoints, or the endpoint if there is one."""
    return [_reason(reason, list(members)) for reason, members in groupby(sorted(cells, key=comparison), comparison)]


def _by_reason(cells: Iterable[CellResult]) -> list[str]:
    """A line per cell; one line for cells of an endpoint whose test failed with the same words."""
    groups: dict[tuple[str, str], list[CellResult]] = {}
    for cell in cells:
        where = cell.endpoint if cell.outcome is None else cell.cell
        groups.setdefault((where, comparison(cell)), []).append(cell)
    return [
        _reason(reason, members) if len(members) > 1 else f"{members[0].cell}: {reason}"
        for (_, reason), members in groups.items()
    ]


def _reason(reason: str, cells: list[CellResult]) -> str:
    endpoints = sorted({cell.endpoint for cell in cells})
    where = endpoints[0] if len(endpoints) == 1 else f"{len(endpoints)} {'calls' if cells[0].api else 'endpoints'}"
    return f"{counted(len(cells), 'cell')} of {where}: {reason}"
