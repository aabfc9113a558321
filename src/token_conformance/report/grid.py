"""The matrix as a table for a terminal: one line per endpoint, never wrapped, whatever the width.

There is little room for operations: the root that many share is shown once, and the rest is shortened by steps.
"""

import re
from itertools import groupby

from tabulate import tabulate

from token_conformance.model.cell import MATRIX
from token_conformance.report.legend import cell_label
from token_conformance.report.matrix import Row

_GAP = 2
"""What tabulate puts between two columns."""

_NARROWEST = 60
"""Below this many characters nothing readable fits, so the terminal may wrap what it likes."""

_LABEL = 22
"""How many characters of an operation tell it from its neighbours."""

_TITLES = [[token.value for token, _ in MATRIX], [form.value for _, form in MATRIX]]

_ROOT = re.compile(r"(?:/wiki)?/(?:rest|api)/[^/]+(?:/\d[\d.]*)?")
_PARAMETER = re.compile(r"\{[^}]*\}")


def grid(rows: list[Row], width: int) -> str:
    """Draw the matrix at most `width` characters wide, with a heading where product or API root change."""
    width = max(width, _NARROWEST)
    outcomes = _outcomes(rows, width)
    roots, operations = zip(*(split_root(row.operation) for row in rows), strict=True)
    labels = ["", "", *fitted(list(operations), width - _taken(outcomes))]
    table = [[label, *line] for label, line in zip(labels, _TITLES + outcomes, strict=True)]
    # Numbers stay as they are written: tabulate would make 100000 of a text like 1e5.
    lines = tabulate(table, tablefmt="plain", disable_numparse=True).splitlines()
    headings = [f"{row.product.title}, {root}" for row, root in zip(rows, roots, strict=True)]
    return "\n".join([*lines[: len(_TITLES)], *_grouped(headings, lines[len(_TITLES) :])])


def split_root(operation: str) -> tuple[str, str]:
    """Split `GET /rest/api/3/issue/{key}` into `/rest/api/3` and `GET issue/{key}`."""
    method, _, path = " ".join(operation.split()).partition(" ")
    found = _ROOT.match(path)
    root = found.group() if found else ""
    return root, f"{method} {path[len(root) :].removeprefix('/')}"


def fitted(labels: list[str], room: int) -> list[str]:
    """Shorten labels to at most `room` characters: parameters lose their names, then paths their start."""
    if all(len(label) <= room for label in labels):
        return labels
    return [_elided(_PARAMETER.sub("{}", label), room) for label in labels]


def _outcomes(rows: list[Row], width: int) -> list[list[str]]:
    """The outcomes as fully as they leave room for the operations: with status, without, or cut."""
    for with_status in (True, False):
        outcomes = [[cell_label(cell, with_status=with_status) for cell in row.matrix] for row in rows]
        if width - _taken(outcomes) >= _LABEL:
            return outcomes
    most = (width - _LABEL) // len(MATRIX) - _GAP
    return [[_cut(label, most) for label in line] for line in outcomes]


def _taken(outcomes: list[list[str]]) -> int:
    """How many characters the outcome columns take, with the gap before each."""
    return sum(_GAP + max(map(len, column)) for column in zip(*_TITLES, *outcomes, strict=True))


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _grouped(headings: list[str], lines: list[str]) -> list[str]:
    """The table's lines with each heading above the lines it holds for."""
    grouped: list[str] = []
    for heading, members in groupby(zip(headings, lines, strict=True), key=lambda pair: pair[0]):
        grouped += ["", heading, *(line for _, line in members)]
    return grouped


def _elided(label: str, room: int) -> str:
    """Drop leading segments, for the last ones tell operations apart."""
    method, _, path = label.partition(" ")
    segments = path.split("/")
    shorter = [f"{method} …/{'/'.join(segments[start:])}" for start in range(1, len(segments))]
    fitting = (text for text in (label, *shorter) if len(text) <= room)
    return next(fitting, label[: room - 1] + "…")
