"""GitLab's Markdown: GitHub's, but for more signs that make a reference to something at GitLab."""

import re

from token_conformance.report.markdown_text import code, escape
from token_conformance.report.tables import github_markdown
from token_conformance.report.tables.github_markdown import LINE_BREAK
from token_conformance.report.tables.markup import Markup
from token_conformance.report.tables.table import Table

_REFERENCE = re.compile(r"([@%^]|:(?=\w))")
"""They start the names of people, milestones, alerts and emoji."""


def _escape(line: str) -> str:
    return _REFERENCE.sub(r"\\\1", escape(line))


_MARKUP = Markup(plain=_escape, code=code, line_break=LINE_BREAK)


def render(table: Table) -> str:
    """Draw the table, and the note below it."""
    return github_markdown.render(table, _MARKUP)
