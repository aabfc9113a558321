"""reStructuredText: a list-table, for in the drawn kinds one long value would move every line of the table."""

import re
from collections.abc import Iterable, Iterator

from token_conformance.report.tables.table import Code, Table, lines

_INLINE = re.compile(r"([\\`*_|]|:(?=:))")
_BLOCK = re.compile(r"[!-/:-@\[\]^{}~•‣\u2043]|\w+[.)]")
"""What a list, a title or another block starts with, but for the signs that are escaped anyway."""

_DIRECTIVE = ".. list-table::\n   :header-rows: 1\n"


def render(table: Table) -> str:
    """Draw the table, and the note below it."""
    rows = [line for row in (table.titles, *table.rows) for line in _row(row)]
    return "\n".join([_DIRECTIVE, *rows, "", _plain(table.note)])


def _row(values: Iterable[str]) -> Iterator[str]:
    """A bullet of bullets."""
    bullet = "*"
    for value in values:
        first, *others = _value(value)
        yield f"   {bullet} - {first}".rstrip()
        yield from (f"       {line}" for line in others)
        bullet = " "


def _value(value: str) -> list[str]:
    """The value's lines: as a line block, which keeps them apart, where there are several."""
    write = _code if isinstance(value, Code) else _plain
    written = [write(line) for line in lines(value)]
    return [f"| {line}" for line in written] if len(written) > 1 else written or [""]


def _plain(line: str) -> str:
    escaped = _INLINE.sub(r"\\\1", line)
    return f"\\{escaped}" if _BLOCK.match(escaped) else escaped


def _code(line: str) -> str:
    """A literal, in which nothing can be escaped; where it could end too early, plain text is shown instead."""
    return _plain(line) if "`" in line or line.endswith("\\") else f"``{line}``"
