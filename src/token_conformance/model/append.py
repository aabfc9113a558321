"""Appending to a file: all of a content is in it afterwards, or nothing of it."""

import errno
import os
from contextlib import suppress


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
