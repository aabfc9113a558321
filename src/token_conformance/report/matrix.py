"""The compatibility matrix of a run: one row per endpoint, in an order that does not depend on the run's."""

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
    """One endpoint with the cells that were run, by credential and URL form."""

    product: Product
    endpoint: str
    operation: str
    cells: dict[tuple[Credential, UrlForm], CellResult]

    @property
    def matrix(self) -> list[CellResult | None]:
        """The cells of the two token types at the two URL forms, in reading order; None where not run."""
        return [self.cells.get(column) for column in MATRIX]


def ordered(cells: Iterable[CellResult]) -> list[CellResult]:
    """The cells by product, path, method and column, in whatever order they were run."""
    return sorted(cells, key=_place)


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
    """Count the cells: `560 cells: 491 passed, 69 known` and so on."""
    counts = Counter(cell.verdict for cell in cells)
    parts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    return f"{len(cells)} cells: {parts}."


def _row(endpoint: str, cells: list[CellResult]) -> Row:
    by_column = {(cell.credential, cell.url_form): cell for cell in cells}
    return Row(cells[0].product, endpoint, cells[0].operation, by_column)


def _place(cell: CellResult) -> tuple[int, str, str, str, int]:
    method, _, path = cell.operation.partition(" ")
    column = COLUMNS.index((cell.credential, cell.url_form))
    return _PRODUCTS.index(cell.product), path, method, cell.endpoint, column


def render(results: Results) -> str:
    """Make the document: the same bytes for the same cells, in whatever order they were run."""
    return file.dump(results.header, ordered(results.cells))
