"""Files of results: the lines that a run writes, and the one document that is committed.

A run writes a header, one line per cell and a footer that counts the cells. The document has the same header and cells.
Both are read by the same functions.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from token_conformance.errors import ResultsError, shortened
from token_conformance.model.strict_json import parse_json
from token_conformance.model.text_file import read_text
from token_conformance.results.fields import members, optional, record_of, shown, whole_number
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

MOST_CELLS = 20_000
"""The most cells of a file: about twice as many as the published operations of all products have."""

_DOCUMENT_START = '{"cells":'

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Header:
    """What is the same for all cells of a run: the version of the suite, the target, and the edge's world if named.

    `shard` is a text such as `1/4` if the file is only a part of a run. `service_account` is the scheme with which the
    token of a service account was sent; None in a run without one. `sample` says which calls of the whole catalogue
    were chosen, if not all: `50 of 2,054 calls, seed 1`. `commit` is what a shard was run from, if that is known, and
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
        fields = record_of(line, "header")
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
    return parse_results(read_text(path, REMEDY, ResultsError), str(path))


def parse_results(text: str, name: str) -> Results:
    """Read results from a text, which messages call by `name`; raises ResultsError as `read` does."""
    lines = _lines_of_document(text, name) if is_document(text) else _lines_of_run(text, name)
    header = _parsed(Header.from_json, name, 1, lines[0])
    cells = [_parsed(CellResult.from_json, name, n, line) for n, line in enumerate(lines[1:], start=2)]
    _refuse_duplicates(name, cells)
    return Results(header, tuple(cells))


def is_document(text: str) -> bool:
    """Whether a text is a document, complete or not; otherwise it is read as the lines of a run."""
    return text.lstrip().startswith("{") and '"kind"' not in text.partition("\n")[0]


def dump(header: Header, cells: Iterable[CellResult]) -> str:
    """Write the document, with one line per cell: one changed cell is one changed line in a diff."""
    lines = ",\n".join(cell.to_json() for cell in cells)
    return f'{_DOCUMENT_START} [\n{lines}\n],\n"header": {header.to_json()}}}\n'


def document_lines(text: str) -> list[str]:
    """The header and the cells of a document as the lines of a run; raises ValueError if it does not have them."""
    document = parse_json(text)
    if not isinstance(document, dict) or document.keys() != {"header", "cells"}:
        raise ValueError("it does not have a header and cells")
    if not isinstance(document["cells"], list):
        raise ValueError("its cells are not a list")  # noqa: TRY004  # one kind of error for all problems
    if len(document["cells"]) > MOST_CELLS:
        raise ValueError(f"it {_TOO_MANY}")
    return [_line(document["header"]), *map(_line, document["cells"])]


def footer(cells: int) -> str:
    """The last line of a run, with the number of its cells."""
    return json.dumps({"cells": cells, "kind": "footer"})


def _lines_of_run(text: str, name: str) -> list[str]:
    """The header and the cells; the footer must count them. Lines are counted before they are split."""
    if text.count("\n") > MOST_CELLS + 2:
        raise ResultsError(f"{name}: {_TOO_MANY}; {REMEDY}")
    *lines, last = text.removesuffix("\n").split("\n")
    if lines and last == footer(len(lines) - 1):
        return lines
    _parsed(Header.from_json, name, 1, (lines or [last])[0])
    raise ResultsError(f"{name}: cut short, because its last line does not count its cells; {REMEDY}")


def _lines_of_document(text: str, name: str) -> list[str]:
    try:
        return document_lines(text)
    except ValueError as error:
        raise ResultsError(f"{name}: is not a complete document of results ({error}); {REMEDY}") from error


def _line(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)


def _parsed(parse: Callable[[str], T], name: str, number: int, line: str) -> T:
    try:
        return parse(line)
    except ValueError as error:
        raise ResultsError(f"{name}: line {number}: {error}; {REMEDY}") from error


def _refuse_duplicates(name: str, cells: list[CellResult]) -> None:
    for cell, times in Counter(cell.cell for cell in cells).items():
        if times > 1:
            raise ResultsError(f"{name}: the cell {shortened(cell)} is there {times} times; {REMEDY}")
