"""A disk that becomes full while something is written."""

import errno
import os

import pytest


def fill_disk(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Let the disk take so many more bytes."""
    write, left = os.write, [room]

    def take(file: int, content: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = write(file, content[: left[0]])
        left[0] -= written
        return written

    monkeypatch.setattr(os, "write", take)
