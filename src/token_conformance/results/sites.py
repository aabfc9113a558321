"""The results of several sites side by side: the cells that differ, and how many do not."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from token_conformance.errors import ResultsError
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import (
    entries,
    format_number,
    members,
    optional,
    parse_json,
    shown,
    whole_number,
)
from token_conformance.model.text_file import read_text
from token_conformance.results.file import Header, Results
from token_conformance.results.merge import require_same
from token_conformance.results.record import CellResult
from token_conformance.results.site_label import read_label

FORMAT = 1
"""The number of the format of the file."""

_REMEDY = "make it again with `token-conformance merge --by-label`"
_SAME = ("suite", "target", "world", "sample")
"""What is the same in the results of all sites, by the names in their headers."""


@dataclass(frozen=True)
class Differing:
    """A cell with another outcome at one site than at another; None where it was not observed, in order of sites."""

    cell: str
    operation: str
    outcomes: tuple[Outcome | None, ...]


@dataclass(frozen=True)
class Sites:
    """The labels of the sites, and their cells.

    `alike` counts the cells with one outcome that were observed at every site; `partly` those that were not observed
    everywhere, and have one outcome, or none, where they were.
    """

    labels: tuple[str, ...]
    alike: int
    partly: int
    differing: tuple[Differing, ...]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.alike + self.partly + len(self.differing)

    def to_json(self) -> str:
        """The sites as a document with one line for each cell that differs."""
        lines = ",\n".join(json.dumps(vars(each), ensure_ascii=False) for each in self.differing)
        facts = {"format": FORMAT, "labels": self.labels, "alike": self.alike, "partly": self.partly}
        return f'{json.dumps(facts)[:-1]}, "differing": [\n{lines}\n]}}\n'

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the document; raises ValueError that says what is wrong with it."""
        found = members(parse_json(text), _READERS)
        del found["format"]
        sites = cls(**found)
        if any(len(each.outcomes) != len(sites.labels) for each in sites.differing):
            raise ValueError("a cell has not one outcome for each site")
        return sites


def _differing(value: object) -> Differing:
    return Differing(**members(value, _CELL_READERS))


_CELL_READERS = {"cell": shown, "operation": shown, "outcomes": entries(optional(Outcome))}
_READERS: Mapping[str, Any] = {
    "format": format_number(FORMAT),
    "labels": entries(read_label),
    "alike": whole_number,
    "partly": whole_number,
    "differing": entries(_differing),
}


def read_sites(path: Path) -> Sites:
    """Read a file; raises ResultsError if it is missing, or not one of sites."""
    text = read_text(path, _REMEDY, ResultsError)
    try:
        return Sites.from_json(text)
    except ValueError as error:
        raise ResultsError(f"{path}: is not a file of sites ({error}); {_REMEDY}") from error


def side_by_side(parts: Mapping[str, Results]) -> Sites:
    """Put the results of several sites side by side, by the names of their files; raises ResultsError.

    Cells are in the order of the first site that has them.
    """
    labels = _labels({name: part.header for name, part in parts.items()})
    by_site = [{cell.cell: cell for cell in part.cells} for part in parts.values()]
    alike = partly = 0
    differing = []
    for name in dict.fromkeys(name for cells in by_site for name in cells):
        found = [cells.get(name) for cells in by_site]
        outcomes = tuple(cell.outcome if cell else None for cell in found)
        if len({outcome for outcome in outcomes if outcome}) > 1:
            differing.append(Differing(name, _operation(found), outcomes))
        elif None in outcomes:
            partly += 1
        else:
            alike += 1
    return Sites(labels, alike, partly, tuple(differing))


def _operation(found: Iterable[CellResult | None]) -> str:
    return next(cell.operation for cell in found if cell)


def _labels(headers: Mapping[str, Header]) -> tuple[str, ...]:
    """The labels of the sites; raises ResultsError if these results cannot be put side by side."""
    if len(headers) < 2:  # noqa: PLR2004  # one has nothing beside it
        raise ResultsError(f"{', '.join(headers)}: is one site; name the results of at least two")
    labels: dict[str, str] = {}
    first = next(iter(headers))
    for name, header in headers.items():
        label = _label(name, header)
        if label in labels:
            raise ResultsError(f"{name}: has the label {label} of {labels[label]}; give each site a label of its own")
        labels[label] = name
        require_same((name, header), (first, headers[first]), _SAME, "run the same on each")
    return tuple(labels)


def _label(name: str, header: Header) -> str:
    if header.shard:
        raise ResultsError(f"{name}: is the shard {header.shard} of a run; merge the shards of each site first")
    if header.site_label is None:
        raise ResultsError(f"{name}: has no label; run it again with TOKEN_CONFORMANCE_SITE_LABEL set")
    return header.site_label
