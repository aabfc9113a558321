"""HTML: a fragment for any page, without a style of its own."""

from html import escape

from tabulate import tabulate

from token_conformance.report.tables.markup import Markup
from token_conformance.report.tables.table import Table

_MARKUP = Markup(plain=escape, code=lambda line: f"<code>{escape(line)}</code>", line_break="<br>")


def render(table: Table) -> str:
    """Draw the table, and the note below it; `unsafehtml` leaves the escaping to us, for code and line breaks."""
    titles, rows = _MARKUP.write_all(table.titles), _MARKUP.rows(table)
    drawn = tabulate(rows, titles, tablefmt="unsafehtml", disable_numparse=True, stralign=None)
    return f"{drawn}\n<p>{_MARKUP.write(table.note)}</p>"
