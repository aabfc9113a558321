"""The report at the end of a run: its source, the matrix, what is not as declared, and the known deviations."""

from collections import Counter
from collections.abc import Iterable, Sequence

from token_conformance.errors import ReportError, shortened
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.project import DEVIATIONS
from token_conformance.redaction.masking import masked
from token_conformance.report.every_call import FOR_NO_SCOPES, ONLY_KNOWN, Api, apis, heading, listed, of_catalogue
from token_conformance.report.grid import grid
from token_conformance.report.legend import legend, outcome_label
from token_conformance.report.matrix import Row, rows, totals
from token_conformance.report.named_rows import cells_with, lacking
from token_conformance.report.provenance import provenance
from token_conformance.report.unexpected import unexpected
from token_conformance.report.wrapping import wrap, wrap_document
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_Counts = Counter[tuple[Outcome | None, str]]

_MIN_MEANING = 30
"""In characters: with less space beside its sign, a meaning is a column of single words."""


def render(results: Results, width: int) -> str:
    """Write the report, at most `width` characters wide; a line is wider only if one word of it is."""
    if not results.cells:
        return wrap_document(provenance(results), width)
    cells, every_call = listed(results).cells, of_catalogue(results).cells
    matrix = rows(cells)
    sentences = [  # the end of the output stays visible
        _every_call(every_call),
        unexpected(results.cells),
        _open(cells),
        _known(cells),
        totals(every_call, "cells of the whole catalogue"),
        totals(cells),
    ]
    sections = [
        "\n".join(wrap(provenance(results), width)),
        *([grid(matrix, width), _legend(matrix, width)] if matrix else []),
        *(wrap_document(sentence, width) for sentence in sentences if sentence),
    ]
    return "\n\n".join(sections)


def only(results: Results, words: Sequence[str], width: int) -> str:
    """The rows of the endpoints and calls that have one of the words in their id or operation, with a legend.

    Raises ReportError for a word that no row has.
    """
    for word in lacking(results.cells, words):
        raise ReportError(f"{shortened(masked(word))!r}: no endpoint or call has this in its id or operation")
    named = {cell.endpoint for cell in cells_with(results.cells, words)}
    chosen = [row for row in rows(results.cells) if row.endpoint in named]
    calls = [cell for row in chosen for cell in row.cells.values() if cell.api]
    judged = [f"{heading(apis(calls), calls)} {ONLY_KNOWN}"] if calls else []
    drawn = [grid(chosen, width), _legend(chosen, width)]
    return "\n\n".join(
        ["\n".join(wrap(provenance(results), width)), *drawn, *(wrap_document(one, width) for one in judged)]
    )


def _every_call(cells: Sequence[CellResult]) -> str:
    """The calls of the whole catalogue, counted by API, column and outcome; never a row for each of them."""
    if not cells:
        return ""
    found = apis(cells)
    lines = [line for api in found for line in _api(api)]
    rows_of = "For the rows of some: `token-conformance matrix --only WORD`, with a part of an operation or an API."
    return "\n".join([f"The whole catalogue: {heading(found, cells)} {ONLY_KNOWN}", *lines, rows_of])


def _api(api: Api) -> list[str]:
    verb = "accepts" if api.unreachable == 1 else "accept"
    unreachable = f", of which {api.unreachable} {verb} {FOR_NO_SCOPES}" if api.unreachable else ""
    counts = [(column, api.brief(column)) for column in api.counts]
    lines = [f"  {f'{credential} {form}':18}{text}" for (credential, form), text in counts if text]
    return [f"{api.id}: {api.size}{unreachable}", *lines]


def _legend(matrix: list[Row], width: int) -> str:
    """One entry per line; in a narrow terminal a meaning begins below its sign."""
    entries = legend(matrix)
    indent = max(map(len, entries)) + 2
    if indent + _MIN_MEANING > width:
        return "\n".join(
            line for sign, meaning in entries.items() for line in [sign, *wrap(meaning, width, "  ", "  ")]
        )
    rest = " " * indent
    return "\n".join(line for sign, text in entries.items() for line in wrap(text, width, f"{sign:<{indent}}", rest))


def _open(cells: Iterable[CellResult]) -> str:
    """The open cells, counted by column and outcome; empty if there are none."""
    found = [(cell.cell.rpartition("/")[2], cell.outcome) for cell in cells if cell.verdict is Verdict.OPEN]
    counts = [f"{column}: {count} {outcome_label(one)}" for (column, one), count in Counter(found).items() if one]
    where = (
        f"{len(found)} OPEN: they neither pass nor fail. `token-conformance report` writes what is published of each."
    )
    return "\n".join([where, *(f"  {line}" for line in counts)]) if counts else ""


def _known(cells: Iterable[CellResult]) -> str:
    """The known deviations, counted by outcome and grade; empty if there are none."""
    counts = Counter((cell.outcome, _grade(cell)) for cell in cells if cell.verdict is Verdict.KNOWN)
    lines = [_count(outcome, counts) for outcome in Outcome if any(found == outcome for found, _ in counts)]
    where = (
        f"{counts.total()} KNOWN not to work, each with evidence and effect in the {DEVIATIONS.name} beside its test."
    )
    return "\n".join([where, *(f"  {line}" for line in lines)]) if lines else ""


def _grade(cell: CellResult) -> str:
    return (cell.deviation or {}).get("grade", "")


def _count(outcome: Outcome, counts: _Counts) -> str:
    """How many cells have an outcome, and on which evidence: `18 ✗ hidden: 1 recorded, 17 inferred`."""
    by_grade = {grade: counts[outcome, grade] for grade in Grade if counts[outcome, grade]}
    total = sum(count for (found, _), count in counts.items() if found is outcome)
    return f"{total} {outcome_label(outcome)}: {', '.join(f'{count} {grade}' for grade, count in by_grade.items())}"
