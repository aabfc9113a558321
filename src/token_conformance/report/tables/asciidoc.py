"""AsciiDoc: one value per line, so that no value is read as the style of the next value."""

import re
from collections.abc import Iterable

from token_conformance.report.tables.table import Markup, Table, references

_escape = references(r"[|&{}*_`#^~<>\[\]+()'\\$]|:(?=\S)|(?<=-)-|(?<=\.)\.|(?<=;);|\A//")
"""The signs of quotes, macros, attributes and replacements, and of a comment at the start of a line."""

_LITERAL = re.compile(r"[^|`+\\]+")


def _code(line: str) -> str:
    """A literal, if the line has no sign that would end the literal or the cell."""
    return f"`+{line}+`" if _LITERAL.fullmatch(line) else f"`{_escape(line)}`"


_MARKUP = Markup(plain=_escape, code=_code, line_break=" +\n")


def render(table: Table) -> str:
    """Write the table, and the note below it."""
    rows = [_row(_MARKUP.write_all(row)) for row in (table.titles, *table.rows)]
    start = f"[%header,cols={len(table.titles)}*]\n|==="
    return "\n".join([start, "\n\n".join(rows), "|===", "", _MARKUP.write(table.below)])


def _row(values: Iterable[str]) -> str:
    return "\n".join(f"|{value}" for value in values)
