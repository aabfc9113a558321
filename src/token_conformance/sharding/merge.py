"""Putting the parts of a run back together, or saying which of them does not belong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from token_conformance.errors import ResultsError
from token_conformance.results import Header, Results
from token_conformance.sharding.shard import Shard


def merge(parts: Mapping[str, Results]) -> Results:
    """One run from its shards, by the names of their files; raises ResultsError for what does not fit."""
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
                f"{name}: inconsistent: {_run(header)}, but {first} is of {_run(expected)}; merge parts of one run"
            )


def _shard(name: str, header: Header) -> Shard:
    if header.shard is None:
        raise ResultsError(f"{name}: is a whole run and no shard; make parts with `pytest suites --shard 1/2`")
    try:
        return Shard.parse(header.shard)
    except ValueError as error:
        raise ResultsError(f"{name}: its header names a shard that is none: {error}") from None


def _require_all(shards: Mapping[str, Shard]) -> None:
    totals = {shard.total for shard in shards.values()}
    if len(totals) > 1:
        raise ResultsError(f"{', '.join(shards)}: inconsistent: shards of {sorted(totals)}; merge parts of one run")
    _require_each_once(list(shards.values()), totals.pop())


def _require_each_once(shards: Sequence[Shard], total: int) -> None:
    every = [Shard(index, total) for index in range(1, total + 1)]
    if missing := [str(shard) for shard in every if shard not in shards]:
        raise ResultsError(f"missing: shard {', '.join(missing)}; run it with `pytest suites --shard {missing[0]}`")
    shard, times = Counter(shards).most_common(1)[0]
    if times > 1:
        raise ResultsError(f"duplicate: shard {shard} is given {times} times; give each part once")


def _refuse_duplicates(parts: Mapping[str, Results]) -> None:
    seen: dict[str, str] = {}
    for name, part in parts.items():
        for cell in part.cells:
            if cell.cell in seen:
                raise ResultsError(f"{name}: duplicate: {cell.cell} stands in {seen[cell.cell]} too; run them again")
            seen[cell.cell] = name


def _run(header: Header) -> str:
    return f"suite {header.suite}, target {header.target}, world {header.world or 'none'}"
