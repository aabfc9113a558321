"""Edits the tables of a TOML text in place, so that comments, order and layout of everything else stay.

The text must be valid TOML without arrays. What is written in another way than as tables with plain keys is not found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.model.strict_toml import parse_toml

Key = tuple[str, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
"""A string or a comment."""
_LINE_START = re.compile(r"^(?!\Z)", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*(\[[^\[\]\n]+\])", re.MULTILINE)


@dataclass(frozen=True)
class Table:
    """One table of a text: its key, the number of the line of its header, and where it starts and ends.

    Blank lines and comments in front of the next header belong to that one.
    """

    key: Key
    line: int
    start: int
    end: int


def tables(text: str) -> Iterator[Table]:
    """The tables of a text, in its order."""
    plain = _masked(text)
    headers = list(_HEADER.finditer(plain))
    ends = [*(header.start() for header in headers[1:]), len(text)]
    for header, end in zip(headers, ends, strict=False):  # without a header there is an end too many
        start = header.start()
        yield Table(
            _key(text[slice(*header.span(1))]), text.count("\n", 0, start) + 1, start, _content_end(plain, start, end)
        )


def with_value(text: str, table: Table, name: str, value: str) -> str:
    """The text with another value of one key, which has a string now; without the key in plain form, the same text."""
    plain = _masked(text)
    found = re.compile(rf"^[ \t]*{name}[ \t]*=[ \t]*", re.MULTILINE).search(plain, table.start, table.end)
    token = _TOKEN.match(text, found.end()) if found else None
    return f"{text[: token.start()]}{value}{text[token.end() :]}" if token else text


def commented_out(text: str, table: Table, note: str) -> str:
    """The text with each line of a table as a comment, below a comment with a note."""
    block = _LINE_START.sub("# ", text[table.start : table.end])
    return f"{text[: table.start]}# {note}{_line_end(text)}{block}{text[table.end :]}"


def appended(text: str, lines: list[str]) -> str:
    """The text with more lines at its end, after a blank one."""
    ending = _line_end(text)
    start = text.rstrip("\r\n")
    return f"{start}{2 * ending if start else ''}{ending.join(lines)}{ending}"


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _masked(text: str) -> str:
    """The text with spaces in place of each character of its strings and comments, but for the signs at their start."""
    return _TOKEN.sub(lambda found: found[0][0] + " " * (len(found[0]) - 1), text)


def _key(header: str) -> Key:
    found = parse_toml(header)
    key: list[str] = []
    while found:
        ((name, found),) = found.items()
        key.append(name)
    return tuple(key)


def _content_end(plain: str, start: int, end: int) -> int:
    """Where the last line of a table ends that is neither blank nor a comment."""
    position = start
    for line in plain[start:end].split("\n"):
        start = min(start + len(line) + 1, end)
        if line.strip() and not line.lstrip().startswith("#"):
            position = start
    return position
