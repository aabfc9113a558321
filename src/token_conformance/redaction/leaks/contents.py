"""The texts of a file: of text in blocks of whole lines, of an archive those of everything in it."""

import codecs
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.text_file import reason_of
from token_conformance.redaction.leaks.budget import MOST_BYTES, Budget, Unseen
from token_conformance.redaction.leaks.packed import is_packed, leaves
from token_conformance.redaction.leaks.readable import encoding_of, text_of

_BLOCK_BYTES = 4 * MEGABYTE
_OVERLAP = 4096
"""How much of a line that is longer than a block is in two of them: no value is longer."""

_HEAD = 512


@dataclass(frozen=True)
class Text:
    """A part of a file or of a member of an archive, with its path and the number of its first line."""

    path: Path
    first_line: int
    text: str


def texts(path: Path) -> Iterator[Text | Unseen]:
    """The texts of a file, and what of it was not looked at; a file that is no regular file is never waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                yield from _file(file, path, status.st_size)
            else:
                yield Unseen(str(path), "it is no regular file")
    except OSError as error:
        yield Unseen(str(path), f"it cannot be read ({reason_of(error)})")


def _file(file: BinaryIO, path: Path, size: int) -> Iterator[Text | Unseen]:
    head = file.read(_HEAD)
    file.seek(0)
    if not is_packed(head):
        yield from _blocks(file, path)
    elif size > MOST_BYTES:
        yield Unseen(str(path), f"it is packed, and larger than {MOST_BYTES // MEGABYTE} MB")
    else:
        yield from _unpacked(file.read(), path)


def _unpacked(data: bytes, path: Path) -> Iterator[Text | Unseen]:
    for part in leaves(data, "", Budget()):
        if isinstance(part, Unseen):
            yield Unseen(f"{path}/{part.name}" if part.name else str(path), part.reason)
        else:
            yield from _blocks(BytesIO(part[1]), Path(f"{path}/{part[0]}") if part[0] else path)


def _blocks(file: BinaryIO, path: Path) -> Iterator[Text]:
    """The text of a file in blocks of whole lines; a line that is too long for one is cut, with an overlap."""
    number, rest = 1, b""
    head = file.read(_HEAD * 8)
    encoding = encoding_of(head)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace") if encoding else None
    data = head + file.read(_BLOCK_BYTES)
    while data:
        if decoder:
            data = decoder.decode(data).encode(errors="replace")
        data = rest + data
        following = file.read(_BLOCK_BYTES)
        end, start = _cut(data) if following else (len(data), len(data))
        yield Text(path, number, text_of(data[:end]))
        number += data.count(b"\n", 0, end)
        data, rest = following, data[start:]


def _cut(data: bytes) -> tuple[int, int]:
    """Where a block ends, and where the next one starts."""
    end = data.rfind(b"\n") + 1
    return (end, end) if end else (len(data), max(0, len(data) - _OVERLAP))
