"""Bounds on what comes from others: sizes are checked while it is read or unpacked, never afterwards."""

import zlib
from collections.abc import Callable, Iterable
from typing import Any

from token_conformance.errors import BoundError

MEGABYTE = 1024 * 1024
_STEP = MEGABYTE
GZIP = 31
"""The `wbits` of zlib for the format of gzip files."""


def check(count: int, most: int, what: str, unit: str) -> None:
    """Raise BoundError if there are more than `most` units of `what`."""
    if count > most:
        raise too_large(most, what, unit)


def too_large(most: int, what: str, unit: str) -> BoundError:
    """The error for `what`, which has more than `most` units."""
    return BoundError(f"{what}: has more than {most:,} {unit}, which is the most that is read")


def inflate(data: bytes, most: int, what: str, *, wbits: int = GZIP) -> bytes:
    """Decompress `data` to at most `most` bytes; `wbits` is that of zlib.

    Members of a gzip file that follow each other are decompressed together. Raises BoundError before more than `most`
    bytes are kept, and zlib.error if the data is damaged or ends too early.
    """
    parts: list[bytes] = []
    size = 0

    def count(more: int) -> None:
        nonlocal size
        size += more
        check(size, most, what, "bytes when it is decompressed")

    while data:
        part, data = inflate_one(data, wbits, count)
        parts.append(part)
        if wbits != GZIP and data:
            raise zlib.error("other data follows the compressed data")
    return b"".join(parts)


def inflate_one(data: bytes, wbits: int, count: Callable[[int], None]) -> tuple[bytes, bytes]:
    """Decompress the first stream of `data`; also returns what follows it.

    `count` is called with the number of bytes of each part before the next is decompressed, and raises what it likes to
    stop. Raises zlib.error if the data is damaged or ends too early.
    """
    stream, parts = zlib.decompressobj(wbits), []
    while not stream.eof:
        part = stream.decompress(data, _STEP)
        count(len(part))
        parts.append(part)
        data = stream.unconsumed_tail
        if not data and not part and not stream.eof:
            raise zlib.error("the compressed data ends too early")
    return b"".join(parts), stream.unused_data


def is_nested_within(value: Any, most: int) -> bool:
    """Whether at most `most` lists and dictionaries are inside each other in a value as JSON or TOML has it.

    It goes down level by level, since a function that calls itself could end in RecursionError.
    """
    level = _containers([value])
    for _ in range(most):
        if not level:
            break
        level = _containers(item for one in level for item in (one.values() if isinstance(one, dict) else one))
    return not level


def _containers(values: Iterable[Any]) -> list[dict[str, Any] | list[Any]]:
    return [value for value in values if isinstance(value, dict | list)]
