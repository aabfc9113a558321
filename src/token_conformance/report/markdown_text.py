"""Markdown in which any text is escaped, so that a reader sees exactly that text."""

import re
from collections.abc import Iterable, Iterator, Sequence

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&#!$]|:(?=//)|(?<=www)\.)")
"""Signs with a meaning. The last two start an address: GitHub would make it a link, and show the backslashes in it."""

_CODE = re.compile(r"`([^`\s](?:[^`]*[^`\s])?)`")


def escape(text: str) -> str:
    """Write a text on one line, so that no part of it is read as Markdown, HTML or a template."""
    return _escaped(" ".join(text.split()))


def _escaped(line: str) -> str:
    return SPECIAL.sub(r"\\\1", line)


def code(text: str) -> str:
    """Write a text as code, fit for a table: `|` is escaped; an empty text, or one with a backtick, is not code."""
    line = " ".join(text.split())
    return escape(line) if "`" in line or not line else "`" + line.replace("|", r"\|") + "`"


def code_spans(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a sentence, each with whether it is between backticks; the text between them is code."""
    for number, part in enumerate(_CODE.split(" ".join(text.split()))):
        if part:
            yield part, bool(number % 2)


def with_code(text: str) -> str:
    """Write a sentence on one line, fit for a table: what is between backticks as code, all else escaped."""
    return "".join(code(part) if is_code else _escaped(part) for part, is_code in code_spans(text))


def table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Draw a table; the titles and cells are already Markdown.

    The columns are not padded, so that a change of one cell changes one line in a diff.
    """
    return "\n".join(map(_line, [titles, ["---"] * len(titles), *lines]))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
