"""All formats by name, and the formats that need only a few lines: HTML, CSV and JSON."""

import csv
import json
from collections.abc import Callable, Mapping
from html import escape
from io import StringIO

from tabulate import tabulate

from token_conformance.report.tables import asciidoc, atlassian_markup, latex, markdown, restructuredtext
from token_conformance.report.tables.table import Markup, Table

FORMAT = 2
"""The number of the JSON format; it is raised with every change that a reader could trip over."""

_CSV_NOTE = "Recorded from"
_CSV_LEGEND = "Legend"
_HTML = Markup(plain=escape, code=lambda line: f"<code>{escape(line)}</code>", line_break="<br>")


def _html(table: Table) -> str:
    """A fragment for any page, without style.

    The values are escaped before tabulate gets them, because they contain markup for code and line breaks:
    `unsafehtml` does not escape them again.
    """
    titles, rows = _HTML.write_all(table.titles), _HTML.rows(table)
    drawn = tabulate(rows, titles, tablefmt="unsafehtml", disable_numparse=True, stralign=None)
    return f"{drawn}\n<p>{_HTML.write(table.below)}</p>"


def _csv(table: Table) -> str:
    """Every value as it is; note and legend are extra columns, because CSV has no place outside of the table."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    meanings = "\n".join(f"{word}: {meaning}" for word, meaning in table.legend.items())
    last = [meanings] if meanings else []
    writer.writerow([*table.titles, *([_CSV_LEGEND] if meanings else []), _CSV_NOTE])
    writer.writerows([*row, *last, table.note] for row in table.rows)
    return text.getvalue().removesuffix("\n")


def _json(table: Table) -> str:
    """Every value as it is, with one object per row, for site generators with their own tables."""
    rows = [dict(zip(table.titles, row, strict=True)) for row in table.rows]
    facts = {"format": FORMAT, "columns": table.titles, "rows": rows, "recorded": table.note, "legend": table.legend}
    return json.dumps(facts, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "github": markdown.github,
    "gitlab": markdown.gitlab,
    "rst": restructuredtext.render,
    "asciidoc": asciidoc.render,
    "html": _html,
    "latex": latex.render,
    "csv": _csv,
    "json": _json,
    "jira": atlassian_markup.jira,
    "confluence": atlassian_markup.confluence,
}
