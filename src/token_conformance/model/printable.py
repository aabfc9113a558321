"""Text that can be written anywhere, into a file, a page or a terminal, whoever sent it."""

import re

_LINE_END = re.compile(r"\r\n?")
_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNPRINTABLE = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
"""Controls (which a terminal obeys), halves of characters (which no file takes), and what Unicode says is none."""


def printable(text: str) -> str:
    """The text with its lines ended by line feeds alone, and whatever cannot be shown replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))
