"""Confluence's storage format, which is XML: what its REST API takes as the body of a page."""

from collections.abc import Iterable
from html import escape

from token_conformance.report.tables.markup import Markup
from token_conformance.report.tables.table import Table

_MARKUP = Markup(plain=escape, code=lambda line: f"<code>{escape(line)}</code>", line_break="<br/>")


def render(table: Table) -> str:
    """Draw the table, and the note below it; the row of titles stands in the body, as Confluence saves it."""
    rows = [_row("th", table.titles), *(_row("td", row) for row in table.rows)]
    body = "\n".join(rows)
    return f"<table><tbody>\n{body}\n</tbody></table>\n<p>{_MARKUP.write(table.note)}</p>"


def _row(tag: str, values: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{_MARKUP.write(value)}</{tag}>" for value in values) + "</tr>"
