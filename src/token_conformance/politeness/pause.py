"""A pause that one process orders for all: a tenant that tells one of them to wait means them all."""

import time
from pathlib import Path

from filelock import FileLock

from token_conformance.politeness.moment import Moment


class Pause:
    """A time, shared in a folder, until which no process sends anything."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "pause.lock")
        self._until = Moment(folder / "pause.until")

    def order(self, seconds: float) -> None:
        """Send nothing for so long; a longer pause that has been ordered stays."""
        with self._lock:
            self._until.set(max(self._until.get(), time.monotonic() + seconds))

    def wait(self) -> None:
        """Return when the pause is over, also when it is prolonged meanwhile."""
        while (left := self._until.get() - time.monotonic()) > 0:
            time.sleep(left)
