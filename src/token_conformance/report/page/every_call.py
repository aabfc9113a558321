"""The whole catalogue on the page: counts by API, which need no script, and compact JSON from which rows are made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from token_conformance.model.cell import MATRIX
from token_conformance.model.verdict import Verdict
from token_conformance.report.every_call import FOR_NO_SCOPES, Api, apis, heading, is_unreachable
from token_conformance.report.evidence import evidence
from token_conformance.report.legend import INFERRED_MEANING, SYMBOLS, cell_label, legend
from token_conformance.report.matrix import Column, Row
from token_conformance.report.page.catalogue_data import compact, operation_numbers
from token_conformance.report.page.numbered import Numbered
from token_conformance.report.unexpected import comparison, unexpected_cells
from token_conformance.results.record import CellResult

_MOST_LISTED = 50
"""The most cells that are listed as not as declared: a change of one rule can change a whole column."""

_Shown = tuple[str, str, str]
"""A cell: its class, which is its outcome, its label, and how it is known."""


@dataclass(frozen=True)
class EveryCall:
    """The section: its first sentence, the counts, the words of the rows with their meanings, and the JSON.

    `unexpected` are the cells that are not as declared.
    """

    heading: str
    apis: Sequence[Api]
    meanings: Mapping[str, str]
    data: Markup
    unexpected: Sequence[CellResult]

    @property
    def listed(self) -> list[tuple[CellResult, str]]:
        """The first of the cells that are not as declared, each with what happened."""
        return [(cell, comparison(cell)) for cell in self.unexpected[:_MOST_LISTED]]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the counts and of the rows."""
        return MATRIX

    @property
    def outcomes(self) -> list[str]:
        """The outcomes to filter by, in the order of the model, with `open` for cells that are not judged."""
        labels = {label for api in self.apis for counts in api.counts.values() for label in counts}
        words = {label.partition(" ")[2] for label in labels}
        return [*(outcome.value for outcome in SYMBOLS if outcome in words), *sorted(words - set(SYMBOLS))]


def every_call(cells: Sequence[CellResult]) -> EveryCall | None:
    """The section for the cells of the catalogue; None if there are none."""
    if not cells:
        return None
    found = apis(cells)
    meanings = legend([call for api in found for call in api.calls])
    columns = {word for column in MATRIX for word in column}
    meanings = {word: meaning for word, meaning in meanings.items() if word not in columns | {"none", "inferred"}}
    meanings |= {
        "inferred": INFERRED_MEANING,
        FOR_NO_SCOPES: "the call was refused to a token with scopes wherever it was sent with one",
    }
    data = Markup(compact(_data(found)))  # noqa: S704  # it has no `<`
    return EveryCall(heading(found, cells), found, meanings, data, unexpected_cells(cells))


def _data(found: Sequence[Api]) -> dict[str, Any]:
    """The rows by API: the number of an operation in the page's data, and that of its cells, in turn.

    Cells and rows that are the same are there once; operations that the page's data do not have follow theirs.
    """
    numbers, others = operation_numbers(), Numbered[str]()
    shown, lines = Numbered[_Shown](), Numbered[tuple[int | None, ...]]()
    calls = []
    for api in found:
        flat: list[int] = []
        for call in api.calls:
            number = numbers.get(call.operation)
            flat.append(number if number is not None else -1 - others.of(call.operation))
            flat.append(lines.of((*_cells(call, shown), int(is_unreachable(call)))))
        calls.append([api.id, flat])
    return {"calls": calls, "rows": list(lines), "cells": list(shown), "others": list(others)}


def _cells(call: Row, shown: Numbered[_Shown]) -> Iterator[int | None]:
    for column in MATRIX:
        cell = call.cells.get(column)
        yield shown.of(_shown(cell)) if cell else None


def _shown(cell: CellResult) -> _Shown:
    known = evidence(cell)
    rule = (cell.deviation or {}).get("rule", "")
    grounds = " ".join(filter(None, [known.grade, known.date, rule])) if known else ""
    label = cell_label(cell, with_rule=False)
    is_unexpected = cell.outcome is not None and not cell.verdict.is_as_declared
    name = cell.verdict if cell.verdict is Verdict.OPEN or cell.outcome is None else cell.outcome
    return (str(name), f"{label} not as declared" if is_unexpected else label, grounds)
