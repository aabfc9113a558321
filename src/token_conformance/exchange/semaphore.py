"""A moment that processes share, in a file: a reading of the monotonic clock, which is the same for all of them."""

import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import pack, unpack

from filelock import FileLock, Timeout


class SharedTimestamp:
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


_POLL_SECONDS = 0.01


class Semaphore:
    """So many slots in a folder, each of which rests for `rest_seconds` after its use.

    A slot is a lock of the operating system, which a process that is killed gives back.
    """

    def __init__(self, folder: Path, name: str, count: int, rest_seconds: float = 0.0) -> None:
        self._slots = deque(_Slot(folder / f"{name}-{number}", rest_seconds) for number in range(count))

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a slot, and have it for as long as the context lasts."""
        slot = self._take()
        try:
            yield
        finally:
            slot.give_back()

    def _take(self) -> "_Slot":
        while True:
            for _ in range(len(self._slots)):
                slot = self._slots[0]
                self._slots.rotate(-1)  # the one that was used last is tried last
                if slot.try_take():
                    return slot
            time.sleep(_POLL_SECONDS)


class _Slot:
    def __init__(self, path: Path, rest_seconds: float) -> None:
        self._lock = FileLock(path.with_suffix(".lock"))
        self._rested = SharedTimestamp(path.with_suffix(".rested"))
        self._rest_seconds = rest_seconds

    def try_take(self) -> bool:
        """Take the slot, unless another process has it or it rests."""
        if self._is_resting():  # looked at beforehand too, for that is cheaper than the lock
            return False
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        if self._is_resting():
            self._lock.release()
            return False
        self._rest()  # for whoever takes over from a process that is killed
        return True

    def give_back(self) -> None:
        """Let the slot rest, and then anyone take it."""
        self._rest()
        self._lock.release()

    def _is_resting(self) -> bool:
        return time.monotonic() < self._rested.get()

    def _rest(self) -> None:
        self._rested.set(time.monotonic() + self._rest_seconds)
