"""reStructuredText: a list-table, because in the other kinds one long value would change every line of the table."""

import re
from collections.abc import Iterable, Iterator

from token_conformance.report.tables.table import Code, Table, lines

_INLINE = re.compile(r"([\\`*_|]|:(?=:))")
_BLOCK = re.compile(r"[!-/:-@\[\]^{}~•‣\u2043]|\w+[.)]")
"""The start of a list, a title or another block, without the signs that are escaped everywhere."""

_DIRECTIVE = ".. list-table::\n   :header-rows: 1\n"


def render(table: Table) -> str:
    """Write the table, and the note below it."""
    rows = [line for row in (table.titles, *table.rows) for line in _row(row)]
    return "\n".join([_DIRECTIVE, *rows, "", *_value(table.below)])


def _row(values: Iterable[str]) -> Iterator[str]:
    """One bullet that contains one bullet per value."""
    bullet = "*"
    for value in values:
        first, *others = _value(value)
        yield f"   {bullet} - {first}".rstrip()
        yield from (f"       {line}" for line in others)
        bullet = " "


def _value(value: str) -> list[str]:
    """The lines of a value; several lines are a line block, which keeps the breaks between them."""
    write = _code if isinstance(value, Code) else _plain
    written = [write(line) for line in lines(value)]
    return [f"| {line}" for line in written] if len(written) > 1 else written or [""]


def _plain(line: str) -> str:
    escaped = _INLINE.sub(r"\\\1", line)
    return f"\\{escaped}" if _BLOCK.match(escaped) else escaped


def _code(line: str) -> str:
    """A literal, or plain text if the line could end the literal too early: a literal has no escapes."""
    return _plain(line) if "`" in line or line.endswith("\\") else f"``{line}``"
