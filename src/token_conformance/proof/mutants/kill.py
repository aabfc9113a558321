"""Killing a mutant: the cells that it moves must be the declared ones, each as declared."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from token_conformance.model.cell import Cell
from token_conformance.proof.mutants.baselines import BASELINES
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.mutant import Effect, Mutant
from token_conformance.proof.mutants.reading import mutants
from token_conformance.proof.mutants.suite_run import Fingerprints, baseline, run_suites
from token_conformance.proof.mutants.switches import SWITCHES


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


def kill_all(names: Iterable[str]) -> Iterator[Kill]:
    """Kill mutants by their names, and yield what became of each in the same order; raises UserError.

    The processes are started anew: a forked one would inherit threads and patches of whoever asks.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(kill, names)
        finally:
            pool.shutdown(cancel_futures=True)
