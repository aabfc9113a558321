"""The compatibility matrix: one row per endpoint, in an order that does not depend on the order of the run."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from token_conformance.model.cell import (
    EVERY_COLUMN,
    MATRIX,
    SERVICE_ACCOUNT,
    SITE_GATEWAY,
    Credential,
    Product,
    UrlForm,
)
from token_conformance.model.verdict import Verdict
from token_conformance.results import file
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

Column = tuple[Credential, UrlForm]

_PRODUCTS = list(Product)


@dataclass(frozen=True)
class Row:
    """One endpoint with its cells that were run, by credential and URL form; `columns` are those of the matrix.

    `is_alike` says that another endpoint of the product has the same operation.
    """

    product: Product
    endpoint: str
    operation: str
    cells: dict[Column, CellResult]
    columns: Sequence[Column] = MATRIX
    is_alike: bool = False

    @property
    def label(self) -> str:
        """The operation, with the name of the endpoint where it alone would not tell one row from another."""
        return f"{self.operation} ({self.endpoint.partition('/')[2]})" if self.is_alike else self.operation

    @property
    def is_call(self) -> bool:
        """Whether it is a call of the whole catalogue, and not an endpoint with a requirement of its own."""
        return any(cell.api for cell in self.cells.values())

    @property
    def matrix(self) -> list[CellResult | None]:
        """The cells in the columns of the matrix, in reading order; None for a cell that was not run."""
        return [self.cells.get(column) for column in self.columns]

    @property
    def beside(self) -> list[CellResult]:
        """The cells at the site's own gateway path, if the run has them; they are shown beside the matrix."""
        return [self.cells[column] for column in SITE_GATEWAY if column in self.cells]


def columns(cells: Iterable[CellResult]) -> tuple[Column, ...]:
    """The columns of the matrix: those of a service account only if the results have them."""
    has_service_account = any(cell.credential is Credential.SERVICE_ACCOUNT for cell in cells)
    return MATRIX + SERVICE_ACCOUNT if has_service_account else MATRIX


def ordered(cells: Iterable[CellResult]) -> list[CellResult]:
    """The cells sorted by product, path, method and column."""
    return sorted(cells, key=_sort_key)


def rows(cells: Collection[CellResult]) -> list[Row]:
    """The rows of the matrix, products together, paths in alphabetical order."""
    by_endpoint: dict[str, list[CellResult]] = defaultdict(list)
    for cell in ordered(cells):
        by_endpoint[cell.endpoint].append(cell)
    shown = columns(cells)
    found = [_row(endpoint, run, shown) for endpoint, run in by_endpoint.items()]
    times = Counter((row.product, row.operation) for row in found)
    return [replace(row, is_alike=times[row.product, row.operation] > 1) for row in found]


def by_product(cells: Collection[CellResult]) -> list[tuple[Product, list[Row]]]:
    """The rows of the matrix, one group per product."""
    return [(product, list(group)) for product, group in groupby(rows(cells), key=lambda row: row.product)]


def totals(cells: Sequence[CellResult], noun: str = "cells") -> str:
    """The number of cells by verdict, such as `560 cells: 491 passed, 69 known.`; empty if there are none."""
    counts = Counter(cell.verdict for cell in cells)
    parts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    return f"{len(cells)} {noun}: {parts}." if cells else ""


def render(results: Results) -> str:
    """The results document, `reports/results.json`: the same cells give the same bytes, in any order of the run."""
    return file.dump(results.header, ordered(results.cells))


def render_condensed(results: Results) -> str:
    """The document of the whole catalogue, `reports/catalogue.json`, with a line per call."""
    return file.dump_condensed(results.header, ordered(results.cells))


def _row(endpoint: str, cells: list[CellResult], shown: Sequence[Column]) -> Row:
    by_column = {(cell.credential, cell.url_form): cell for cell in cells}
    return Row(cells[0].product, endpoint, cells[0].operation, by_column, shown)


def _sort_key(cell: CellResult) -> tuple[int, str, str, str, int]:
    method, _, path = cell.operation.partition(" ")
    column = EVERY_COLUMN.index((cell.credential, cell.url_form))
    return _PRODUCTS.index(cell.product), path, method, cell.endpoint, column
