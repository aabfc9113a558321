"""A moment that processes share, in a file: a reading of the monotonic clock, which is the same for all of them."""

import os
from pathlib import Path
from struct import pack, unpack


class Moment:
    """A file with a moment in seconds; 0.0, which is long ago, until one is set.

    Its eight bytes are written over the old ones at once, so that a process that is killed leaves one or the other.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self) -> float:
        """The moment."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            content = b""
        (seconds,) = unpack("d", content) if content else (0.0,)
        return float(seconds)

    def set(self, seconds: float) -> None:
        """Put another moment in its place."""
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(file, pack("d", seconds))
        finally:
            os.close(file)
