"""Compares two sets of recordings, cell by cell: the outcome of each cell, and the shape of its answer.

A shape is the keys of a body and the types of its values. A value that is null or an empty list on one side is not
compared: the requirement says whether it must be there, so the outcome shows it. The length of a list and the members
that describe its next page depend on the tenant, and are not compared either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from token_conformance.errors import ProblemsError, UserError, first_of
from token_conformance.model.answer import NotJsonError
from token_conformance.model.cell import CATALOGUE
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import parse_json
from token_conformance.recording.cassette import SUFFIX, CassetteError, OwnFile, Stamp
from token_conformance.recording.library import ENDPOINTS, Place
from token_conformance.recording.pack import PackError
from token_conformance.recording.packing import places_in
from token_conformance.results.record import Recorded

_PAGING = frozenset({"isLast", "isLastPage", "next", "nextPage", "nextPageToken"})


@dataclass(frozen=True)
class Recording:
    """An exchange as it was recorded; `body` is a JSON value, or a text if it is not JSON."""

    outcome: Outcome
    recorded: Recorded
    status: int
    body: Any


class Change(StrEnum):
    """The results of the comparison of a cell, worst first."""

    OUTCOME = "changed outcome"
    """It ended with another outcome."""

    SHAPE = "changed shape"
    """It ended with the same outcome, but with another status or a body of another shape."""

    MISSING = "missing"
    """It is not among the newer recordings."""

    NEW = "new"
    """It is not among the older recordings."""

    SAME = "same"
    """Outcome, status and shape are the same."""


@dataclass(frozen=True)
class Compared:
    """A cell with the result of its comparison.

    `outcomes` are the two recordings if their outcomes differ; otherwise `details` describes the differences.
    """

    cell: str
    change: Change
    details: tuple[str, ...] = ()
    outcomes: tuple[Recording, Recording] | None = None


def read_all(folder: Path) -> Mapping[str, Recording]:
    """Read the recordings of a folder, by cell; raises UserError if it has none, or with the broken ones."""
    recordings: dict[str, Recording] = {}
    problems = []
    try:
        for place in _places(folder):
            try:
                recordings[place.cell_id] = _read(*place.load())
            except CassetteError as error:
                problems.append(error)
    except PackError as error:
        problems.append(error)
    if problems:
        raise ProblemsError(first_of(problems))
    if not recordings:
        raise UserError(f"{folder}: has no cassettes; name a folder that a run has recorded to")
    return recordings


def _places(folder: Path) -> Iterator[Place]:
    """The places of all cassettes in a folder; raises PackError."""
    for path in sorted((folder / ENDPOINTS).rglob(f"*{SUFFIX}")):
        yield OwnFile(Path(), path, path.relative_to(folder / ENDPOINTS).with_suffix("").as_posix())
    yield from places_in(Path(), folder)


def compare(before: Mapping[str, Recording], after: Mapping[str, Recording]) -> list[Compared]:
    """Compare every cell of either set; the result is ordered by change, worst first, then by name.

    The endpoints and the whole catalogue are run by themselves, and of the catalogue often a sample. Endpoints can
    therefore be missing only if the newer set has some, and cells of the catalogue are compared if it has them.
    """
    has_endpoints = not all(map(_is_of_catalogue, after))
    asked = {cell for cell in before if has_endpoints and not _is_of_catalogue(cell)}
    compared = [_compare(cell, before.get(cell), after.get(cell)) for cell in sorted(asked | after.keys())]
    worst_first = list(Change)
    return sorted(compared, key=lambda one: worst_first.index(one.change))


def _is_of_catalogue(cell: str) -> bool:
    return cell.startswith(f"{CATALOGUE}/")


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """A few words for each difference of two values, such as `values[].id: string became number`."""
    if before in (None, []) or after in (None, []):
        return
    old, new = _type(before), _type(after)
    if old != new:
        yield f"{path or 'the body'}: {old} became {new}"
    elif isinstance(before, dict):
        yield from _member_differences(before, after, path)
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


def _read(cassette: dict[str, Any], stamp: Stamp) -> Recording:
    (interaction,) = cassette["interactions"]
    response = interaction["response"]
    text = response["body"]["string"]
    try:
        body = parse_json(text)
    except NotJsonError:
        body = text
    return Recording(stamp.outcome, stamp.recorded, response["status"]["code"], body)


def _member_differences(before: dict[str, Any], after: dict[str, Any], path: str) -> Iterator[str]:
    for key in sorted((before.keys() | after.keys()) - _PAGING):
        member = f"{path}.{key}" if path else key
        if key in before and key in after:
            yield from differences(before[key], after[key], member)
        else:
            yield f"{member}: {'gone' if key in before else 'new'}"


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
