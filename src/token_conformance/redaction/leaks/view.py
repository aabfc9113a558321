"""A text to scan whose places are lines of a file."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from token_conformance.redaction.leaks.escapes import Line


class View:
    """Decoded lines as one text; several parts of it may come from one line of the file."""

    def __init__(self, numbered: Iterable[Line]) -> None:
        self.lines = list(numbered)
        self.text = "\n".join(line for _, line in self.lines)
        self.lower = self.text.lower() if self.text.isascii() else "".join(map(_lower, self.text))
        """The text in lower case, character by character; searching without regard to case takes ten times as long."""
        self._starts = list(accumulate((len(line) + 1 for _, line in self.lines), initial=0))

    def line_of(self, offset: int) -> int:
        """The line of the file that the character at this offset comes from."""
        return self.lines[bisect_right(self._starts, offset) - 1][0]


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character
