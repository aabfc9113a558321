"""The lines of a program that can belong to one URL: those that make the request, up to the next URL or function."""

import re
from collections.abc import Sequence

from token_conformance.calls.program.address import DEFINITION
from token_conformance.calls.program.code import indent_of
from token_conformance.calls.program.snippet import has_path

_BEFORE, _AFTER = 6, 60
"""The most lines before a URL and after it that belong to its call."""

LONGEST = 2_000
"""The most characters of a line that are read."""
_CONTINUES = (".", "->", "?.", "!!.", "{", ")", "}", "]")
_INNER = re.compile(
    r"\s*(?:[.?]|!!\.|->|RequestUri\b|(?<=\s)Uri\s*=|CURLOPT_URL|[\"']|.*\bCURLOPT_URL\b|[\w\"']+\s*(?:=>|:)\s)"
)
"""The start of a line whose call begins on a line before it."""


def passage(lines: Sequence[str], number: int) -> str:
    """The lines around the one of a URL, without any that has another URL."""
    first = _first(lines, number) if _INNER.match(lines[number]) else number
    found = [line[:LONGEST] for line in lines[first : number + 1]]
    least = indent_of(lines[first])
    for line in lines[number + 1 : number + 1 + _AFTER]:
        ends = bool(line.strip()) and indent_of(line) < least and not line.lstrip().startswith(_CONTINUES)
        if ends or has_path(line) or DEFINITION.match(line):
            break
        found.append(line[:LONGEST])
    return "\n".join(found)


def _first(lines: Sequence[str], number: int) -> int:
    """The first of the lines before a URL that have no other URL and are not blank."""
    first = number
    while first > max(0, number - _BEFORE) and lines[first - 1].strip() and not has_path(lines[first - 1]):
        first -= 1
    return first
