"""Shards of a run, and how their results are merged: shard 2/4 has every fourth endpoint from the second on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from token_conformance.errors import ResultsError, shortened
from token_conformance.model.cell import Endpoint
from token_conformance.results.file import Header, Results

MOST = 1_000
"""The most shards of a run, which is more than the suites have endpoints."""


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
        """The endpoints of this shard, all cells of each; the order of `endpoints` does not matter.

        Each endpoint is in exactly one of the shards.
        """
        ordered = sorted(set(endpoints), key=lambda endpoint: endpoint.id)
        return set(ordered[self.index - 1 :: self.total])


def merge(parts: Mapping[str, Results]) -> Results:
    """Merge the shards of one run, by the names of their files; raises ResultsError if they do not fit together."""
    _require_same_run({name: part.header for name, part in parts.items()})
    shards = {name: _shard(name, part.header) for name, part in parts.items()}
    _require_all(shards)
    _refuse_duplicates(parts)
    in_order = [parts[name] for name in sorted(parts, key=lambda name: shards[name].index)]
    header = replace(in_order[0].header, shard=None)
    return Results(header, tuple(cell for part in in_order for cell in part.cells))


def _require_same_run(headers: Mapping[str, Header]) -> None:
    (first, expected), *others = headers.items()
    for name, header in others:
        if replace(header, shard=None) != replace(expected, shard=None):
            raise ResultsError(
                f"{name}: inconsistent: {_run(header)}, but {first} has {_run(expected)}; merge shards of one run"
            )


def _shard(name: str, header: Header) -> Shard:
    if header.shard is None:
        raise ResultsError(f"{name}: is a whole run, not a shard; run shards with --shard 1/2")
    try:
        return Shard.parse(header.shard)
    except ValueError as error:
        raise ResultsError(f"{name}: the shard in its header is wrong: {error}") from None


def _require_all(shards: Mapping[str, Shard]) -> None:
    totals = {shard.total for shard in shards.values()}
    if len(totals) > 1:
        raise ResultsError(f"{', '.join(shards)}: inconsistent: shards of {sorted(totals)}; merge shards of one run")
    _require_each_once(list(shards.values()), totals.pop())


def _require_each_once(shards: Sequence[Shard], total: int) -> None:
    every = [Shard(index, total) for index in range(1, total + 1)]
    if missing := [str(shard) for shard in every if shard not in shards]:
        raise ResultsError(f"missing: shard {shortened(', '.join(missing))}; run it with --shard {missing[0]}")
    shard, times = Counter(shards).most_common(1)[0]
    if times > 1:
        raise ResultsError(f"duplicate: shard {shard} is given {times} times; give each shard once")


def _refuse_duplicates(parts: Mapping[str, Results]) -> None:
    files: dict[str, str] = {}
    for name, part in parts.items():
        for cell in part.cells:
            if cell.cell in files:
                raise ResultsError(
                    f"{name}: duplicate: {shortened(cell.cell)} is also in {files[cell.cell]}; run them again"
                )
            files[cell.cell] = name


def _run(header: Header) -> str:
    return shortened(f"suite {header.suite}, target {header.target}, world {header.world or 'none'}")
