"""What stands in a run of base64: a Basic credential, or text with something else in it."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from contextlib import suppress

RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_EXPLICIT = re.compile(r"(?i:\bBasic)[\s:]{1,8}([A-Za-z0-9+/_-]{8,})")
_EMAIL_AND_TOKEN = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}:[\x21-\x7e]{6,}", re.ASCII)
_USER_AND_PASSWORD = re.compile(r"[\x21-\x39\x3b-\x7e]+:[\x20-\x7e]{4,}")
_URL_SAFE = str.maketrans("-_", "+/")
_OFFSETS = range(4)
"""A run may begin with characters that are no part of what was encoded, such as a path's `/`."""

Credential = tuple[str, str]
"""A run of base64, and the `user:password` in it."""


def credentials(line: str) -> Iterator[Credential]:
    """The Basic credentials of a line, and every other `email:token` that stands there as base64."""
    for run in dict.fromkeys(RUN.findall(line)):
        found = next((found for text in _texts(run) if (found := _EMAIL_AND_TOKEN.search(text))), None)
        if found:
            yield run, found[0]
    for run in dict.fromkeys(_EXPLICIT.findall(line)):
        found = _USER_AND_PASSWORD.fullmatch(_text(run, 0))
        if found and not _EMAIL_AND_TOKEN.search(found[0]):
            yield run, found[0]


def plain_texts(line: str) -> Iterator[str]:
    """Text that stands in a line as base64, whatever controls are in it."""
    for run in RUN.findall(line):
        for text in _texts(run):
            with suppress(UnicodeError):
                yield text.encode("latin-1").decode()


def _texts(run: str) -> Iterator[str]:
    return (_text(run, offset) for offset in _OFFSETS)


def _text(run: str, offset: int) -> str:
    """The bytes of a run as characters of the same numbers."""
    digits = run[offset:].translate(_URL_SAFE)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    with suppress(Error):
        return b64decode(digits + "=" * (-len(digits) % 4)).decode("latin-1")
    return ""
