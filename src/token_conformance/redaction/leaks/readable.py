"""Turns bytes into text: UTF-8, UTF-16 and UTF-32 with and without a mark, legacy encodings, texts in binary data."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ANY_MARK = tuple(mark for mark, _ in _MARKS)
_SAMPLE = 4096
_WIDE = {"utf-32-le": (4, 0), "utf-32-be": (4, 3), "utf-16-le": (2, 0), "utf-16-be": (2, 1)}
"""The bytes of a character, and which of them is not zero in Western text."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01
_STRINGS = re.compile(rb"[\x20-\x7e\t]{8,}|\n")
"""Eight printable characters do not follow each other by chance, and no value that is looked for is shorter."""

_STRING = re.compile(rb"[\x20-\x7e\t]{8}")
PACKED = (
    b"\x1f\x8b\x08",
    b"\x78\x01",
    b"\x78\x9c",
    b"\x78\xda",
    b"BZh",
    b"\xfd7zXZ",
    b"PK\x03\x04",
    b"\x28\xb5\x2f\xfd",
)
"""How data starts that is packed (gzip, zlib, bzip2, xz, zip, Zstandard)."""

_WIDE_STRINGS = re.compile(rb"(?:[\x20-\x7e]\x00){8,}")


def encoding_of(data: bytes) -> str | None:
    """The encoding of wide characters that data is in, by its mark or by where its zeros are; None for all others."""
    if data.startswith(_ANY_MARK):
        return next(encoding for mark, encoding in _MARKS if data.startswith(mark))
    if b"\0" not in data or not (sample := data[:_SAMPLE]).count(0) * 3 > len(sample):
        return None
    return next((encoding for encoding, form in _WIDE.items() if _is_wide(sample, *form)), None)


def text_of(data: bytes, *, legacy: bool = True) -> str:
    """The text of data in any encoding; of binary data, the strings of printable characters in it.

    `legacy`: data that is mostly text, but not UTF-8, is in an encoding with one byte for each character.
    """
    if encoding := encoding_of(data):
        return data.decode(encoding, errors="replace").replace("\0", " ")
    try:
        return data.decode().replace("\0", " ")
    except UnicodeDecodeError:
        return data.decode("latin-1") if legacy and _is_mostly_text(data) else _strings(data)


def is_text(data: bytes) -> bool:
    """Whether data is UTF-8 without control characters."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(data)


def has_text(data: bytes) -> bool:
    """Whether data is worth a look: it has a string of printable characters, or is packed or wide."""
    return bool(_STRING.search(data)) or data.startswith(PACKED) or (b"\0" in data and encoding_of(data) is not None)


def _is_mostly_text(data: bytes) -> bool:
    """Whether data has hardly any control characters, as text in a legacy encoding."""
    sample = data[:_SAMPLE]
    return len(_CONTROL.findall(sample)) <= len(sample) * _MOST_CONTROLS


def _strings(data: bytes) -> str:
    wide = (found[0][::2] for found in _WIDE_STRINGS.finditer(data))
    return b" ".join((*_STRINGS.findall(data), *wide)).decode("ascii")


def _is_wide(sample: bytes, width: int, place: int) -> bool:
    """Whether almost only the bytes at one place of each character are not zero."""
    sample = sample[: len(sample) // width * width]
    others = sum(sample[start::width].count(0) for start in range(width) if start != place)
    characters = len(sample) // width
    return (
        characters > 1 and others > 0.7 * characters * (width - 1) and sample[place::width].count(0) < 0.2 * characters
    )
