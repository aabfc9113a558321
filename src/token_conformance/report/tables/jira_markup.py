"""Jira's wiki markup, as its issues and comments take it.

It is drawn here and not by tabulate, which makes a row of each line of a value.
"""

from collections.abc import Iterable

from token_conformance.report.tables.markup import Markup, references
from token_conformance.report.tables.table import Table

_escape = references(r"[&|{}\[\]*_^~+!?#@()\\]|:(?=[DPp/])|-(?!\w)|(?<!\w)-|\A(?:h\d|bq)\.")
"""References, for a backslash does not keep a `|` from ending a value; the last signs make emoticons and blocks."""

_MARKUP = Markup(plain=_escape, code=lambda line: "{{" + _escape(line) + "}}", line_break="\n")


def render(table: Table) -> str:
    """Draw the table, and the note below it."""
    rows = [_row("|", row) for row in _MARKUP.rows(table)]
    return "\n".join([_row("||", _MARKUP.write_all(table.titles)), *rows, "", _MARKUP.write(table.note)])


def _row(bar: str, values: Iterable[str]) -> str:
    return f"{bar} {f' {bar} '.join(values)} {bar}"
