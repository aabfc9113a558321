"""A sample of all published calls: the same for the same seed, and spread over the APIs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.catalogue.operations import Operation
from token_conformance.exchange.reads import only_reads

SEED = 1
"""The seed of a sample if the user names none."""

HIGHEST_SEED = 1_000_000_000


@dataclass(frozen=True)
class Sample:
    """How many calls are chosen, and the seed that chooses them."""

    size: int
    seed: int = SEED

    def of(self, calls: Mapping[str, Sequence[Operation]]) -> frozenset[str]:
        """The names of the chosen calls: one of each API in turn, until there are enough."""
        random = Random(self.seed)  # noqa: S311  # a sample is no secret
        waiting = [
            random.sample(names, len(names)) for names in (sorted(one.name for one in c) for c in calls.values())
        ]
        chosen: list[str] = []
        while len(chosen) < self.size and any(waiting):
            chosen += [names.pop() for names in waiting if names]
        return frozenset(chosen[: self.size])


@dataclass(frozen=True)
class Chosen:
    """The calls of a run: all, those that read, or a sample of them; `words` says which, if not all."""

    names: frozenset[str] | None
    words: str | None

    def has(self, operation: Operation) -> bool:
        """Whether a call is run."""
        return self.names is None or operation.name in self.names


@cache
def chosen(sample: Sample | None, *, reads_only: bool) -> Chosen:
    """The calls of a run. A live tenant is asked no more than to read."""
    calls = calls_by_api()
    total = sum(map(len, calls.values()))
    if reads_only:
        calls = {api: [one for one in operations if only_reads(one.name)] for api, operations in calls.items()}
    reads = sum(map(len, calls.values()))
    left_out = f"; the {total - reads:,} that write are never sent to a live tenant" if reads_only else ""
    if sample is None:
        names = frozenset(one.name for operations in calls.values() for one in operations) if reads_only else None
        return Chosen(names, f"{reads:,} of {total:,} calls{left_out}" if reads_only else None)
    names = sample.of(calls)
    return Chosen(names, f"{len(names):,} of {total:,} calls, seed {sample.seed}{left_out}")
