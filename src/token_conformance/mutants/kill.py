"""Killing a mutant: the cells that it moves must be the declared ones, each as declared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.model import Cell
from token_conformance.mutants.baselines import BASELINES
from token_conformance.mutants.effect import Effect
from token_conformance.mutants.fingerprint import Fingerprint
from token_conformance.mutants.mutant import Mutant
from token_conformance.mutants.reading import mutants
from token_conformance.mutants.suite_run import Fingerprints, baseline, run_suites
from token_conformance.mutants.switches import SWITCHES


@dataclass(frozen=True)
class Kill:
    """What became of a mutant: the effects that were declared, by cell, and a sentence for each that was not so.

    `cells` are all that were run.
    """

    mutant: str
    cells: tuple[Cell, ...]
    effects: Mapping[Cell, Effect]
    faults: tuple[str, ...]


def kill(name: str) -> Kill:
    """Run the suites without and with a mutant, and compare what differs with what is declared; raises UserError."""
    mutant = mutants()[name]
    before = baseline(mutant.baseline)
    after = run_suites(SWITCHES[name](BASELINES[mutant.baseline]))
    effects = mutant.declared(before)
    return Kill(name, tuple(before), effects, tuple(faults(mutant, effects, before, after)))


def faults(mutant: Mutant, effects: Mapping[Cell, Effect], before: Fingerprints, after: Fingerprints) -> Iterator[str]:
    """A sentence for each cell that did not move as declared, or moved and is not declared."""
    for cell in before:
        effect, was, became = effects.get(cell), before[cell], after[cell]
        if effect is None and was != became:
            yield f"{mutant.name}: {cell.id} moved, and nothing declares it: {_move(was, became)}"
        if effect is not None and not effect.is_met(was, became, _elsewhere(effect, cell)):
            yield f"{mutant.name}: {cell.id} was declared to become {effect!s}; {_move(was, became)}"


def _elsewhere(effect: Effect, cell: Cell) -> Fingerprint | None:
    return baseline(effect.setup)[cell] if effect.setup else None


def _move(was: Fingerprint, became: Fingerprint) -> str:
    parts = was.differing(became)
    if not parts:
        return f"it stayed {was}"
    return f"it was {was} and is {became} ({', '.join(sorted(parts))} differ)"
