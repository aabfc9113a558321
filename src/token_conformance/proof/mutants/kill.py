"""Killing a mutant: it must change exactly the declared cells and observations, each as declared."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from token_conformance.model.cell import Cell
from token_conformance.proof.mutants import observed
from token_conformance.proof.mutants.baselines import AS_IT_IS, BASELINES
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.mutant import Effect, Mutant
from token_conformance.proof.mutants.observed import Agreement
from token_conformance.proof.mutants.reading import mutants
from token_conformance.proof.mutants.setup import Setup
from token_conformance.proof.mutants.suite_run import Fingerprints, baseline, run_suites
from token_conformance.proof.mutants.switches import SWITCHES


@dataclass(frozen=True)
class Kill:
    """The result of a mutant: the declared effects, and one sentence for each cell or observation that differs.

    `effects` are those on cells; `cells` are all cells of the run. `rows` says of each observation that changes
    whether it agrees with the mutant.
    """

    mutant: str
    cells: tuple[Cell, ...]
    effects: Mapping[Cell, Effect]
    problems: tuple[str, ...]
    rows: Agreement = field(default_factory=dict)


def kill(name: str) -> Kill:
    """Run the suites and ask for the observations, without and with a mutant, and compare the changes; UserError."""
    mutant = mutants()[name]
    usual_setup, before = BASELINES[mutant.baseline], baseline(mutant.baseline).cells
    setup = SWITCHES[name](usual_setup)
    effects, rows = mutant.declared(before), observed.declared(name, mutant.rows)
    found = [
        *_beyond(mutant, setup),
        *problems(mutant, effects, before, _cells_with(mutant, setup)),
        *_of_rows(mutant, setup, rows),
    ]
    return Kill(name, tuple(before), effects, tuple(found), rows)


def _cells_with(mutant: Mutant, setup: Setup) -> Fingerprints:
    """The cells with a mutant. If it changes the answer to none of the run's requests, they are those without it."""
    without = baseline(mutant.baseline)
    if setup.reach is not None and not any(map(setup.reach, without.requests)):
        return without.cells
    return run_suites(setup).cells


def _beyond(mutant: Mutant, setup: Setup) -> Iterator[str]:
    """A sentence if the mutant may change cells that its baseline, which has some columns alone, does not run."""
    if setup.service_account is None:
        return
    if setup.reach is None or any(map(setup.reach, baseline(AS_IT_IS).requests)):
        yield f"{mutant.name}: it changes answers to other credentials too; limit it to those of the service account"


def _of_rows(mutant: Mutant, setup: Setup, declared: Agreement) -> Iterator[str]:
    """The problems with observations; only another edge can change one."""
    before = observed.usual(setup.make_state)
    after = observed.agreement(setup) if setup.is_other_edge else before
    return observed.problems(mutant.name, declared, before, after)


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
    return baseline(effect.setup).cells[cell] if effect.setup else None


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
