"""Putting the parts of a run back together, or saying which of them does not belong."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from token_conformance.results import Header, Results, ResultsError


def merge(parts: Mapping[str, Results]) -> Results:
    """One run from its shards, by the names of their files; raises ResultsError for what does not fit."""
    _require_same_run({name: part.header for name, part in parts.items()})
    _require_all_shards({name: part.header for name, part in parts.items()})
    _refuse_duplicates(parts)
    by_shard = sorted(parts.values(), key=lambda part: part.header.shard or "")
    header = replace(by_shard[0].header, shard=None)
    return Results(header, tuple(cell for part in by_shard for cell in part.cells))


def _require_same_run(headers: Mapping[str, Header]) -> None:
    (first, expected), *others = headers.items()
    for name, header in others:
        if replace(header, shard=None) != replace(expected, shard=None):
            raise ResultsError(
                f"{name}: inconsistent: {_run(header)}, but {first} is of {_run(expected)}; merge parts of one run"
            )


def _require_all_shards(headers: Mapping[str, Header]) -> None:
    for name, header in headers.items():
        if header.shard is None:
            raise ResultsError(f"{name}: is a whole run and no shard; make parts with `pytest suites --shard 1/2`")
    totals = {_total(header) for header in headers.values()}
    if len(totals) > 1:
        raise ResultsError(f"{', '.join(headers)}: inconsistent: shards of {sorted(totals)}; merge parts of one run")
    _require_each_once([str(header.shard) for header in headers.values()], totals.pop())


def _require_each_once(shards: list[str], total: int) -> None:
    if missing := [shard for n in range(1, total + 1) if (shard := f"{n}/{total}") not in shards]:
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


def _total(header: Header) -> int:
    return int(str(header.shard).partition("/")[2])
