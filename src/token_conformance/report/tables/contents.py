"""The contents of a table: one row per endpoint or operation, or one row per cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from token_conformance.catalogue.four_answers import Grounded
from token_conformance.catalogue.known import document_days
from token_conformance.catalogue.rules import rules
from token_conformance.report.inferred import inferred_meanings
from token_conformance.report.legend import NOT_RUN, column_meanings, column_title, legend, rule_of_call
from token_conformance.report.matrix import Column, Row, columns
from token_conformance.report.provenance import provenance
from token_conformance.report.tables.lines import Line
from token_conformance.report.tables.selection import Selection
from token_conformance.report.tables.table import Code, Table
from token_conformance.results.file import Results

PROJECT = "atlassian-token-conformance"
_CELL_TITLES = ("Token", "URL form", "Outcome", "Effect", "Grade", "Date", "Source", "Without a valid token")
_SCOPE_TITLES = ("Classic scopes", "Granular scopes")
_NOTE_TITLE = "Note"
_UNKNOWN_SCOPES = ("unknown", "unknown")


def contents(results: Results, selection: Selection) -> Table:
    """Make the table; raises ReportError if what is selected is neither in the results nor an operation."""
    lines = selection.lines(results)
    shown = selection.columns or columns(results.cells)
    titles = _CELL_TITLES if selection.full else tuple(column_title(*column) for column in shown)
    titles = ("Operation", *titles, *(_SCOPE_TITLES if selection.scopes else ()))
    has_notes = any(line.note for line in lines)
    rows = ((*row, *((line.note,) if has_notes else ())) for line in lines for row in _rows(line, selection, shown))
    meanings = _meanings(lines, selection, shown) if selection.legend else {}
    return Table((*titles, *((_NOTE_TITLE,) if has_notes else ())), tuple(rows), _note(lines, results), meanings)


def _rows(line: Line, selection: Selection, shown: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    scopes = _scopes(line) if selection.scopes else ()
    if not selection.full:
        yield (Code(line.name), *map(line.label, shown), *scopes)
        return
    for column in selection.cells(line):
        yield (Code(line.name), *column, line.label(column), *line.evidence(column), *scopes)


def _scopes(line: Line) -> tuple[str, ...]:
    """The two sets of the catalogue, with one scope per line; a token needs all scopes of one set."""
    if line.operation is None:
        return ("", "")
    if not line.operation.scopes_known:
        return _UNKNOWN_SCOPES
    return tuple(Code("\n".join(sorted(scopes))) for scopes in (line.operation.classic, line.operation.granular))


def _note(lines: Sequence[Line], results: Results) -> str:
    """What the table was made with, what it was recorded from, and from which documents it was inferred."""
    recorded = provenance(results) if any(line.row for line in lines) or not lines else ""
    return " ".join(filter(None, (f"Made with {PROJECT}.", recorded, _inferred_from(lines))))


def _inferred_from(lines: Sequence[Line]) -> str:
    if all(line.row for line in lines):
        return ""
    days = document_days()
    apis = {line.operation.api for line in lines if line.operation and not line.row}
    dates = sorted({days[api] for api in apis if api in days} or days.values())
    when = f"on {dates[0]}" if dates[0] == dates[-1] else f"between {dates[0]} and {dates[-1]}"
    return f"Cells with the word inferred are not recorded: they follow from rules, for operations as published {when}."


def _meanings(lines: Sequence[Line], selection: Selection, shown: Sequence[Column]) -> Mapping[str, str]:
    """The words of the columns and cells that the table shows, with their meanings."""
    in_cells = [(line, selection.cells(line) if selection.full else shown) for line in lines]
    cells = [line.cells.get(column) for line, in_line in in_cells for column in in_line]
    rows = [_narrowed(line.row, in_line) for line, in_line in in_cells if line.row]
    meanings = column_meanings(shown) | legend(rows)
    meanings |= inferred_meanings(cell for cell in cells if isinstance(cell, Grounded)) | _rules_of_calls(rows)
    return meanings | ({NOT_RUN: "not run"} if None in cells else {})


def _rules_of_calls(rows: Iterable[Row]) -> dict[str, str]:
    """The rules that the cells of calls of the whole catalogue name, with their sentences."""
    cells = [cell for row in rows for cell in row.cells.values() if cell]
    named = {rule for cell in cells for rule in rule_of_call(cell).split("+")}
    return {rule: rules()[rule].sentence for rule in sorted(named & rules().keys())}


def _narrowed(row: Row, shown: Sequence[Column]) -> Row:
    return replace(row, cells={column: row.cells[column] for column in shown if column in row.cells}, columns=shown)
