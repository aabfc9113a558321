"""What stands in a table: a row an endpoint, or a row a cell."""

from collections.abc import Iterable, Iterator

from token_conformance.catalogue.operations import published
from token_conformance.report.evidence import evidence, stranger
from token_conformance.report.legend import cell_label, column_title
from token_conformance.report.matrix import Row
from token_conformance.report.provenance import provenance
from token_conformance.report.tables.selection import Selection
from token_conformance.report.tables.table import Code, Table
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_OF_A_CELL = ("Token", "URL form", "Outcome", "Effect", "Grade", "Date", "Source", "Without a valid token")
_OF_SCOPES = ("Classic scopes", "Granular scopes")


def contents(results: Results, selection: Selection) -> Table:
    """Make the table; raises ReportError where what is asked for was not run."""
    rows = selection.rows(results)
    below = _a_row_a_cell(rows, selection) if selection.full else _a_row_an_endpoint(rows, selection)
    columns = _OF_A_CELL if selection.full else tuple(column_title(*column) for column in selection.columns)
    titles = ("Operation", *columns, *(_OF_SCOPES if selection.scopes else ()))
    return Table(titles, tuple(below), provenance(results))


def _a_row_an_endpoint(rows: Iterable[Row], selection: Selection) -> Iterator[tuple[str, ...]]:
    for row in rows:
        labels = (cell_label(row.cells.get(column)) for column in selection.columns)
        yield (Code(row.operation), *labels, *_scopes(row, selection))


def _a_row_a_cell(rows: Iterable[Row], selection: Selection) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for cell in selection.cells(row):
            yield (Code(row.operation), *_facts(row, cell), *_scopes(row, selection))


def _facts(row: Row, cell: CellResult) -> tuple[str, ...]:
    known = evidence(cell)
    effect = (cell.deviation or {}).get("effect", "")
    basis = (known.grade, known.date, known.source) if known else ("", "", "")
    return cell.credential, cell.url_form, cell_label(cell), effect, *basis, stranger(row, cell)


def _scopes(row: Row, selection: Selection) -> tuple[str, ...]:
    """The two sets of the catalogue, a scope a line; a token needs all of one of them."""
    if not selection.scopes:
        return ()
    if row.operation not in published():
        return ("", "")
    operation = published()[row.operation]
    return tuple(Code("\n".join(sorted(scopes))) for scopes in (operation.classic, operation.granular))
