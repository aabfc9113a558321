"""The part of the matrix that a table shows, and the options that select it on the command line and in markers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from token_conformance.errors import ReportError, nearest, one_of
from token_conformance.model.cell import EVERY_COLUMN, SITE_GATEWAY, Product
from token_conformance.model.outcome import Outcome
from token_conformance.report.matrix import Column, Row, rows
from token_conformance.report.tables.formats import FORMATS
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The rows and columns to show; without endpoints, products or outcomes, all of them are shown.

    Without columns, those of the matrix are shown.

    `full` means one row per cell, with its evidence, instead of one row per endpoint. `scopes` adds two columns with
    the scopes of the operation.
    """

    endpoints: Sequence[str] = ()
    products: Sequence[Product] = ()
    outcomes: Sequence[Outcome] = ()
    columns: Sequence[Column] = ()
    full: bool = False
    scopes: bool = False

    def rows(self, results: Results) -> list[Row]:
        """The selected rows, in the order of the endpoints; raises ReportError if one is not in the results."""
        by_endpoint = {row.endpoint: row for row in rows(results.cells)}
        chosen = [_row(by_endpoint, endpoint) for endpoint in self.endpoints] or list(by_endpoint.values())
        self._refuse_missing_products(chosen)
        return [row for row in chosen if self._is_of_product(row) and self.cells(row)]

    def cells(self, row: Row) -> list[CellResult]:
        """The selected cells of a row, in the order of the columns."""
        shown = self.columns or (*row.columns, *(SITE_GATEWAY if self.full else ()))
        cells = [row.cells[column] for column in shown if column in row.cells]
        return [cell for cell in cells if not self.outcomes or cell.outcome in self.outcomes]

    def _is_of_product(self, row: Row) -> bool:
        return not self.products or row.product in self.products

    def _refuse_missing_products(self, chosen: Sequence[Row]) -> None:
        if missing := sorted(set(self.products) - {row.product for row in chosen}):
            raise ReportError(f"the selected results have no endpoint of {missing[0]}; run its suite")


def _row(by_endpoint: Mapping[str, Row], endpoint: str) -> Row:
    if endpoint not in by_endpoint:
        remedy = nearest(endpoint, by_endpoint, "run its suite")
        raise ReportError(f"{endpoint!r} is not an endpoint of the results; {remedy}")
    return by_endpoint[endpoint]


class Kind(StrEnum):
    """The kind of value that an option takes."""

    CHOICE = "choice"
    """One word."""

    WORDS = "words"
    """Words separated by commas; the option may be repeated."""

    SWITCH = "switch"
    """No value."""


@dataclass(frozen=True)
class Option:
    """An option: `--name` on the command line; in a marker, `name=value`, or `name` for a switch."""

    name: str
    kind: Kind
    help: str
    metavar: str = ""
    choices: Mapping[str, Any] | None = None
    """The value of each word; None if any word is allowed here, because only the results know which exist."""

    @property
    def default(self) -> Any:
        """The value of the option if it is absent."""
        return {Kind.CHOICE: None, Kind.WORDS: [], Kind.SWITCH: False}[self.kind]

    def read(self, text: str) -> Any:
        """Read the value, or the list of values, from a text; raises UserError for an unknown word."""
        if self.kind is Kind.WORDS:
            return [self._read_word(word.strip()) for word in text.split(",")]
        return self._read_word(text)

    def _read_word(self, word: str) -> Any:
        return word if self.choices is None else one_of(self.name, self.choices)(word)


OPTIONS = (
    Option("format", Kind.CHOICE, f"one of {', '.join(FORMATS)}", "F", {name: name for name in FORMATS}),
    Option("endpoint", Kind.WORDS, "only this endpoint, for example jira-platform/get-issue", "ID"),
    Option("product", Kind.WORDS, "only endpoints of this product", "P", {word.value: word for word in Product}),
    Option(
        "outcome",
        Kind.WORDS,
        "only cells with this outcome, for example hidden",
        "O",
        {word.value: word for word in Outcome},
    ),
    Option(
        "column",
        Kind.WORDS,
        "only this column, for example scoped-site (default: those of the matrix)",
        "C",
        {f"{credential}-{form}": (credential, form) for credential, form in EVERY_COLUMN},
    ),
    Option("full", Kind.SWITCH, "one row per cell, with its effect and evidence"),
    Option("scopes", Kind.SWITCH, "add columns with the scopes that a scoped token needs"),
)


def selection(values: Mapping[str, Any]) -> Selection:
    """Make a selection from the values of the options, by name."""
    return Selection(
        endpoints=values["endpoint"],
        products=values["product"],
        outcomes=values["outcome"],
        columns=values["column"],
        full=values["full"],
        scopes=values["scopes"],
    )
