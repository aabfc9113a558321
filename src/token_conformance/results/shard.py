"""A shard: one of several parts of a run, each on a machine of its own."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self

from token_conformance.errors import shortened
from token_conformance.model.cell import Endpoint

MOST = 1_000
"""The most shards of a run."""


@dataclass(frozen=True)
class Shard:
    """Part `index` of `total`; the index of the first part is 1."""

    index: int
    total: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a text such as `2/4`; raises ValueError that says how a shard is written."""
        match = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", text)
        shard = cls(*map(int, match.groups())) if match else None
        if shard is None or not 1 <= shard.index <= shard.total:
            raise ValueError(f"{shortened(repr(text))} is not a shard; write for example 1/4 for the first of four")
        if shard.total > MOST:
            raise ValueError(f"{text!r} has more than {MOST:,} shards, which is the most")
        return shard

    def __str__(self) -> str:
        return f"{self.index}/{self.total}"

    def select(self, endpoints: Iterable[Endpoint]) -> set[Endpoint]:
        """The endpoints of this shard; `endpoints` has one entry for each cell, in the order of the run.

        The first shard has the first endpoints, and so on: with as many cells each as whole endpoints allow, and with
        at least one endpoint each. Only if there are fewer endpoints than shards, the last shards have none.
        """
        cells = Counter(endpoints)
        bounds = _bounds(list(cells.values()), min(self.total, len(cells)))
        return {endpoint for first, end in bounds[self.index - 1 : self.index] for endpoint in list(cells)[first:end]}


def _bounds(cells: Sequence[int], total: int) -> list[tuple[int, int]]:
    """The parts of a sequence of endpoints with so many cells each: where each begins, and where it ends."""
    ends = list(accumulate(cells, initial=0))
    bounds = [0]
    for index in range(1, total):
        nearest = _nearest(ends, ends[-1] * index / total)
        bounds.append(min(max(nearest, bounds[-1] + 1), len(cells) - (total - index)))
    return list(pairwise([*bounds, len(cells)]))


def _nearest(ends: Sequence[int], wanted: float) -> int:
    """The index of the number that is nearest to the wanted one, which is between the first and the last."""
    above = bisect_left(ends, wanted)
    return above - 1 if wanted - ends[above - 1] < ends[above] - wanted else above
