"""Files of results: the lines that a run writes, and the documents that are committed.

A run writes a header, one line per cell and a footer that counts the cells. A document has the same header and cells,
those of the whole catalogue in a condensed form. All are read by the same functions.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from token_conformance.errors import ResultsError, shortened
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.file import is_blank
from token_conformance.model.strict_json import members, of_kind, optional, parse_json, parse_line, shown, whole_number
from token_conformance.model.text_file import read_text
from token_conformance.results.condensed import KEYS, condensed, expanded
from token_conformance.results.record import CellResult
from token_conformance.results.site_label import read_label

SCHEMA = 3
"""The number of the format that is written.

Format 2 adds open cells, the service account and the third URL form; format 3 the cells of the whole catalogue, the
commit of a shard, and the label of a site.
"""

_OF_FORMAT_3 = ("sample", "commit", "site_label")
_ADDED: Mapping[str, tuple[str, ...]] = {"1": ("service_account", *_OF_FORMAT_3), "2": _OF_FORMAT_3}
"""By format that is read too, the keys that its headers lack; every other line means the same."""

REMEDY = "make it again with `token-conformance run`"

MOST_CELLS = 100_000
"""The most cells of a file: ten times those of all published operations, and twice the largest run that is measured."""

LARGEST = 128 * MEGABYTE
"""The most bytes of a file: a cell has about 900."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line with its end, or the last one without."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, kw_only=True)
class Header:
    """What is the same for all cells of a run: the version of the suite, the target, and the edge's world if named.

    `shard` is a text such as `1/4` if the file is only a part of a run. `service_account` is the scheme with which the
    token of a service account was sent; None in a run without one. `sample` says which calls of the whole catalogue
    were chosen, if not all, and how: by which seed. `commit` is what a shard was run from, if that is known, and
    `site_label` is the user's own word for the site of a live run.
    """

    suite: str
    target: str
    world: str | None = None
    shard: str | None = None
    service_account: str | None = None
    sample: str | None = None
    commit: str | None = None
    site_label: str | None = None
    schema: int = SCHEMA

    def to_json(self) -> str:
        """The header as one line of JSON."""
        return json.dumps({"kind": "header", **asdict(self)}, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a header line; raises ValueError that says what is wrong with it."""
        return cls.from_record(parse_line(line))

    @classmethod
    def from_record(cls, record: object) -> Self:
        """Read the object of a header line; raises ValueError that says what is wrong with it."""
        fields = of_kind(record, "header")
        header = cls(**members(dict.fromkeys(_added(fields)) | fields, _READERS))
        if header.schema != SCHEMA and str(header.schema) not in _ADDED:
            found = shortened(f"has schema {header.schema} of version {header.suite}")
            raise ValueError(f"{found}, and this version reads {', '.join(_ADDED)} and {SCHEMA}")
        return replace(header, schema=SCHEMA)


_TOO_MANY = f"has more than {MOST_CELLS:,} cells, which is the most that is read"

_READERS = {
    "schema": whole_number,
    "suite": shown,
    "target": shown,
    "world": optional(shown),
    "shard": optional(shown),
    "service_account": optional(shown),
    "sample": optional(shown),
    "commit": optional(shown),
    "site_label": optional(read_label),
}


def _added(fields: Mapping[str, Any]) -> Iterable[str]:
    """The keys that the format of a header lacks."""
    return _ADDED.get(str(fields.get("schema")), ())


@dataclass(frozen=True)
class Results:
    """The cells of one run, in its order, with their header."""

    header: Header
    cells: tuple[CellResult, ...]


def read(path: Path) -> Results:
    """Read a file of either form; raises ResultsError if it is missing, broken, cut short or too large."""
    text = read_text(path, REMEDY, ResultsError, most=LARGEST)
    return parse_results(text.removeprefix("\ufeff"), str(path))  # programs of Windows put it in front of UTF-8


def parse_results(text: str, name: str) -> Results:
    """Read results from a text, which messages call by `name`; raises ResultsError as `read` does."""
    if is_blank(text):
        raise ResultsError(f"{name}: is empty; {REMEDY}")
    if is_document(text):
        header, cells = _of_document(text, name)
    else:
        header, cells = _of_run(text, name)
    _refuse_duplicates(name, cells)
    return Results(header, tuple(cells))


def is_document(text: str) -> bool:
    """Whether a text is a document, complete or not; otherwise it is read as the lines of a run."""
    return text.lstrip().startswith("{") and '"kind"' not in text.partition("\n")[0]


def dump(header: Header, cells: Iterable[CellResult]) -> str:
    """Write the document, with one line per cell: one changed cell is one changed line in a diff."""
    lines = ",\n".join(cell.to_json() for cell in cells)
    return f'{{"cells": [\n{lines}\n],\n"header": {header.to_json()}}}\n'


def dump_condensed(header: Header, cells: Collection[CellResult]) -> str:
    """Write the document in its condensed form, with one line per call; cells of a call must follow each other."""
    lines = "\n".join(condensed(cells))
    return f'{{{lines},\n"header": {header.to_json()}}}\n'


def footer(cells: int) -> str:
    """The last line of a run, with the number of its cells."""
    return json.dumps({"cells": cells, "kind": "footer"})


def _of_run(text: str, name: str) -> tuple[Header, list[CellResult]]:
    """The header and the cells; the footer must count them. Lines are counted before one of them is read."""
    end = len(text) - text.endswith("\n")
    count = text.count("\n", 0, end)
    if count > MOST_CELLS + 1:
        raise ResultsError(f"{name}: {_TOO_MANY}; {REMEDY}")
    last = text.rfind("\n", 0, end) + 1
    lines = _lines(text, last or end)
    header = _parsed(Header.from_json, name, 1, next(lines))
    if not count or text[last:end] != footer(count - 1):
        raise ResultsError(f"{name}: cut short, because its last line does not count its cells; {REMEDY}")
    return header, [_parsed(CellResult.from_json, name, n, line) for n, line in enumerate(lines, start=2)]


def _lines(text: str, end: int) -> Iterator[str]:
    """The lines up to a position, one at a time: a list of them would take as much memory as the text."""
    return (found[0] for found in _LINE.finditer(text, 0, end))


def _of_document(text: str, name: str) -> tuple[Header, list[CellResult]]:
    try:
        document = _document(parse_json(text))
        cells = expanded(document, MOST_CELLS) if "calls" in document else None
    except ValueError as error:
        raise ResultsError(f"{name}: is not a complete document of results ({error}); {REMEDY}") from error
    header = _parsed(Header.from_record, name, 1, document["header"])
    if cells is None:
        records = enumerate(document["cells"], start=2)
        cells = [_parsed(CellResult.from_record, name, number, record) for number, record in records]
    return header, cells


def _document(document: object) -> dict[str, Any]:
    """The document, if it has a header and cells in either form; otherwise raises ValueError."""
    if not isinstance(document, dict) or document.keys() not in ({"header", "cells"}, {"header", *KEYS}):
        raise ValueError("it does not have a header and cells")
    if not isinstance(document.get("cells", []), list):
        raise ValueError("its cells are not a list")  # noqa: TRY004  # one kind of error for all problems
    if len(document.get("cells", [])) > MOST_CELLS:
        raise ValueError(f"it {_TOO_MANY}")
    return document


def _parsed(parse: Callable[[U], T], name: str, number: int, line: U) -> T:
    try:
        return parse(line)
    except ValueError as error:
        raise ResultsError(f"{name}: line {number}: {error}; {REMEDY}") from error


def _refuse_duplicates(name: str, cells: list[CellResult]) -> None:
    for cell, times in Counter(cell.cell for cell in cells).items():
        if times > 1:
            raise ResultsError(f"{name}: the cell {shortened(cell)} is there {times} times; {REMEDY}")
