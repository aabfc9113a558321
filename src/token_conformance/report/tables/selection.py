"""What of the matrix a table shows: which endpoints, which columns, and how much of each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from token_conformance.deviations.fault import nearest
from token_conformance.model import MATRIX, Credential, Outcome, Product, UrlForm
from token_conformance.report.error import ReportError
from token_conformance.report.matrix import Row, rows
from token_conformance.results import CellResult, Results

Column = tuple[Credential, UrlForm]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which rows and columns to show; of endpoints, products and outcomes, none means all.

    `full` asks for a row a cell, with its evidence, instead of a row an endpoint.
    """

    endpoints: Sequence[str] = ()
    products: Sequence[Product] = ()
    outcomes: Sequence[Outcome] = ()
    columns: Sequence[Column] = MATRIX
    full: bool = False
    scopes: bool = False

    def rows(self, results: Results) -> list[Row]:
        """The rows that are asked for, in the order asked for; raises ReportError where one was not run."""
        run = {row.endpoint: row for row in rows(results.cells)}
        chosen = [_found(run, endpoint) for endpoint in self.endpoints] or list(run.values())
        self._refuse_products_not_run(chosen)
        return [row for row in chosen if self._is_of_product(row) and self.cells(row)]

    def cells(self, row: Row) -> list[CellResult]:
        """The cells of a row that are asked for, in the order of the columns."""
        run = [row.cells[column] for column in self.columns if column in row.cells]
        return [cell for cell in run if not self.outcomes or cell.outcome in self.outcomes]

    def _is_of_product(self, row: Row) -> bool:
        return not self.products or row.product in self.products

    def _refuse_products_not_run(self, chosen: Sequence[Row]) -> None:
        if missing := sorted(set(self.products) - {row.product for row in chosen}):
            raise ReportError(f"no endpoint of {missing[0]} is among the results that were asked for; run its suite")


def _found(run: Mapping[str, Row], endpoint: str) -> Row:
    if endpoint not in run:
        raise ReportError(f"{endpoint!r} is no endpoint of the results; {nearest(endpoint, run, 'run its suite')}")
    return run[endpoint]
