"""The contents of a table: one row per endpoint, or one row per cell."""

from collections.abc import Iterable, Iterator

from token_conformance.catalogue.operations import published
from token_conformance.report.evidence import deviation_texts, without_valid_token
from token_conformance.report.legend import cell_label, column_title
from token_conformance.report.matrix import Row, columns
from token_conformance.report.provenance import provenance
from token_conformance.report.tables.selection import Selection
from token_conformance.report.tables.table import Code, Table
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_CELL_TITLES = ("Token", "URL form", "Outcome", "Effect", "Grade", "Date", "Source", "Without a valid token")
_SCOPE_TITLES = ("Classic scopes", "Granular scopes")


def contents(results: Results, selection: Selection) -> Table:
    """Make the table; raises ReportError if a selected endpoint or product is not in the results."""
    selected = selection.rows(results)
    rows = _row_per_cell(selected, selection) if selection.full else _row_per_endpoint(selected, selection)
    shown = selection.columns or columns(results.cells)
    own_titles = _CELL_TITLES if selection.full else tuple(column_title(*column) for column in shown)
    titles = ("Operation", *own_titles, *(_SCOPE_TITLES if selection.scopes else ()))
    return Table(titles, tuple(rows), provenance(results))


def _row_per_endpoint(rows: Iterable[Row], selection: Selection) -> Iterator[tuple[str, ...]]:
    for row in rows:
        labels = (cell_label(row.cells.get(column)) for column in selection.columns or row.columns)
        yield (Code(" ".join(row.operation.split())), *labels, *_scopes(row, selection))


def _row_per_cell(rows: Iterable[Row], selection: Selection) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for cell in selection.cells(row):
            yield (Code(" ".join(row.operation.split())), *_facts(row, cell), *_scopes(row, selection))


def _facts(row: Row, cell: CellResult) -> tuple[str, ...]:
    return cell.credential, cell.url_form, cell_label(cell), *deviation_texts(cell), without_valid_token(row, cell)


def _scopes(row: Row, selection: Selection) -> tuple[str, ...]:
    """The two sets of the catalogue, with one scope per line; a token needs all scopes of one set."""
    if not selection.scopes:
        return ()
    if row.operation not in published():
        return ("", "")
    operation = published()[row.operation]
    return tuple(Code("\n".join(sorted(scopes))) for scopes in (operation.classic, operation.granular))
