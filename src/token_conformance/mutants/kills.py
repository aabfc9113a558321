"""Killing many mutants, on all processors."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from token_conformance.mutants.kill import Kill, kill


def kill_all(names: Iterable[str]) -> Iterator[Kill]:
    """Kill mutants by their names, and yield what became of each in the same order; raises UserError.

    The processes are started anew: a forked one would inherit threads and patches of whoever asks.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(kill, names)
        finally:
            pool.shutdown(cancel_futures=True)
