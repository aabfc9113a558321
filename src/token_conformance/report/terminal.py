"""The report at the end of a run: its source, the matrix, what is not as declared, and the known deviations."""

from collections import Counter
from collections.abc import Iterable

from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.project import DEVIATIONS
from token_conformance.report.grid import grid
from token_conformance.report.legend import legend, outcome_label
from token_conformance.report.matrix import Row, rows, totals
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
    matrix = rows(results.cells)
    cells = results.cells
    sentences = [unexpected(cells), _open(cells), _known(cells), totals(cells)]  # the end of the output stays visible
    sections = [
        "\n".join(wrap(provenance(results), width)),
        grid(matrix, width),
        _legend(matrix, width),
        *(wrap_document(sentence, width) for sentence in sentences if sentence),
    ]
    return "\n\n".join(sections)


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
