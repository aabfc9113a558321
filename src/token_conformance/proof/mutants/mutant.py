"""What a mutant makes of a cell: another end, an answer that differs in some parts, or what another setup has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.selection import Selection
from token_conformance.proof.mutants.suite_run import Fingerprints


class Effect(Protocol):
    """A statement about a cell that has moved; as text it is what reports say of it."""

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:
        """Whether a cell has moved so; `other` is what it came to in the setup that the effect names."""

    @property
    def setup(self) -> str | None:
        """The name of the other setup that it compares with, if there is one."""

    @property
    def fails(self) -> bool:
        """Whether it makes a positive control fail, so that its endpoint's other cells say nothing."""


_OTHER = {
    "status": "another status",
    "headers": "other headers",
    "body": "another body",
    "recorded": "another day of recording",
}


@dataclass(frozen=True)
class Ends:
    """The cell ends with a verdict and an outcome, or without an outcome where it is not judged."""

    verdict: Verdict
    outcome: Outcome | None = None
    setup = None

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:  # noqa: ARG002  # as any
        """Whether both are as declared, and one of them was not so before."""
        return (before.verdict, before.outcome) != (self.verdict, self.outcome) == (after.verdict, after.outcome)

    @property
    def fails(self) -> bool:
        """Whether the verdict is that of a control that failed."""
        return self.verdict is Verdict.FAILED

    def __str__(self) -> str:
        return f"{self.verdict}: {self.outcome}" if self.outcome else str(self.verdict)


@dataclass(frozen=True)
class Differs:
    """The cell ends as before, and some parts of its fingerprint differ: exactly these."""

    parts: frozenset[str]
    setup = None
    fails = False

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:  # noqa: ARG002  # as any
        """Whether just the declared parts differ."""
        return before.differing(after) == self.parts

    def __str__(self) -> str:
        return f"as before, with {' and '.join(_OTHER[part] for part in sorted(self.parts))}"


@dataclass(frozen=True)
class Like:
    """The cell comes to all that it comes to in another setup."""

    setup: str
    fails = False

    def is_met(self, before: Fingerprint, after: Fingerprint, other: Fingerprint | None) -> bool:
        """Whether nothing differs from there any more, and something did before."""
        return before != after == other

    def __str__(self) -> str:
        return f"like {self.setup}"


INCONCLUSIVE = Ends(Verdict.INCONCLUSIVE)
"""What the other cells of an endpoint come to where a positive control fails."""


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
