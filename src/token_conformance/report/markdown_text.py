"""Markdown in which any text is escaped, so that a reader sees exactly that text."""

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&#!$]|:(?=//)|(?<=www)\.)")
"""The last two start an address: GitHub would make it a link, and show the backslashes in it."""


def escape(text: str) -> str:
    """Write a text on one line, so that no part of it is read as Markdown, HTML or a template."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Write a text as code, fit for a table: `|` is escaped; an empty text, or one with a backtick, is not code."""
    line = " ".join(text.split())
    return escape(line) if "`" in line or not line else "`" + line.replace("|", r"\|") + "`"


def table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Draw a table; the titles and cells are already Markdown.

    The columns are not padded, so that a change of one cell changes one line in a diff.
    """
    return "\n".join(map(_line, [titles, ["---"] * len(titles), *lines]))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
