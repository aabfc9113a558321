"""The time that a command may take. While the machine runs others in its place, its time does not pass."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from token_conformance.certify.observation.keeper import descendants

MOST = 3
"""The time for which a command may have waited for a processor, as a multiple of its limit."""
_PROCESSES = Path("/proc")


class TimeLimit:
    """A limit of some seconds from now.

    `waited` gives the seconds that do not count. It is called only at the limit.
    """

    def __init__(self, seconds: float, waited: Callable[[], float]) -> None:
        self._started = time.monotonic()
        self._seconds = seconds
        self._waited = waited
        self._deadline = self._started + seconds
        self._is_ending = False

    def left(self) -> float:
        """The seconds that are left, without those that will be found not to count; 0 at the end."""
        if not self._is_ending and time.monotonic() >= self._deadline:
            self._deadline = self._started + self._seconds + min(self._waited(), MOST * self._seconds)
        return max(0.0, self._deadline - time.monotonic())

    def end_within(self, seconds: float) -> None:
        """Leave at most these seconds, and count all of them."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)
        self._is_ending = True


def waited_seconds(root: int) -> float:
    """The longest time for which a process below this one was ready to run, and did not; 0 where nobody counts it."""
    return max((_waited_by(process) for process in descendants(root)), default=0.0) if _PROCESSES.is_dir() else 0.0


def _waited_by(process: int) -> float:
    with suppress(OSError, ValueError, IndexError):  # it has ended, or the system does not count it
        return int((_PROCESSES / str(process) / "schedstat").read_bytes().split()[1]) / 1e9
    return 0.0
