"""What a run has asked of the tenant so far, counted by all of its processes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from filelock import FileLock

from token_conformance.exchange.retry import TOO_MANY_REQUESTS, repetition
from token_conformance.exchange.semaphore import Semaphore, SharedTimestamp


class RequestCount:
    """Counts in a folder: requests that were sent, repeated ones included, and those that were answered 429.

    A count is the size of a file: processes append to it without disturbing each other.
    """

    def __init__(self, folder: Path) -> None:
        self._requests = folder / "requests.count"
        self._refusals = folder / "refusals.count"

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return _size(self._requests)

    @property
    def refusals(self) -> int:
        """How many of them were answered 429."""
        return _size(self._refusals)

    def count_request(self) -> None:
        """Count one more request."""
        _append(self._requests)

    def count_refusal(self) -> None:
        """Count one more answer that told to wait."""
        _append(self._refusals)


def _append(path: Path) -> None:
    with path.open("ab", buffering=0) as file:
        file.write(b".")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


HIGHEST_RATE = 200
HIGHEST_CONCURRENCY = 64


@dataclass(frozen=True)
class Limits:
    """At most `rate` requests in any second, and at most `concurrency` at once; by default, few of both."""

    rate: int = 5
    concurrency: int = 4

    def __str__(self) -> str:
        return f"at most {self.rate} requests a second, {self.concurrency} at once"


class SharedPause:
    """A time, shared in a folder, until which no process sends anything."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "pause.lock")
        self._until = SharedTimestamp(folder / "pause.until")

    def order(self, seconds: float) -> None:
        """Send nothing for so long; a longer pause that has been ordered stays."""
        with self._lock:
            self._until.set(max(self._until.get(), time.monotonic() + seconds))

    def wait(self) -> None:
        """Return when the pause is over, also when it is prolonged meanwhile."""
        while (left := self._until.get() - time.monotonic()) > 0:
            time.sleep(left)


_SECOND = 1.0


class Throttle:
    """Keeps to the limits together with all processes that share the folder."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._at_once = Semaphore(folder, "at-once", limits.concurrency)
        self._a_second = Semaphore(folder, "a-second", limits.rate, rest_seconds=_SECOND)
        self._pause = SharedPause(folder)
        self._traffic = RequestCount(folder)

    def send(self, method: str, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Send a request of a method, perhaps repeatedly; returns or raises what came of it in the end."""
        return repetition(method, self._pause.order)(self._send_once, send)

    def _send_once(self, send: Callable[[], httpx.Response]) -> httpx.Response:
        with self._at_once.taken(), self._a_second.taken():
            self._pause.wait()
            self._traffic.count_request()
            response = send()
        if response.status_code == TOO_MANY_REQUESTS:
            self._traffic.count_refusal()
        return response


@contextmanager
def unshared_throttle() -> Iterator[Throttle]:
    """The default limits for a process that shares them with no other."""
    with TemporaryDirectory(prefix="token-conformance-") as folder:
        yield Throttle(Limits(), Path(folder))
