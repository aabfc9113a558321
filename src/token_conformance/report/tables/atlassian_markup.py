"""The markup of Atlassian's products: of texts in Jira issues, and of pages in Confluence's REST API."""

from collections.abc import Iterable
from html import escape

from token_conformance.report.tables.table import Markup, Table, references

_jira_escape = references(r"[&|{}\[\]*_^~+!?#@()\\]|:(?=[DPp/])|-(?!\w)|(?<!\w)-|\A(?:h\d|bq)\.")
"""References are used because a `|` ends a value even after a backslash; the last signs make emoticons and blocks."""

_JIRA = Markup(plain=_jira_escape, code=lambda line: "{{" + _jira_escape(line) + "}}", line_break="\n")
_CONFLUENCE = Markup(plain=escape, code=lambda line: f"<code>{escape(line)}</code>", line_break="<br/>")


def jira(table: Table) -> str:
    """Jira's wiki markup, for issues and comments; tabulate would make a row of each line of a value."""
    rows = [_jira_row("|", row) for row in _JIRA.rows(table)]
    return "\n".join([_jira_row("||", _JIRA.write_all(table.titles)), *rows, "", _JIRA.write(table.below)])


def confluence(table: Table) -> str:
    """Confluence's storage format, which is XML; the row of titles is in the body, where Confluence itself puts it."""
    rows = [_confluence_row("th", table.titles), *(_confluence_row("td", row) for row in table.rows)]
    body = "\n".join(rows)
    return f"<table><tbody>\n{body}\n</tbody></table>\n<p>{_CONFLUENCE.write(table.below)}</p>"


def _jira_row(bar: str, values: Iterable[str]) -> str:
    return f"{bar} {f' {bar} '.join(values)} {bar}"


def _confluence_row(tag: str, values: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{_CONFLUENCE.write(value)}</{tag}>" for value in values) + "</tr>"
