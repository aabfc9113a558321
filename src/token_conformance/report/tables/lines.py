"""The lines of a table: those of recorded endpoints, and those of operations whose answers are inferred."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from token_conformance.calls.named import Named
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.four_answers import Grounded
from token_conformance.catalogue.operations import Operation, family_operations, published
from token_conformance.catalogue.states import noted
from token_conformance.model.cell import MATRIX, Product
from token_conformance.model.outcome import Outcome
from token_conformance.report.every_call import FOR_NO_SCOPES, is_unreachable
from token_conformance.report.evidence import deviation_texts, without_valid_token
from token_conformance.report.inferred import evidence_texts, inferred_label
from token_conformance.report.legend import cell_label
from token_conformance.report.matrix import Column, Row
from token_conformance.results.record import CellResult


@dataclass(frozen=True)
class Line:
    """One line: its name, its cells by column, and what is published of the operation.

    `row` is the recorded endpoint; None if the answers of the line are inferred. `note` has what a reader must know
    beside the answers, or is empty.
    """

    name: str
    cells: Mapping[Column, CellResult | Grounded]
    operation: Operation | None
    note: str
    row: Row | None = None

    @property
    def product(self) -> Product | None:
        """The product of the endpoint or of the operation's API; None if nobody can tell."""
        if self.row:
            return self.row.product
        with suppress(ValueError):  # a family has none
            return self.operation.product if self.operation else None
        return None

    @property
    def is_call(self) -> bool:
        """Whether it is a call of the whole catalogue, of which only recognition is recorded."""
        return self.row is not None and self.row.is_call

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the matrix that the line can fill."""
        return tuple(self.row.columns) if self.row else MATRIX

    def label(self, column: Column) -> str:
        """What happened in the cell, or what is inferred of it."""
        cell = self.cells.get(column)
        return inferred_label(cell) if isinstance(cell, Grounded) else cell_label(cell)

    def outcome(self, column: Column) -> Outcome | None:
        """The outcome of the cell; of an inferred answer only success is one."""
        cell = self.cells[column]
        if isinstance(cell, Grounded):
            return Outcome.WORKS if cell.answer.says is Says.YES else None
        return cell.outcome

    def evidence(self, column: Column) -> tuple[str, ...]:
        """The effect, grade, date and source of the cell, and the answer without a valid token, if that is recorded."""
        cell = self.cells[column]
        if isinstance(cell, Grounded):
            return (*evidence_texts(cell), "")
        return (*deviation_texts(cell), without_valid_token(self.row, cell) if self.row else "")


def recorded(row: Row) -> Line:
    """The line of an endpoint of the results."""
    name = " ".join(row.operation.split())
    known = noted(name)
    notes = [known[1].text] if known else []
    if row.is_call and is_unreachable(row):
        notes.append(f"It accepts {FOR_NO_SCOPES}.")
    operation = published().operations.get(name) or family_operations().operations.get(name)
    return Line(name, row.cells, operation, " ".join(notes), row)


def inferred(one: Named) -> Line:
    """The line of what is not in the results."""
    return Line(one.name, one.answers, one.operation, " ".join(one.notes))
