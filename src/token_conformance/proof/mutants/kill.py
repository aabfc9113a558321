"""Killing a mutant: it must change exactly the declared cells, each as declared."""

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
    """The result of a mutant: the declared effects by cell, and one sentence for each cell that differs from them.

    `cells` are all cells of the run.
    """

    mutant: str
    cells: tuple[Cell, ...]
    effects: Mapping[Cell, Effect]
    problems: tuple[str, ...]


def kill(name: str) -> Kill:
    """Run the suites without and with a mutant, and compare the changes with the declared effects; raises UserError."""
    mutant = mutants()[name]
    before = baseline(mutant.baseline)
    after = run_suites(SWITCHES[name](BASELINES[mutant.baseline]))
    effects = mutant.declared(before)
    return Kill(name, tuple(before), effects, tuple(problems(mutant, effects, before, after)))


def problems(
    mutant: Mutant, effects: Mapping[Cell, Effect], before: Fingerprints, after: Fingerprints
) -> Iterator[str]:
    """One sentence for each cell that did not change as declared, or changed without being declared."""
    for cell in before:
        effect, old, new = effects.get(cell), before[cell], after[cell]
        if effect is None and old != new:
            yield f"{mutant.name}: {cell.id} changed, and no declaration names it: {_difference(old, new)}"
        if effect is not None and not effect.is_met(old, new, _in_other_setup(effect, cell)):
            yield f"{mutant.name}: {cell.id} was declared to become {effect!s}; {_difference(old, new)}"


def _in_other_setup(effect: Effect, cell: Cell) -> Fingerprint | None:
    return baseline(effect.setup)[cell] if effect.setup else None


def _difference(old: Fingerprint, new: Fingerprint) -> str:
    parts = old.differing(new)
    if not parts:
        return f"it is still {old}"
    return f"it was {old} and is {new} ({', '.join(sorted(parts))} differ)"


def kill_all(names: Iterable[str]) -> Iterator[Kill]:
    """Kill mutants by name, in several processes, and yield the results in the same order; raises UserError.

    The processes are spawned: a forked process would inherit threads and patches of its parent.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(kill, names)
        finally:
            pool.shutdown(cancel_futures=True)
