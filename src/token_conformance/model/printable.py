"""Text from any source, made safe to write into a file, a page or a terminal."""

import re

_LINE_END = re.compile(r"\r\n?")
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNPRINTABLE = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
"""Control characters (which a terminal executes), surrogates (which cannot be encoded) and Unicode noncharacters."""


def printable(text: str) -> str:
    """The text with line feeds as its only line ends, and each unprintable character replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))
