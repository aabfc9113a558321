"""A counting semaphore that processes share through files, and the shared timestamp that it is built on."""

import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import calcsize, pack, unpack

from filelock import FileLock, Timeout

from token_conformance.model.file import write_all

_POLL_SECONDS = 0.01


class Semaphore:
    """A semaphore of `count` slots in a folder. A slot that was released is free again after `cooldown_seconds`.

    A slot is a lock of the operating system, which releases it if its process is killed.
    """

    def __init__(self, folder: Path, name: str, count: int, cooldown_seconds: float = 0.0) -> None:
        self._slots = deque(_Slot(folder / f"{name}-{number}", cooldown_seconds) for number in range(count))

    @contextmanager
    def acquire(self) -> Iterator[None]:
        """Wait for a free slot, and release it at the end of the context."""
        slot = self._wait()
        try:
            yield
        finally:
            slot.release()

    def _wait(self) -> "_Slot":
        while True:
            for _ in range(len(self._slots)):
                slot = self._slots[0]
                self._slots.rotate(-1)  # the slot that was used last is tried last
                if slot.try_acquire():
                    return slot
            time.sleep(_POLL_SECONDS)


class _Slot:
    def __init__(self, path: Path, cooldown_seconds: float) -> None:
        self._lock = FileLock(path.with_suffix(".lock"))
        self._free_at = SharedTimestamp(path.with_suffix(".free-at"))
        self._cooldown_seconds = cooldown_seconds

    def try_acquire(self) -> bool:
        """Acquire the slot, unless another process has it or it cools down; returns whether it was acquired."""
        if self._cools_down():  # also checked before the lock, because that is faster
            return False
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        if self._cools_down():
            self._lock.release()
            return False
        self._start_cooldown()  # for the next process, if this one is killed
        return True

    def release(self) -> None:
        """Release the slot, and start its cooldown."""
        self._start_cooldown()
        self._lock.release()

    def _cools_down(self) -> bool:
        return time.monotonic() < self._free_at.get()

    def _start_cooldown(self) -> None:
        self._free_at.set(time.monotonic() + self._cooldown_seconds)


class SharedTimestamp:
    """A timestamp in a file, in seconds of the monotonic clock, which is the same for all processes of a machine.

    It is 0.0 until it is set. Its eight bytes are written with one system call, so that a process that is killed leaves
    the old timestamp or the new one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self) -> float:
        """The timestamp."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            content = b""
        (seconds,) = unpack("d", content) if len(content) == calcsize("d") else (0.0,)
        return float(seconds)

    def set(self, seconds: float) -> None:
        """Write another timestamp."""
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            write_all(file, pack("d", seconds))
        finally:
            os.close(file)
