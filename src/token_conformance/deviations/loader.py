"""Loading the file of deviations, or saying all that is wrong with it at once."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.document import read_entries
from token_conformance.deviations.entry import Entry
from token_conformance.deviations.fault import DeviationsError, Fault
from token_conformance.deviations.reading import deviation_of

Deviations = Mapping[str, Deviation]
"""Deviations by the id of their cell."""


def load(path: Path) -> Deviations:
    """Read a file of deviations; raises DeviationsError with every fault of it, one line each."""
    entries, faults = read_entries(path)
    faults += _duplicates(entries)
    deviations = []
    for entry in entries:
        try:
            deviations.append(deviation_of(entry))
        except DeviationsError as error:
            faults += error.faults
    if faults:
        raise DeviationsError(faults)
    return {deviation.cell: deviation for deviation in deviations}


def _duplicates(entries: Iterable[Entry]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for entry in entries:
        if entry.cell and first.setdefault(entry.cell, entry.line) != entry.line:
            what = f"the cell {entry.cell} has a deviation already, at line {first[entry.cell]}"
            yield Fault(entry.file, entry.line, what, "delete one of the two")
