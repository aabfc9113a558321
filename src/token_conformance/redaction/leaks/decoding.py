"""Decodes what is encoded in a text: Base64, hexadecimal digits, dumps, lists of bytes, wrapped values."""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from token_conformance.redaction.leaks.readable import has_text, is_text, text_of

_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}+")
_EXPLICIT = re.compile(r"[Bb][Aa][Ss][Ii][Cc][\s:]{1,8}([A-Za-z0-9+/_-]{8,}+)")
_EMAIL_AND_TOKEN = re.compile(r"@(?<=\w@)(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}:[\x21-\x7e]{6,}", re.ASCII)
_LOCAL_PART = re.compile(r"[\w.+%-]{1,64}", re.ASCII)
_USER_AND_PASSWORD = re.compile(r"[\x21-\x39\x3b-\x7e]+:[\x20-\x7e]{4,}")
_URL_SAFE = str.maketrans("-_", "+/")
_OFFSETS = range(1, 4)
"""A run may begin with characters that were not encoded, such as the `/` of a path."""

_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}){12,}+")
_SPACED_HEX = re.compile(r"[0-9a-fA-F]{2}(?<![0-9a-wyzA-WYZ]..)(?:[\s,:;-]{1,12}(?:0[xX])?[0-9a-fA-F]{2}){11,}+")
_DUMP = re.compile(
    r"\n[ \t>#|]{0,12}(?:0[xX])?([0-9a-fA-F]{4,16}):?[ \t]{1,4}"
    r"((?:[0-9a-fA-F]{2}){1,4}(?:[ \t]{1,2}-?(?:[0-9a-fA-F]{2}){1,4}){0,31})"
)
_DUMPED_BYTES = 16
_MOST_DUMPED_BYTES = 64
_DECIMAL = re.compile(r",\s{0,12}\d{1,3}(?:\s{0,12},\s{0,12}\d{1,3}){10,}+")
_FIRST_NUMBER = re.compile(r"(\d{1,3})\s{0,12}$")
_FIRST_NUMBER_CHARACTERS = 16

Credential = tuple[int, str, str]
"""Where a run of Base64 starts, the run, and the `user:password` in it."""

_OPAQUE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_.=-"
_LONG_PART = re.compile(r"[A-Za-z0-9+/_.=-]{16,}+")
"""Of a value that was wrapped, one line has at least so many characters."""

_NEXT_PART = re.compile(r"[\"'\\ \t]{0,8}\n[ \t>#|*]{0,40}[\"']?([A-Za-z0-9+/_.=-]++)")
_BEFORE_PART = " \t>#|*\"'"
_LINE_END = " \t\"'\\"
_INDENTATION = 60
_LINE = 4096


@dataclass(frozen=True)
class Encoded:
    """What is encoded in a text: where it starts, its bytes, and the run of Base64 (empty for other encodings)."""

    start: int
    data: bytes
    run: str = ""


def joined_lines(text: str) -> Iterator[tuple[int, str]]:
    """The values that were wrapped to several lines, joined again, with a place in the line where each begins."""
    done = 0
    for part in _LONG_PART.finditer(text):
        if part.start() < done:
            continue
        start, first = _part_before(text, part.start())
        parts, done = [*first, part[0]], part.end()
        while following := _NEXT_PART.match(text, done):
            parts.append(following[1])
            done = following.end()
        if len(parts) > 1:
            yield start, "".join(part.removesuffix("=") for part in parts[:-1]) + parts[-1]


def explicit_credentials(text: str) -> Iterator[Credential]:
    """The Basic credentials of a text that follow the name of the scheme."""
    for run in _EXPLICIT.finditer(text):
        credential = _decoded(run[1].translate(_URL_SAFE), 0).decode("latin-1")
        if _USER_AND_PASSWORD.fullmatch(credential):
            yield run.start(1), run[1], credential


def credential_in(text: str) -> str | None:
    """The `email:token` in a text that was decoded."""
    for found in _EMAIL_AND_TOKEN.finditer(text):
        if local := _LOCAL_PART.match(text[max(0, found.start() - 64) : found.start()][::-1]):
            return local[0][::-1] + found[0]
    return None


def encoded(text: str) -> Iterator[Encoded]:
    """What is encoded in a text; a run of Base64 that is not text is decoded at each of its first four characters."""
    for run in _RUN.finditer(text):
        if _may_be_base64(run[0]):
            yield from (Encoded(run.start(), data, run[0]) for data in _bytes(run[0]))
    yield from (Encoded(run.start(), _from_hex(run[0])) for run in _HEX.finditer(text))
    yield from (Encoded(run.start(), _from_hex(re.sub(r"0[xX]", "", run[0]))) for run in _SPACED_HEX.finditer(text))
    yield from _dumps(text)
    for run in _DECIMAL.finditer(text):
        first = _FIRST_NUMBER.search(text[max(0, run.start() - _FIRST_NUMBER_CHARACTERS) : run.start()])
        with suppress(ValueError):  # a number is no byte
            yield Encoded(run.start(), bytes(map(int, f"{first[1] if first else 0}{run[0]}".split(","))))


def plain_texts(text: str) -> Iterator[str]:
    """The texts that are encoded in a text, also those with control characters."""
    return (text_of(part.data, legacy=False) for part in encoded(text))


def _part_before(text: str, start: int) -> tuple[int, list[str]]:
    """The end of the line before, if only a part of one value is between, and a place in that line."""
    line_end = text.rfind("\n", max(0, start - _INDENTATION), start)
    if line_end < 0 or text[line_end + 1 : start].strip(_BEFORE_PART):
        return start, []
    before = text[max(0, line_end - _LINE, text.rfind("\n", max(0, line_end - _LINE), line_end) + 1) : line_end]
    before = before.rstrip(_LINE_END)
    part = before[len(before.rstrip(_OPAQUE)) :]
    return (line_end, [part]) if part else (start, [])


def _may_be_base64(run: str) -> bool:
    return not (run.islower() or run.isupper() or run.isdigit())


def _bytes(run: str) -> list[bytes]:
    digits = run.translate(_URL_SAFE)
    data = _decoded(digits, 0)
    if is_text(data):
        return [data]
    return [part for part in (data, *(_decoded(digits, offset) for offset in _OFFSETS)) if has_text(part)]


def _decoded(digits: str, offset: int) -> bytes:
    end = len(digits) - ((len(digits) - offset) % 4 == 1)
    try:
        return a2b_base64(digits[offset:end] + "==")
    except Error:
        return b""


def _from_hex(digits: str) -> bytes:
    return bytes.fromhex("".join(re.findall(r"[0-9a-fA-F]{2}", digits)))


def _dumps(text: str) -> Iterator[Encoded]:
    """The bytes of dumps; a line that does not follow the one before it begins another dump."""
    dump: list[re.Match[str]] = []
    for line in _DUMP.finditer(f"\n{text}"):
        if dump and text.count("\n", dump[-1].end() - 1, line.start()) > 1:
            yield from _dump(dump)
            dump = []
        dump.append(line)
    yield from _dump(dump)


def _dump(lines: list[re.Match[str]]) -> Iterator[Encoded]:
    """The bytes of a dump, in both orders if it shows words; the characters at the end of a line are left out."""
    if not lines:
        return
    step = int(lines[1][1], 16) - int(lines[0][1], 16) if len(lines) > 1 else _DUMPED_BYTES
    step = step if 0 < step <= _MOST_DUMPED_BYTES else _DUMPED_BYTES
    data = b"".join(_from_hex(line[2])[:step] for line in lines)
    yield Encoded(lines[0].start(), data)
    if any(len(group) == 4 for group in lines[0][2].split()):  # noqa: PLR2004  # the digits of a word
        swapped = (byte for pair in zip(data[1::2], data[::2], strict=False) for byte in pair)
        yield Encoded(lines[0].start(), bytes(swapped))
