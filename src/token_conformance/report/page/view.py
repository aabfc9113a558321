"""The data that the template of the page shows: the matrix by product, and a section on integrations."""

from collections.abc import Sequence
from dataclasses import dataclass

from token_conformance.catalogue.states import noted
from token_conformance.model.cell import Credential, Product
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.matrix import Column, Row, columns, rows, totals
from token_conformance.report.page.detail import Detail, detail
from token_conformance.report.page.summary import Line, finding, summary
from token_conformance.report.unexpected import comparison, unexpected_cells
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

_LONG = 54
"""An operation with more characters than this may need two lines in its row."""


@dataclass(frozen=True)
class SectionColumn:
    """One requirement: its `name` has a few words, its `title` is a sentence."""

    id: str
    level: str
    name: str
    title: str


@dataclass(frozen=True)
class SectionRow:
    """One client; `cells` has a symbol and a word for each requirement, in the order of the section."""

    title: str
    level: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageSection:
    """The section on integrations, with texts that are not escaped. `meanings` explain the symbols of the cells."""

    measured: str
    statement: str
    columns: tuple[SectionColumn, ...]
    meanings: dict[str, str]
    rows: tuple[SectionRow, ...]


@dataclass(frozen=True)
class Endpoint:
    """A row of the matrix; a detail is None if the cell was not run."""

    row: Row
    details: list[Detail | None]

    @property
    def state(self) -> str:
        """The state of the operation in a word or two; empty if there is nothing that a reader should know of it."""
        found = noted(self.row.operation)
        return found[0].replace("-", " ").replace("oauth", "OAuth") if found else ""

    @property
    def is_long(self) -> bool:
        """Whether the operation may need two lines."""
        return len(f"{self.row.label} {self.state}") > _LONG


@dataclass(frozen=True)
class Group:
    """The endpoints of one product."""

    product: Product
    endpoints: list[Endpoint]


@dataclass(frozen=True)
class View:
    """The whole page; `unexpected` are the cells that are not as declared, each with a comparison in words.

    `beside` are the cells at the site's own gateway path.
    """

    results: Results
    groups: list[Group]
    lines: list[Line]
    beside: list[Detail]
    unexpected: list[tuple[CellResult, str]]

    @property
    def totals(self) -> str:
        """The number of cells by verdict."""
        return totals(self.results.cells)

    @property
    def finding(self) -> str:
        """How often the scoped token works at the site."""
        return finding(self.lines)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the matrix."""
        return columns(self.results.cells)

    @property
    def tokens(self) -> list[Credential]:
        """The credentials of the columns, each once."""
        return list(dict.fromkeys(credential for credential, _ in self.columns))

    @property
    def has_open(self) -> bool:
        """Whether the page has an open cell, which it then explains."""
        return any(cell.verdict is Verdict.OPEN for cell in self.results.cells)

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcomes to filter by."""
        return [line.outcome for line in self.lines if isinstance(line.outcome, Outcome)]

    @property
    def grades(self) -> list[Grade]:
        """The grades to filter by."""
        occurring = {(cell.deviation or {}).get("grade") for cell in self.results.cells}
        return [grade for grade in Grade if grade in occurring]


def view(results: Results, history: History) -> View:
    """Arrange the results of the endpoints for the page."""
    matrix = rows(results.cells)
    unexpected = [(cell, comparison(cell)) for cell in unexpected_cells(results.cells)]
    scheme = results.header.service_account
    beside = [detail(row, cell, history, scheme) for row in matrix for cell in row.beside]
    return View(results, _groups(matrix, history, scheme), summary(matrix), beside, unexpected)


def _groups(matrix: Sequence[Row], history: History, scheme: str | None) -> list[Group]:
    endpoints = [_endpoint(row, history, scheme) for row in matrix]
    by_product = [(product, [e for e in endpoints if e.row.product is product]) for product in Product]
    return [Group(product, members) for product, members in by_product if members]


def _endpoint(row: Row, history: History, scheme: str | None) -> Endpoint:
    return Endpoint(row, [detail(row, cell, history, scheme) if cell else None for cell in row.matrix])
