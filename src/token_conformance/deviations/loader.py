"""Loads a file of deviations, or reports all of its problems at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from token_conformance.deviations.deviation import Deviation, DeviationsError, Problem
from token_conformance.deviations.file import Entry, read_entries
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.deviations.reading import declared_of
from token_conformance.errors import MOST_PROBLEMS, first_of, nearest
from token_conformance.model.cell import Endpoint

Declared = Deviation | OpenCell
"""What a file declares of a cell: another outcome than `works`, or that the cell is open."""

Deviations = Mapping[str, Declared]
"""What is declared, by the id of the cell."""


def load(path: Path) -> Deviations:
    """Read a file of deviations; raises DeviationsError with the first problems of the file, one per line."""
    entries, problems = read_entries(path)
    problems += islice(_duplicates(entries), MOST_PROBLEMS + 1)
    deviations = []
    for entry in entries:
        if len(problems) > MOST_PROBLEMS:
            break
        try:
            deviations.append(declared_of(entry))
        except DeviationsError as error:
            problems += error.problems
    if problems:
        raise DeviationsError(problems)
    return {deviation.cell: deviation for deviation in deviations}


def unknown_cells(deviations: Deviations, endpoints: Collection[Endpoint]) -> list[str]:
    """Report each deviation of an endpoint that the suites do not have, in one line with the remedy.

    If there are more than `MOST_PROBLEMS`, the last line says so.
    """
    known = {endpoint.id for endpoint in endpoints}
    return first_of(_unknown(deviation, known) for deviation in deviations.values() if deviation.endpoint not in known)


def _duplicates(entries: Iterable[Entry]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for entry in entries:
        if entry.cell and first.setdefault(entry.cell, entry.line) != entry.line:
            what = f"the cell {entry.cell} already has a deviation, at line {first[entry.cell]}"
            yield Problem(entry.file, entry.line, what, "delete one of the two")


def _unknown(deviation: Declared, known: Collection[str]) -> Problem:
    what = f'key "endpoint" names "{deviation.endpoint}", which is not in any suite'
    remedy = nearest(deviation.endpoint, known, "correct the name or delete the entry")
    return Problem(deviation.file, deviation.line, what, remedy)
