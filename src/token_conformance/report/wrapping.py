"""Lines that fit a terminal: no word is cut, and a path that is longer than a line goes on after one of its slashes."""

import os
import re
from shutil import get_terminal_size

from token_conformance.redaction.output import is_terminal

_TEXT_WIDTH = 80

_WORDS = re.compile(r"(\s*)(\S+)")
_PIECES = re.compile(r"[^/]*/+|[^/]+")
"""The pieces of a path, each with the slash that ends it."""


def terminal_width() -> int | None:
    """The width of the terminal in characters; None if the output is read by a program, whose lines are not wrapped."""
    return get_terminal_size().columns if is_terminal() or "COLUMNS" in os.environ else None


def text_width() -> int:
    """The width of sentences in characters: 80, or that of a narrower terminal."""
    return min(_TEXT_WIDTH, terminal_width() or _TEXT_WIDTH)


def wrap(text: str, width: int, first: str = "", rest: str = "", *, whole: bool = False) -> list[str]:
    """The words of a text as lines, which begin with `first`, and from the second line on with `rest`.

    A line is wider than `width` only if one word, or one piece of a path, is. With `whole`, paths are not divided:
    in a command, the pieces would be words of their own.
    """
    lines, line, is_empty = [], first, True
    for gap, piece in _pieces(text, len(text) if whole else width - len(rest)):
        if not is_empty and len(line) + len(gap) + len(piece) > width:
            lines.append(line)
            line, is_empty = rest, True
        line += piece if is_empty else gap + piece
        is_empty = False
    return [*lines, line]


def wrap_document(document: str, width: int | None) -> str:
    """A document whose lines fit: one that is too long goes on indented. Without a width it is as it was."""
    return document if width is None else "\n".join(_fitted(line, width) for line in document.split("\n"))


def _fitted(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return "\n".join(wrap(line, width, indent, f"{indent}    "))


def _pieces(text: str, width: int) -> list[tuple[str, str]]:
    """The words of a text, those that do not fit a line in pieces, each with the spaces in front of it."""
    words = [(len(gap), [word] if len(word) <= width else _PIECES.findall(word)) for gap, word in _WORDS.findall(text)]
    return [(" " * gap * (index == 0), piece) for gap, pieces in words for index, piece in enumerate(pieces)]
