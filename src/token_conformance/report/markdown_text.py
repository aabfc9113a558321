"""Markdown that shows exactly the text it was made of, whatever stands in that text."""

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&#!$]|:(?=//)|(?<=www)\.)")
"""The last two start an address, which GitHub makes a link of, with all the backslashes in it."""


def escape(text: str) -> str:
    """Write a text on one line, so that nothing in it is taken for Markdown, HTML or a template."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Write a text as code; a table needs its `|` escaped even there, a backtick would end it, and none is nothing."""
    line = " ".join(text.split())
    return escape(line) if "`" in line or not line else "`" + line.replace("|", r"\|") + "`"


def table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Draw a table of cells that are Markdown already.

    It is not padded, as a table for people to read in a terminal is: so that one changed cell is one changed
    line in a diff.
    """
    return "\n".join(map(_line, [titles, ["---"] * len(titles), *lines]))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
