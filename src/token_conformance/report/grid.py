"""The matrix as a table for a terminal: one line per endpoint, shortened to fit the width, never wrapped.

Operations get little space, so an API root that several share is shown once, as a heading, and the rest of the
operation is shortened in steps.
"""

import re
from collections.abc import Sequence
from itertools import groupby, zip_longest

from tabulate import tabulate

from token_conformance.report.legend import cell_label
from token_conformance.report.matrix import Column, Row

_GAP = 2
"""The number of spaces that tabulate puts between two columns."""

_MIN_WIDTH = 60
"""In characters. A narrower table would not be readable, so a narrower terminal wraps the lines."""

_MIN_LABEL = 22
"""In characters: enough of an operation to distinguish it from its neighbours."""

_ROOT = re.compile(r"(?:/wiki)?/(?:rest|api)/[^/]+(?:/\d[\d.]*)?")
_PARAMETER = re.compile(r"\{[^}]*\}")


def grid(rows: list[Row], width: int) -> str:
    """Draw the matrix at most `width` characters wide, with a heading where the product or the API root changes."""
    titles = _titles(rows[0].columns)
    width = max(width, _MIN_WIDTH, _MIN_LABEL + _total_width(titles, []))
    outcomes = _outcomes(rows, titles, width)
    roots, operations = zip(*(split_root(row.operation) for row in rows), strict=True)
    labels = [*([""] * len(titles)), *fitted(list(operations), width - _total_width(titles, outcomes))]
    table = [[label, *line] for label, line in zip(labels, titles + outcomes, strict=True)]
    # Without disable_numparse, tabulate would write a text like 1e5 as 100000.
    lines = tabulate(table, tablefmt="plain", disable_numparse=True).splitlines()
    headings = [f"{row.product.title}, {root}" for row, root in zip(rows, roots, strict=True)]
    return "\n".join([*lines[: len(titles)], *_grouped(headings, lines[len(titles) :])])


def split_root(operation: str) -> tuple[str, str]:
    """Split `GET /rest/api/3/issue/{key}` into `/rest/api/3` and `GET issue/{key}`."""
    method, _, path = " ".join(operation.split()).partition(" ")
    found = _ROOT.match(path)
    root = found.group() if found else ""
    return root, f"{method} {path[len(root) :].removeprefix('/')}"


def fitted(labels: list[str], width: int) -> list[str]:
    """Shorten labels to at most `width` characters: first the names of parameters go, then the start of the path."""
    if all(len(label) <= width for label in labels):
        return labels
    return [_without_start(_PARAMETER.sub("{}", label), width) for label in labels]


def _titles(columns: Sequence[Column]) -> list[list[str]]:
    """The lines of the titles: each word of a credential on a line of its own, then the URL form."""
    words = [credential.split("-") for credential, _ in columns]
    credentials = [list(line) for line in zip_longest(*words, fillvalue="")]
    return [*credentials, [form.value for _, form in columns]]


def _outcomes(rows: list[Row], titles: list[list[str]], width: int) -> list[list[str]]:
    """The longest outcomes that leave enough width for the operations: with status, without status, or truncated."""
    for with_status in (True, False):
        outcomes = [[cell_label(cell, with_status=with_status) for cell in row.matrix] for row in rows]
        if width - _total_width(titles, outcomes) >= _MIN_LABEL:
            return outcomes
    column_width = (width - _MIN_LABEL) // len(titles[0]) - _GAP
    return [[_truncated(label, column_width) for label in line] for line in outcomes]


def _total_width(titles: list[list[str]], outcomes: list[list[str]]) -> int:
    """The width of the outcome columns in characters, with the gap before each."""
    return sum(_GAP + max(map(len, column)) for column in zip(*titles, *outcomes, strict=True))


def _truncated(label: str, width: int) -> str:
    return label if len(label) <= width else label[: width - 1] + "…"


def _grouped(headings: list[str], lines: list[str]) -> list[str]:
    """The lines of the table, with each heading above the lines that it applies to."""
    grouped: list[str] = []
    for heading, members in groupby(zip(headings, lines, strict=True), key=lambda pair: pair[0]):
        grouped += ["", heading, *(line for _, line in members)]
    return grouped


def _without_start(label: str, width: int) -> str:
    """Drop leading segments of the path, because the last segments distinguish operations."""
    method, _, path = label.partition(" ")
    segments = path.split("/")
    shorter = [f"{method} …/{'/'.join(segments[start:])}" for start in range(1, len(segments))]
    fitting = (text for text in (label, *shorter) if len(text) <= width)
    return next(fitting, _truncated(label, width))
