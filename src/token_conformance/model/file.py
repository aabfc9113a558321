"""The content of a file: read whole within a bound, and appended to so that all of it is in the file or nothing."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from token_conformance.model.bounds import MEGABYTE, too_large

_STEP = MEGABYTE
"""The most bytes that are read with one call of the system."""


def read_bytes(path: Path, most: int, what: str = "") -> bytes:
    """Read a regular file of at most `most` bytes; `what` names it in messages, otherwise its path does.

    Raises BoundError for a larger file, and OSError for one that cannot be read or is not a regular file. A named pipe
    is never waited for, and a device is never read.
    """
    file = os.open(path, _READ_AT_ONCE)  # a file object of Python would need twice as many calls of the system
    try:
        facts = os.fstat(file)
        if stat.S_ISDIR(facts.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(facts.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        content = _read(file, min(facts.st_size + 1, _STEP), most + 1)
    finally:
        os.close(file)
    if len(content) > most:
        raise too_large(most, what or str(path), "bytes")
    return content


_READ_AT_ONCE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""The flags of a file that is read. Without the last one, opening a named pipe waits for its writer."""


def _read(file: int, step: int, most: int) -> bytes:
    """Read at most `most` bytes of a file, with as many calls as it takes."""
    parts: list[bytes] = []
    while most > 0 and (part := os.read(file, min(step, most))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def is_blank(text: str | bytes) -> bool:
    """Whether a text is empty or has only white space; it is not copied, because it can be large."""
    return not text or text.isspace()


def append(file: int, content: bytes, *, durably: bool = False) -> None:
    """Append to a file that is open for appending; with `durably` the content is on the disk afterwards.

    Raises OSError, and the file then has its former size: a full disk takes half of a line before it refuses the rest.
    Nothing else may be appended at the same time.
    """
    size = os.fstat(file).st_size
    try:
        write_all(file, content)
        if durably:
            os.fsync(file)
    except BaseException:  # Ctrl-C must not leave half a line either
        with suppress(OSError):  # then half of it stays, which readers must recognise in any case
            os.ftruncate(file, size)
        raise


def write_all(file: int, content: bytes) -> None:
    """Write a content with as many calls as the system needs; raises OSError if it does not take all of it."""
    while content:
        written = os.write(file, content)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        content = content[written:]
