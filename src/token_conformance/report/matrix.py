"""The compatibility matrix: one row per endpoint, in an order that does not depend on the order of the run."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from token_conformance.model.cell import COLUMNS, MATRIX, Credential, Product, UrlForm
from token_conformance.model.verdict import Verdict
from token_conformance.results import file
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_PRODUCTS = list(Product)


@dataclass(frozen=True)
class Row:
    """One endpoint with its cells that were run, by credential and URL form."""

    product: Product
    endpoint: str
    operation: str
    cells: dict[tuple[Credential, UrlForm], CellResult]

    @property
    def matrix(self) -> list[CellResult | None]:
        """The cells of the two token types at the two URL forms, in reading order; None for a cell that was not run."""
        return [self.cells.get(column) for column in MATRIX]


def ordered(cells: Iterable[CellResult]) -> list[CellResult]:
    """The cells sorted by product, path, method and column."""
    return sorted(cells, key=_sort_key)


def rows(cells: Iterable[CellResult]) -> list[Row]:
    """The rows of the matrix, products together, paths in alphabetical order."""
    by_endpoint: dict[str, list[CellResult]] = defaultdict(list)
    for cell in ordered(cells):
        by_endpoint[cell.endpoint].append(cell)
    return [_row(endpoint, run) for endpoint, run in by_endpoint.items()]


def by_product(cells: Iterable[CellResult]) -> list[tuple[Product, list[Row]]]:
    """The rows of the matrix, one group per product."""
    return [(product, list(group)) for product, group in groupby(rows(cells), key=lambda row: row.product)]


def totals(cells: Sequence[CellResult]) -> str:
    """The number of cells by verdict, such as `560 cells: 491 passed, 69 known.`."""
    counts = Counter(cell.verdict for cell in cells)
    parts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    return f"{len(cells)} cells: {parts}."


def render(results: Results) -> str:
    """The results document, `reports/results.json`: the same cells give the same bytes, in any order of the run."""
    return file.dump(results.header, ordered(results.cells))


def _row(endpoint: str, cells: list[CellResult]) -> Row:
    by_column = {(cell.credential, cell.url_form): cell for cell in cells}
    return Row(cells[0].product, endpoint, cells[0].operation, by_column)


def _sort_key(cell: CellResult) -> tuple[int, str, str, str, int]:
    method, _, path = cell.operation.partition(" ")
    column = COLUMNS.index((cell.credential, cell.url_form))
    return _PRODUCTS.index(cell.product), path, method, cell.endpoint, column
