"""One compressed file: a raw deflate stream that ends with its last bit, and unpacks to a size that is known before."""

import zlib

_RAW = -zlib.MAX_WBITS
_BITS = (128, 64, 32, 16, 8, 4, 2, 1)
"""The bits of a byte, from the one that a stream uses last."""


class StreamError(ValueError):
    """The bytes are not such a stream; the message says why, in one line."""


def deflated(plain: bytes) -> bytes:
    """Compress as much as zlib can."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return compressor.compress(plain) + compressor.flush()


def most_deflated(size: int) -> int:
    """The most bytes that zlib makes of `size` bytes, rounded up: more would have parts without any content."""
    return size + (size >> 11) + 32


def inflated(packed: bytes, size: int) -> bytes:
    """Decompress a stream to at most `size` bytes; raises StreamError, also for bytes or bits behind its end."""
    decompressor = zlib.decompressobj(_RAW)
    try:
        plain = decompressor.decompress(packed[:-1], size + 1)
        before = decompressor.copy()
        last = decompressor.decompress(packed[-1:], size + 1)
    except (zlib.error, ValueError) as error:  # the latter for a copy of a stream that is damaged
        raise StreamError(f"it is damaged ({error})") from error
    if len(plain) + len(last) > size:
        raise StreamError(f"it unpacks to more than the {size:,} bytes that its header says")
    if not decompressor.eof or decompressor.unused_data:
        raise StreamError("it does not end with its last byte")
    if packed[-1] & _behind_the_end(before, packed[-1], last):
        raise StreamError("it has bits behind its end")
    return plain + last


def _behind_the_end(before: "zlib._Decompress", byte: int, last: bytes) -> int:
    """The bits of the last byte that change nothing, because the stream has ended in front of them."""
    free = 0
    for bit in _BITS:
        if not _ends_equally(before.copy(), byte ^ bit, last):
            break
        free |= bit
    return free


def _ends_equally(decompressor: "zlib._Decompress", byte: int, last: bytes) -> bool:
    try:
        return decompressor.decompress(bytes([byte]), len(last) + 1) == last and decompressor.eof
    except zlib.error:
        return False
