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
        self.lower = "\u0130".join(part.lower() for part in self.text.replace("\u03a3", "\u03c3").split("\u0130"))
        """The text in lower case, character by character; searching without regard to case takes ten times as long.

        Two letters have rules of their own: U+0130 would become two characters, so it stays as it is, and U+03A3 would
        become another letter at the end of a word than elsewhere.
        """
        self._starts = list(accumulate((len(line) + 1 for _, line in self.lines), initial=0))

    def line_of(self, offset: int) -> int:
        """The line of the file that the character at this offset comes from."""
        return self.lines[bisect_right(self._starts, offset) - 1][0]
