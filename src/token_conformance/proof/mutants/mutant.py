"""A mutant as it is declared: its name, what is wrong in a line, what it is compared with, and what it moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.effect import INCONCLUSIVE, Effect
from token_conformance.proof.mutants.selection import Selection
from token_conformance.proof.mutants.suite_run import Fingerprints


@dataclass(frozen=True)
class Change:
    """Some cells, and what becomes of each of them."""

    selection: Selection
    effect: Effect


@dataclass(frozen=True)
class Mutant:
    """One small change of the edge or of the client; `baseline` names the setup in which it is made."""

    name: str
    line: str
    baseline: str
    changes: Sequence[Change]

    def declared(self, before: Fingerprints) -> Mapping[Cell, Effect]:
        """What becomes of each cell that moves, by its declaration and by the rule of positive controls.

        Raises UserError where a declaration means no cell, or two of them mean the same one.
        """
        effects: dict[Cell, Effect] = {}
        for number, change in enumerate(self.changes, start=1):
            meant = change.selection.among(before)
            if not meant:
                raise UserError(f"{self.name}: change {number} means no cell; mend its selection or drop it")
            if twice := [cell.id for cell in meant if cell in effects]:
                raise UserError(f"{self.name}: change {number} means {twice[0]}, which an earlier one means too")
            effects |= dict.fromkeys(meant, change.effect)
        return effects | _undone(effects, before)


def _undone(effects: Mapping[Cell, Effect], before: Fingerprints) -> dict[Cell, Effect]:
    """The cells that are not judged any more, whatever is declared of them, for a positive control fails."""
    down = {cell.endpoint for cell, effect in effects.items() if cell.is_positive_control and effect.fails}
    depend = (cell for cell in before if cell.endpoint in down and not cell.is_positive_control)
    return {cell: INCONCLUSIVE for cell in depend if before[cell].verdict is not Verdict.INCONCLUSIVE}
