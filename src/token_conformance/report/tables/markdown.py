"""Markdown for GitHub and every other site that reads Markdown, such as MkDocs, and for GitLab."""

import re

from token_conformance.report.markdown_text import SPECIAL, code
from token_conformance.report.markdown_text import table as markdown_table
from token_conformance.report.tables.table import Markup, Table

_LINE_BREAK = "<br>"
"""A newline would end the row."""

_NO_BACKSLASH = set("<~&$:")
"""Python-Markdown, which MkDocs uses, shows a backslash before these signs: a reference is the sign everywhere."""

_REFERENCE = re.compile(r"([@%^]|:(?=\w))")
"""At GitLab these signs start the names of people, milestones, alerts and emoji."""


def github(table: Table) -> str:
    """Write the table, and the note below it, in the same way as the project's own reports."""
    return _draw(table, _GITHUB)


def gitlab(table: Table) -> str:
    """Write the same, and also escape the signs that GitLab reads as references."""
    return _draw(table, _GITLAB)


def _escape(line: str) -> str:
    return SPECIAL.sub(lambda found: _written(found[0]), line)


def _written(sign: str) -> str:
    return f"&#{ord(sign)};" if sign in _NO_BACKSLASH else f"\\{sign}"


def _gitlab_escape(line: str) -> str:
    return _REFERENCE.sub(r"\\\1", _escape(line))


_GITHUB = Markup(plain=_escape, code=code, line_break=_LINE_BREAK)
_GITLAB = Markup(plain=_gitlab_escape, code=code, line_break=_LINE_BREAK)


def _draw(table: Table, markup: Markup) -> str:
    drawn = markdown_table(markup.write_all(table.titles), markup.rows(table))
    return f"{drawn}\n\n{markup.write(table.below)}"
