"""The formats by the name that a user gives them."""

from collections.abc import Callable, Mapping

from token_conformance.report.tables import (
    asciidoc,
    confluence_storage,
    csv_table,
    github_markdown,
    gitlab_markdown,
    html_table,
    jira_markup,
    json_table,
    latex,
    restructuredtext,
)
from token_conformance.report.tables.table import Table

FORMATS: Mapping[str, Callable[[Table], str]] = {
    "github": github_markdown.render,
    "gitlab": gitlab_markdown.render,
    "rst": restructuredtext.render,
    "asciidoc": asciidoc.render,
    "html": html_table.render,
    "latex": latex.render,
    "csv": csv_table.render,
    "json": json_table.render,
    "jira": jira_markup.render,
    "confluence": confluence_storage.render,
}
