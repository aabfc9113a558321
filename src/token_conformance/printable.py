"""Text that can be written anywhere, into a file, a page or a terminal, whoever sent it."""

import re

_LINE_END = re.compile(r"\r\n?")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls (which a terminal obeys), halves of characters (which no file takes), and no characters."""


def printable(text: str) -> str:
    """The text with its lines ended by line feeds alone, and whatever cannot be shown replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))
