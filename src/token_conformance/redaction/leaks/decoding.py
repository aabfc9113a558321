"""Decodes texts line by line: escapes, percent-encoding, entities, Base64, and values that were wrapped."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

_ESCAPE = re.compile(r"(?<!\\)\\{1,64}(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf\"'/]))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_SPACES = {"n": "\n", "r": "\n", "t": " ", "b": " ", "f": " "}
_ROUNDS = 4
_WRAP = re.compile(r"[\"'\\]?[ \t]*\n[ \t>#|*]*[\"'\\]?[ \t]*")
_OPAQUE_END = re.compile(r"[A-Za-z0-9+/_=-]{16}[\"'\\]?\s{0,4}$")
_OPAQUE_START = re.compile(r"[\s>#|*]*[\"'\\]?\s?[A-Za-z0-9+/_=-]")
_TAIL = 24

_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_EXPLICIT = re.compile(r"(?i:\bBasic)[\s:]{1,8}([A-Za-z0-9+/_-]{8,})")
_EMAIL_AND_TOKEN = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}:[\x21-\x7e]{6,}", re.ASCII)
_USER_AND_PASSWORD = re.compile(r"[\x21-\x39\x3b-\x7e]+:[\x20-\x7e]{4,}")
_URL_SAFE = str.maketrans("-_", "+/")
_OFFSETS = range(4)
"""A run may begin with characters that were not encoded, such as the `/` of a path."""

Line = tuple[int, str]
"""The number of a line in its file, where the first is 1, and its text."""

Credential = tuple[str, str]
"""A run of Base64, and the `user:password` in it."""


def lines(text: str) -> list[Line]:
    """The decoded lines; a line with encoded line ends becomes several, all with its number."""
    return [
        (number, part)
        for number, line in enumerate(text.split("\n"), start=1)
        for part in decode(line).split("\n")
        if part
    ]


def decode(line: str) -> str:
    """Decode escapes, percent-encoding and entities, also if they are nested."""
    for _ in range(_ROUNDS):
        decoded = _ENTITY.sub(lambda found: unescape(found[0]), unquote(_ESCAPE.sub(_character, line)))
        if decoded == line:
            break
        line = decoded
    return line


def joined_lines(numbered: list[Line]) -> Iterator[Line]:
    """The values that were wrapped to several lines, joined again, with the number of their first line."""
    start, parts = 0, [""]
    for number, line in numbered:
        if _OPAQUE_END.search(parts[-1][-_TAIL:]) and _OPAQUE_START.match(line):
            parts.append(line)
            continue
        if len(parts) > 1:
            yield start, _WRAP.sub("", "\n".join(parts))
        start, parts = number, [line]
    if len(parts) > 1:
        yield start, _WRAP.sub("", "\n".join(parts))


def credentials(line: str) -> Iterator[Credential]:
    """The Basic credentials of a line, and every other `email:token` in it that is encoded as Base64."""
    for run in dict.fromkeys(_RUN.findall(line)):
        found = next((found for text in _texts(run) if (found := _EMAIL_AND_TOKEN.search(text))), None)
        if found:
            yield run, found[0]
    for run in dict.fromkeys(_EXPLICIT.findall(line)):
        found = _USER_AND_PASSWORD.fullmatch(_text(run, 0))
        if found and not _EMAIL_AND_TOKEN.search(found[0]):
            yield run, found[0]


def plain_texts(line: str) -> Iterator[str]:
    """The texts in a line that are encoded as Base64, also those with control characters."""
    for run in _RUN.findall(line):
        for text in _texts(run):
            with suppress(UnicodeError):
                yield text.encode("latin-1").decode()


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _SPACES.get(escape[3], escape[3])


def _texts(run: str) -> Iterator[str]:
    return (_text(run, offset) for offset in _OFFSETS)


def _text(run: str, offset: int) -> str:
    """The decoded bytes of a run, each as the character of its number."""
    digits = run[offset:].translate(_URL_SAFE)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    with suppress(Error):
        return b64decode(digits + "=" * (-len(digits) % 4)).decode("latin-1")
    return ""
