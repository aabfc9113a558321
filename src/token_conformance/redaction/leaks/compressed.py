"""Decompresses streams: gzip, zlib, bzip2, xz, and Zstandard where Python has it."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from token_conformance.model.bounds import GZIP, inflate_one
from token_conformance.redaction.leaks.budget import Budget, Opener, Part

_STEP = 1 << 16
_NAMED = 8
"""The flag of gzip for data that has the name of its file."""


def _streams(make: Callable[[], Any]) -> Opener:
    """Unpack compressed streams that follow each other, as bzip2 and xz have them."""

    def opened(data: bytes, budget: Budget) -> Iterator[Part]:
        parts: list[bytes] = []
        while data:
            stream = make()
            parts += _decompressed(stream, data, budget)
            data = stream.unused_data.lstrip(b"\0")
        yield "", b"".join(parts)

    return opened


def _decompressed(stream: Any, data: bytes, budget: Budget) -> Iterator[bytes]:
    while not stream.eof:
        if stream.needs_input and not data:
            raise EOFError("the compressed data ends too early")
        part = stream.decompress(data, _STEP)
        data = b""
        budget.take(len(part))
        yield part


def gzip(data: bytes, budget: Budget) -> Iterator[Part]:
    """The name in the header, and the data of all streams."""
    if data[3] & _NAMED:
        yield "", data[10:300].partition(b"\0")[0]
    parts: list[bytes] = []
    while data.startswith(b"\x1f\x8b"):
        part, data = inflate_one(data, GZIP, budget.take)
        parts.append(part)
    yield "", b"".join(parts)


def zlib_stream(data: bytes, budget: Budget) -> Iterator[Part]:
    """The data of one stream of zlib."""
    yield "", inflate_one(data, zlib.MAX_WBITS, budget.take)[0]


def _zstandard() -> Opener | str:
    try:
        from compression.zstd import ZstdDecompressor  # type: ignore[import-not-found]  # noqa: PLC0415  # Python 3.14
    except ImportError:
        return "Zstandard"
    return _streams(ZstdDecompressor)


BZIP2 = _streams(bz2.BZ2Decompressor)
XZ = _streams(lzma.LZMADecompressor)
ZSTANDARD = _zstandard()
"""The name of the format where Python cannot unpack it."""
