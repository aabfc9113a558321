"""GitHub's Markdown, with what the reports themselves are written with."""

from token_conformance.report.markdown_text import code, escape
from token_conformance.report.markdown_text import table as markdown_table
from token_conformance.report.tables.markup import Markup
from token_conformance.report.tables.table import Table

LINE_BREAK = "<br>"
"""A newline would end the row."""

_MARKUP = Markup(plain=escape, code=code, line_break=LINE_BREAK)


def render(table: Table, markup: Markup = _MARKUP) -> str:
    """Draw the table, and the note below it."""
    drawn = markdown_table(markup.write_all(table.titles), markup.rows(table))
    return f"{drawn}\n\n{markup.write(table.note)}"
