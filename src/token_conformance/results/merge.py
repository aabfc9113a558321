"""The shards of one run merged to its results."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

from token_conformance.errors import ResultsError, shortened
from token_conformance.results.file import Header, Results
from token_conformance.results.shard import Shard

_SAME = tuple(field.name for field in fields(Header) if field.name != "shard")
"""What is the same in the headers of all shards of a run."""


def merge(parts: Mapping[str, Results]) -> Results:
    """Merge the shards of one run, by the names of their files; raises ResultsError if they do not fit together."""
    _require_same_run({name: part.header for name, part in parts.items()})
    shards = {name: _shard(name, part.header) for name, part in parts.items()}
    _require_all(shards)
    _refuse_duplicates(parts)
    in_order = [parts[name] for name in sorted(parts, key=lambda name: shards[name].index)]
    header = replace(in_order[0].header, shard=None, commit=None)
    return Results(header, tuple(cell for part in in_order for cell in part.cells))


def require_same(one: tuple[str, Header], other: tuple[str, Header], names: Iterable[str], remedy: str) -> None:
    """Raise ResultsError if two headers, each with the name of its file, differ in some of their fields."""
    (name, header), (first, expected) = one, other
    if different := [each for each in names if getattr(header, each) != getattr(expected, each)]:
        raise ResultsError(
            f"{name}: inconsistent: {_said(header, different)}, but {first} has {_said(expected, different)}; {remedy}"
        )


def _require_same_run(headers: Mapping[str, Header]) -> None:
    first, *others = headers.items()
    for one in others:
        is_of_site = one[1].site_label == first[1].site_label
        require_same(one, first, _SAME, "merge shards of one run" if is_of_site else "compare sites with --by-label")


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


def _said(header: Header, names: Sequence[str]) -> str:
    """The values of some fields of a header, in words."""
    words = ((field.replace("_", " "), getattr(header, field) or "none") for field in names)
    return shortened(", ".join(f"{field} {value}" for field, value in words))
