"""Decodes what hides characters of a text: escapes, percent-encoding, entities, quoted-printable, tags and colours."""

import re
from collections.abc import Iterator
from html import unescape
from quopri import decodestring
from urllib.parse import unquote

_ESCAPE = re.compile(
    r"(?<!\\)\\{1,64}(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})"
    r"|([0-3][0-7]{2})|([nrtbf\"'/]))"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_SPACES = {"n": "\n", "r": "\n", "t": " ", "b": " ", "f": " "}
_MARKED = re.compile(r"[\\%&\x1b\r]")
_ROUNDS = 4
TERMINAL = re.compile(r"\x1b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|[ -/]{1,4}[0-~]|[=>78Mc])")
"""What a terminal obeys and does not show, such as a colour or a move of the cursor (ECMA-48, section 5.4)."""

_SIGNS = {ord(sign): "@" for sign in "\uff20\ufe6b"} | dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""
)
"""Other forms of the sign of an address, and the characters that a reader does not see."""

_QUOTED = re.compile(r"=(?:3D|40|20|2E|5F|C[23]=[89AB])")
_INLINE = re.compile(
    r"</?(?:w:(?!p\b|tc\b|tr\b|tbl\b|br\b|tab\b|cr\b)\w{1,30}|a:(?:t|r|rPr|latin)|text:span|rPr|r|t"
    r"|b|i|u|s|a|em|strong|span|code|wbr|font|mark|small|sub|sup|tt|kbd|samp|ins|del)(?![\w:-])[^<>]{0,500}>"
)
"""The tags that may divide a word: of HTML, and of the runs in documents of offices."""

Line = tuple[int, str]
"""The number of a line in its file, where the first is 1, and its text."""


def lines(text: str) -> list[Line]:
    """The decoded lines; a line with encoded line ends becomes several, all with its number."""
    if not _MARKED.search(text) and text.isascii():
        return list(enumerate(text.split("\n"), start=1))
    numbered: list[Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "\\" in line or "%" in line or "&" in line or "\x1b" in line or not line.isascii():
            numbered += [(number, part) for part in decode(line).split("\n")]
        else:
            numbered.append((number, line.replace("\r", "")))
    return numbered


def decode(line: str) -> str:
    """Decode escapes, percent-encoding and entities, also if they are nested; drop what a reader does not see."""
    if "\x1b" in line:
        line = TERMINAL.sub("", line)
    for _ in range(_ROUNDS):
        decoded = _ENTITY.sub(lambda found: unescape(found[0]), unquote(_ESCAPE.sub(_character, line)))
        if decoded == line:
            break
        line = decoded
    return (line if line.isascii() else line.translate(_SIGNS)).replace("\r", "")


def is_quoted_printable(text: str) -> bool:
    """Whether a text has signs of quoted-printable."""
    return bool(_QUOTED.search(text))


def quoted_printable(numbered: list[Line]) -> Iterator[Line]:
    """The lines decoded from quoted-printable (RFC 2045); soft line ends are removed."""
    first, parts = 0, ""
    for number, line in (*numbered, (0, "")):
        first, parts = (first if parts else number), parts + line.removesuffix("=")
        if not line.endswith("="):
            yield (
                first,
                decodestring(parts.encode(errors="replace")).decode(errors="replace") if "=" in parts else parts,
            )
            parts = ""


def without_tags(numbered: list[Line]) -> Iterator[Line]:
    """The lines that have inline tags, without them: a word that they divide becomes whole."""
    for number, line in numbered:
        if "<" in line and (joined := _INLINE.sub("", line)) != line:
            yield number, joined


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3] or escape[4]
    if code:
        return chr(value) if (value := int(code, 16)) <= 0x10FFFF else escape[0]  # noqa: PLR2004  # the last character
    return chr(int(escape[5], 8)) if escape[5] else _SPACES.get(escape[6], escape[6])
