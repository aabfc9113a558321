"""The columns of tables (CSV) whose headers say what is in them, read as named values."""

import csv
import re
from collections.abc import Iterator

from token_conformance.redaction.leaks.escapes import Line
from token_conformance.redaction.leaks.patterns import COLUMNS

_COLUMN = re.compile(COLUMNS)
_LONGEST_HEADER = 8192


def named_values(numbered: list[Line]) -> Iterator[Line]:
    """A line `header: "value"` for each value of a table below a header that names credentials, ids or people."""
    if not numbered or not (delimiter := _delimiter(numbered[0][1])):
        return
    rows = zip(numbered, csv.reader((line for _, line in numbered), delimiter=delimiter), strict=False)
    (_, header) = next(rows)
    columns = [(index, name) for index, name in enumerate(header) if _COLUMN.fullmatch(name.strip().lower())]
    for (number, _), row in rows if columns else ():
        yield from ((number, f'{name}: "{row[index]}"') for index, name in columns if index < len(row))


def _delimiter(header: str) -> str | None:
    """The delimiter of the table that begins with this line, if one of its headers counts."""
    if len(header) > _LONGEST_HEADER:
        return None
    return next((sign for sign in ",;\t|" if sign in header and any(map(_names, header.split(sign)))), None)


def _names(cell: str) -> bool:
    return bool(_COLUMN.fullmatch(cell.strip(" \"'").lower()))
