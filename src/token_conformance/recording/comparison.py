"""The comparison of two sets of recordings, cell by cell: how each cell ended, and the shape of what came back.

A shape is the keys and the types of the values. What is null or an empty list on one side says nothing of the shape:
whether there must be something is asked by the requirement, and so shown by the outcome. The length of a list is the
tenant's own, and so is what says how the list goes on.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from token_conformance.errors import UserError
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import SUFFIX, CassetteError, Stamp, parse
from token_conformance.recording.library import ENDPOINTS
from token_conformance.results.record import Recorded

_PAGING = frozenset({"isLast", "isLastPage", "next", "nextPage", "nextPageToken"})


@dataclass(frozen=True)
class Recording:
    """An exchange as it was recorded; `body` is JSON, or a text where it is none."""

    outcome: Outcome
    recorded: Recorded
    status: int
    body: Any


class Change(StrEnum):
    """How a cell compares, worst first."""

    OUTCOME = "changed outcome"
    """It ended in another way."""

    SHAPE = "changed shape"
    """It ended in the same way, by another status or with a body of another shape."""

    MISSING = "missing"
    """It is not among the newer recordings."""

    NEW = "new"
    """It is not among the older recordings."""

    SAME = "same"
    """Outcome, status and shape are the same."""


@dataclass(frozen=True)
class Compared:
    """A cell with how it compares.

    `outcomes` are both recordings where their outcomes differ; `details` says in what others differ.
    """

    cell: str
    change: Change
    details: tuple[str, ...] = ()
    outcomes: tuple[Recording, Recording] | None = None


def read_all(folder: Path) -> Mapping[str, Recording]:
    """The recordings of a folder by cell; raises UserError where there is none, or one is broken."""
    recordings = dict(_read_each(folder / ENDPOINTS))
    if not recordings:
        raise UserError(f"{folder}: holds no cassettes; name a folder that `pytest suites` has recorded to")
    return recordings


def compare(before: Mapping[str, Recording], after: Mapping[str, Recording]) -> list[Compared]:
    """Every cell of either, worst first, then by name."""
    compared = [_compare(cell, before.get(cell), after.get(cell)) for cell in sorted(before.keys() | after.keys())]
    worst_first = list(Change)
    return sorted(compared, key=lambda one: worst_first.index(one.change))


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """A few words for each place that differs, such as `values[].id: string became number`."""
    if before in (None, []) or after in (None, []):
        return
    one, other = _type(before), _type(after)
    if one != other:
        yield f"{path or 'the body'}: {one} became {other}"
    elif isinstance(before, dict):
        yield from _of_members(before, after, path)
    elif isinstance(before, list):
        yield from differences(before[0], after[0], f"{path}[]")


def _compare(cell: str, before: Recording | None, after: Recording | None) -> Compared:
    if before is None or after is None:
        return Compared(cell, Change.NEW if before is None else Change.MISSING)
    if before.outcome is not after.outcome:
        return Compared(cell, Change.OUTCOME, outcomes=(before, after))
    details = [f"status {before.status} became {after.status}"] if before.status != after.status else []
    details += differences(before.body, after.body)
    return Compared(cell, Change.SHAPE if details else Change.SAME, tuple(details))


def _read_each(folder: Path) -> Iterator[tuple[str, Recording]]:
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        cell = path.relative_to(folder).with_suffix("").as_posix()
        try:
            yield cell, _recording(parse(path.read_text(encoding="utf-8"), path, cell))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{path}: cannot be read ({error}); record the cell again") from None
        except CassetteError as error:
            raise UserError(str(error)) from None


def _recording(cassette: dict[str, Any]) -> Recording:
    stamp = Stamp.of(cassette)
    (interaction,) = cassette["interactions"]
    response = interaction["response"]
    text = response["body"]["string"]
    try:
        body = json.loads(text)
    except ValueError:
        body = text
    return Recording(stamp.outcome, stamp.recorded, response["status"]["code"], body)


def _of_members(before: dict[str, Any], after: dict[str, Any], path: str) -> Iterator[str]:
    for key in sorted((before.keys() | after.keys()) - _PAGING):
        place = f"{path}.{key}" if path else key
        if key in before and key in after:
            yield from differences(before[key], after[key], place)
        else:
            yield f"{place}: {'gone' if key in before else 'new'}"


def _type(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"
