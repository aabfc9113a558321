"""Mutants and their effects: a cell ends differently, parts of its answer differ, or it equals another setup's cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.observed import Rows
from token_conformance.proof.mutants.selection import Selection
from token_conformance.proof.mutants.suite_run import Fingerprints


class Effect(Protocol):
    """A declared change of a cell; reports show it as text."""

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:
        """Whether a cell changed as declared; `other` is its fingerprint in the setup that the effect names."""

    @property
    def setup(self) -> str | None:
        """The name of the other setup to compare with, if any."""

    @property
    def fails(self) -> bool:
        """Whether a positive control with this effect fails, so that its endpoint's other cells are inconclusive."""


_OTHER = {
    "status": "another status",
    "headers": "other headers",
    "body": "another body",
    "recorded": "another day of recording",
}


@dataclass(frozen=True)
class Ends:
    """The cell ends with a verdict and an outcome, or without an outcome if it is not judged."""

    verdict: Verdict
    outcome: Outcome | None = None
    setup = None

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:  # noqa: ARG002  # as any
        """Whether both are as declared, and at least one of them was different before."""
        return (before.verdict, before.outcome) != (self.verdict, self.outcome) == (after.verdict, after.outcome)

    @property
    def fails(self) -> bool:
        """Whether the verdict is that of a control that failed."""
        return self.verdict is Verdict.FAILED

    def __str__(self) -> str:
        return f"{self.verdict}: {self.outcome}" if self.outcome else str(self.verdict)


@dataclass(frozen=True)
class Differs:
    """The cell ends as before, and exactly these parts of its fingerprint differ."""

    parts: frozenset[str]
    setup = None
    fails = False

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:  # noqa: ARG002  # as any
        """Whether exactly the declared parts differ."""
        return before.differing(after) == self.parts

    def __str__(self) -> str:
        return f"as before, with {' and '.join(_OTHER[part] for part in sorted(self.parts))}"


@dataclass(frozen=True)
class Like:
    """The cell has the same fingerprint as in another setup."""

    setup: str
    fails = False

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:
        """Whether the fingerprint equals that of the other setup, and was different before."""
        return before != after == other

    def __str__(self) -> str:
        return f"like {self.setup}"


INCONCLUSIVE = Ends(Verdict.INCONCLUSIVE)
"""The effect on the other cells of an endpoint whose positive control fails."""


@dataclass(frozen=True)
class Change:
    """Some cells and the effect on each of them."""

    selection: Selection
    effect: Effect


@dataclass(frozen=True)
class Mutant:
    """One small change of the edge or of the client; `baseline` names the setup that it changes.

    `rules` are the rules of the edge that do not hold with it, and `rows` the observations that it changes.
    """

    name: str
    line: str
    baseline: str
    changes: Sequence[Change]
    rules: Sequence[str] = ()
    rows: Sequence[Rows] = ()

    def declared(self, before: Fingerprints) -> Mapping[Cell, Effect]:
        """The effect on each cell that changes, by its declaration or by the rule of positive controls.

        Raises UserError if a declaration selects no cell, or if two declarations select the same cell.
        """
        effects: dict[Cell, Effect] = {}
        for number, change in enumerate(self.changes, start=1):
            selected = change.selection.among(before)
            if not selected:
                raise UserError(f"{self.name}: change {number} selects no cell; correct its selection or delete it")
            if twice := [cell.id for cell in selected if cell in effects]:
                raise UserError(f"{self.name}: change {number} selects {twice[0]}, which an earlier change selects too")
            effects |= dict.fromkeys(selected, change.effect)
        return effects | _inconclusive(effects, before)


def _inconclusive(effects: Mapping[Cell, Effect], before: Fingerprints) -> dict[Cell, Effect]:
    """The cells that become inconclusive because a positive control fails; this overrides their declaration."""
    down = {cell.endpoint for cell, effect in effects.items() if cell.is_positive_control and effect.fails}
    depend = (cell for cell in before if cell.endpoint in down and not cell.is_positive_control)
    return {cell: INCONCLUSIVE for cell in depend if before[cell].verdict is not Verdict.INCONCLUSIVE}
