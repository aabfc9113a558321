"""The matrix as a table for a terminal: one line per endpoint, shortened to fit the width, without a word that is cut.

Operations get little space, so an API root that several share is shown once, as a heading, and the rest of the
operation is shortened in steps. Outcomes give way first: their statuses, then their words, and then the titles of the
columns, which are letters in a narrow terminal.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from string import ascii_uppercase

from tabulate import tabulate

from token_conformance.report.legend import cell_label, cell_symbol, column_title
from token_conformance.report.matrix import Column, Row
from token_conformance.report.wrapping import wrap

_GAP = 2
"""The number of spaces that tabulate puts between two columns."""

_MIN_LABEL = 22
"""In characters: enough of an operation to distinguish it from its neighbours, where there is the space."""

_ROOT = re.compile(r"(?:/wiki)?/(?:rest|api)/[^/]+(?:/\d[\d.]*)?")
_PARAMETER = re.compile(r"\{[^}]*\}")

_Columns = tuple[list[list[str]], list[list[str]]]
"""The lines of the titles, and the outcomes of each row."""


def grid(rows: list[Row], width: int) -> str:
    """Draw the matrix at most `width` characters wide, with a heading where the product or the API root changes.

    Letters in place of titles are explained above it. A line is wider only if a single piece of an operation is.
    """
    roots, operations = zip(*(split_root(row.label) for row in rows), strict=True)
    titles, outcomes = _columns(rows, width)
    labels = fitted(list(operations), width - _total_width(titles, outcomes))
    table = [[label, *line] for label, line in zip([*([""] * len(titles)), *labels], titles + outcomes, strict=True)]
    # Without disable_numparse, tabulate would write a text like 1e5 as 100000.
    lines = iter(tabulate(table, tablefmt="plain", disable_numparse=True).split("\n"))  # the last one may be empty
    headings = [f"{row.product.title}, {root}" for row, root in zip(rows, roots, strict=True)]
    above = [*_explained(rows[0].columns, titles, width), *(next(lines) for _ in titles)]
    drawn = ["\n".join(next(lines) for _ in label.split("\n")) for label in labels]
    return "\n".join([*above, *_grouped(headings, drawn, width)])


def split_root(operation: str) -> tuple[str, str]:
    """Split `GET /rest/api/3/issue/{key}` into `/rest/api/3` and `GET issue/{key}`."""
    method, _, path = " ".join(operation.split()).partition(" ")
    found = _ROOT.match(path)
    root = found.group() if found else ""
    return root, f"{method} {path[len(root) :].removeprefix('/')}"


def fitted(labels: list[str], width: int) -> list[str]:
    """Shorten labels to at most `width` characters: first the names of parameters go, then the start of the path.

    The last piece of a path is never cut: where it does not fit, it has a line of its own.
    """
    if all(len(label) <= width for label in labels):
        return labels
    return [_without_start(_PARAMETER.sub("{}", label), width) for label in labels]


def _columns(rows: list[Row], width: int) -> _Columns:
    """The longest titles and outcomes that leave enough width for the operations, or else the shortest ones."""
    for titles, outcomes in (candidates := list(_candidates(rows))):
        if width - _total_width(titles, outcomes) >= _MIN_LABEL:
            return titles, outcomes
    return candidates[-1]


def _candidates(rows: list[Row]) -> Iterator[_Columns]:
    """Outcomes with status, without it, as a symbol with status, the same below letters, and as a symbol alone."""
    words = _titles(rows[0].columns)
    letters = [list(ascii_uppercase[: len(rows[0].columns)])]
    for titles, label, with_status in (
        (words, cell_label, True),
        (words, cell_label, False),
        (words, cell_symbol, True),
        (letters, cell_symbol, True),
        (letters, cell_symbol, False),
    ):
        yield titles, [[label(cell, with_status=with_status) for cell in row.matrix] for row in rows]


def _titles(columns: Sequence[Column]) -> list[list[str]]:
    """The lines of the titles: each word of a credential on a line of its own, then the URL form."""
    words = [credential.split("-") for credential, _ in columns]
    credentials = [list(line) for line in zip_longest(*words, fillvalue="")]
    return [*credentials, [form.value for _, form in columns]]


def _explained(columns: Sequence[Column], titles: list[list[str]], width: int) -> list[str]:
    """The meaning of the letters, one line for each column; no line if the titles are words."""
    if titles == _titles(columns):
        return []
    named = zip(titles[0], columns, strict=True)
    return [
        *(line for letter, column in named for line in wrap(column_title(*column), width, f"{letter}  ", "   ")),
        "",
    ]


def _total_width(titles: list[list[str]], outcomes: list[list[str]]) -> int:
    """The width of the outcome columns in characters, with the gap before each."""
    return sum(_GAP + max(map(len, column)) for column in zip(*titles, *outcomes, strict=True))


def _grouped(headings: list[str], drawn: list[str], width: int) -> list[str]:
    """The rows of the table, with each heading above those that it applies to."""
    grouped: list[str] = []
    for heading, members in groupby(zip(headings, drawn, strict=True), key=lambda pair: pair[0]):
        grouped += ["", *wrap(heading, width), *(row for _, row in members)]
    return grouped


def _without_start(label: str, width: int) -> str:
    """Drop leading segments of the path, because the last segments distinguish operations.

    The name of an endpoint in brackets behind the operation has a line of its own where both do not fit.
    """
    operation, _, name = label.partition(" (")
    if name and len(label) > width:
        return f"{_without_start(operation, width)}\n({name}"
    method, _, path = label.partition(" ")
    segments = path.split("/")
    shorter = [f"{method} …/{'/'.join(segments[start:])}" for start in range(1, len(segments))]
    fitting = (text for text in (label, *shorter) if len(text) <= width)
    start = f"{method} …/" if len(segments) > 1 else method
    lines = (line for line in (start, segments[-1]) if line)  # tabulate would drop an empty one
    return next(fitting, "\n".join(lines))
