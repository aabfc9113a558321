"""What of the matrix a table shows, and the options that select it, on the command line and in a marker alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from token_conformance.errors import ReportError, nearest, one_of
from token_conformance.model.cell import COLUMNS, MATRIX, Credential, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.report.matrix import Row, rows
from token_conformance.report.tables.formats import FORMATS
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

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


class Kind(StrEnum):
    """What an option takes."""

    CHOICE = "choice"
    """One word."""

    WORDS = "words"
    """Words with commas between them; the option may be given several times."""

    SWITCH = "switch"
    """Nothing: it is given or not."""


@dataclass(frozen=True)
class Option:
    """An option: `--name` on the command line; `name=value`, or `name` for a switch, in a marker."""

    name: str
    kind: Kind
    help: str
    metavar: str = ""
    choices: Mapping[str, Any] | None = None
    """What each word means; None where the words are known only by the results."""

    @property
    def default(self) -> Any:
        """The value of an option that is not given."""
        return {Kind.CHOICE: None, Kind.WORDS: [], Kind.SWITCH: False}[self.kind]

    def read(self, text: str) -> Any:
        """The value, or the list of values, that a text means; raises UserError where a word is unknown."""
        if self.kind is Kind.WORDS:
            return [self._meaning(word.strip()) for word in text.split(",")]
        return self._meaning(text)

    def _meaning(self, word: str) -> Any:
        return word if self.choices is None else one_of(self.name, self.choices)(word)


OPTIONS = (
    Option("format", Kind.CHOICE, f"one of {', '.join(FORMATS)}", "F", {name: name for name in FORMATS}),
    Option("endpoint", Kind.WORDS, "only this endpoint, such as jira-platform/get-issue", "ID"),
    Option("product", Kind.WORDS, "only endpoints of this product", "P", {word.value: word for word in Product}),
    Option(
        "outcome", Kind.WORDS, "only what ended like this, such as hidden", "O", {word.value: word for word in Outcome}
    ),
    Option(
        "column",
        Kind.WORDS,
        "only this column, such as scoped-site (default: the four of the matrix)",
        "C",
        {f"{credential}-{form}": (credential, form) for credential, form in COLUMNS},
    ),
    Option("full", Kind.SWITCH, "a row a cell, with its effect and evidence"),
    Option("scopes", Kind.SWITCH, "add the scopes that a scoped token needs"),
)


def selection(values: Mapping[str, Any]) -> Selection:
    """The selection that the values of the options make."""
    return Selection(
        endpoints=values["endpoint"],
        products=values["product"],
        outcomes=values["outcome"],
        columns=values["column"] or MATRIX,
        full=values["full"],
        scopes=values["scopes"],
    )
