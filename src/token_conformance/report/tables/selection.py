"""The part of the matrix that a table shows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from token_conformance.errors import ReportError
from token_conformance.model.cell import SITE_GATEWAY, Product
from token_conformance.model.outcome import Outcome
from token_conformance.report.every_call import listed
from token_conformance.report.matrix import Column, rows
from token_conformance.report.tables.lines import Line, recorded
from token_conformance.report.tables.naming import named_lines
from token_conformance.report.tables.options import NAMED
from token_conformance.report.tables.words import Word, read_words
from token_conformance.results.file import Results


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The lines and columns to show; without names, products or outcomes, all endpoints of the results are shown.

    Calls of the whole catalogue are shown only if they are named. Without columns, those of the matrix are shown.

    `full` means one row per cell, with its evidence, instead of one row per endpoint. `scopes` adds two columns with
    the scopes of the operation, and `legend` what the words of the table mean. `today` decides whether the announced
    day of a removal is past.
    """

    named: Sequence[Word] = ()
    products: Sequence[Product] = ()
    outcomes: Sequence[Outcome] = ()
    columns: Sequence[Column] = ()
    full: bool = False
    scopes: bool = False
    legend: bool = False
    today: dt.date = field(default_factory=_today)

    def lines(self, results: Results) -> list[Line]:
        """The selected lines, in the order of their names; raises ReportError if a name or product cannot be found."""
        known = list(map(recorded, rows(results.cells if self.named else listed(results).cells)))
        chosen = named_lines(self.named, known, self.today) if self.named else known
        self._refuse_missing_products(chosen)
        return [line for line in chosen if self._is_of_product(line) and self.cells(line)]

    def cells(self, line: Line) -> list[Column]:
        """The columns of the selected cells of a line, in their order."""
        shown = self.columns or (*line.columns, *(SITE_GATEWAY if self.full else ()))
        cells = [column for column in shown if column in line.cells]
        return [column for column in cells if not self.outcomes or line.outcome(column) in self.outcomes]

    def _is_of_product(self, line: Line) -> bool:
        return not self.products or line.product in self.products

    def _refuse_missing_products(self, chosen: Sequence[Line]) -> None:
        if not (missing := sorted(set(self.products) - {line.product for line in chosen})):
            return
        if self.named:
            raise ReportError(f"nothing that is named is of {missing[0]}; leave out the product or name an operation")
        raise ReportError(f"the selected results have no endpoint of {missing[0]}; run its suite")


def selection(values: Mapping[str, Any], folder: Path = Path()) -> Selection:
    """Make a selection from the values of the options, by name; `folder` is that of the files that they name."""
    read = [word for path in values["from"] for word in read_words(folder / path)]
    return Selection(
        named=[*map(Word, values[NAMED]), *read],
        products=values["product"],
        outcomes=values["outcome"],
        columns=values["column"],
        full=values["full"],
        scopes=values["scopes"],
        legend=values["legend"],
    )
