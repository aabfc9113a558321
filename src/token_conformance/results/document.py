"""The results as one JSON document, `reports/results.json`: the same bytes for the same cells in the same order."""

import json
from collections.abc import Iterable
from typing import Any

from token_conformance.results.header import Header
from token_conformance.results.record import CellResult

_BEGINNING = '{"cells":'


def dump(header: Header, cells: Iterable[CellResult]) -> str:
    """Make the document: a line a cell, so that one changed cell is one changed line in a diff."""
    lines = ",\n".join(cell.to_json() for cell in cells)
    return f'{_BEGINNING} [\n{lines}\n],\n"header": {header.to_json()}}}\n'


def is_document(text: str) -> bool:
    """Whether a text is meant to be such a document, and not the lines of a run."""
    return text.lstrip().startswith("{") and '"kind"' not in text.partition("\n")[0]


def lines(text: str) -> list[str]:
    """The header and the cells as the lines that a run writes; raises ValueError where there are none."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.keys() != {"header", "cells"}:
        raise ValueError("it has no header and no cells")
    if not isinstance(document["cells"], list):
        raise ValueError("its cells are no list")  # noqa: TRY004  # one kind of error for all faults
    return [_line(document["header"]), *map(_line, document["cells"])]


def _line(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)
