"""Throttling of a live run: limits on rate and concurrency, and pauses and counts, shared by all of its processes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from filelock import FileLock

from token_conformance.errors import UserError
from token_conformance.exchange.limits import Limits
from token_conformance.exchange.retry import TOO_MANY_REQUESTS, retry_policy
from token_conformance.exchange.semaphore import Semaphore, SharedTimestamp
from token_conformance.model.text_file import reason_of

_SECOND = 1.0


class Throttle:
    """Sends requests within the limits, together with all processes that share the folder."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._folder = folder
        self._concurrency = Semaphore(folder, "concurrency", limits.concurrency)
        self._rate = Semaphore(folder, "rate", limits.rate, cooldown_seconds=_SECOND)
        self._pause = SharedPause(folder)
        self._count = RequestCount(folder)

    def send(self, method: str, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Send a request of a method by the retry policy; returns, or raises, the result of the last attempt.

        Raises UserError if the files in the shared folder cannot be written.
        """
        try:
            return retry_policy(method, self._pause.extend)(self._send_once, send)
        except OSError as error:
            problem = f"cannot be written ({reason_of(error)}), so the limits of the run cannot be kept"
            raise UserError(f"{self._folder}: {problem}; make room for it, or name another folder in TMPDIR") from error

    def _send_once(self, send: Callable[[], httpx.Response]) -> httpx.Response:
        with self._concurrency.acquire(), self._rate.acquire():
            self._pause.wait()
            self._count.count_request()
            response = send()
        if response.status_code == TOO_MANY_REQUESTS:
            self._count.count_refusal()
        return response


@contextmanager
def unshared_throttle() -> Iterator[Throttle]:
    """A throttle with the default limits, for a process that shares them with no other process."""
    with TemporaryDirectory(prefix="token-conformance-", ignore_cleanup_errors=True) as folder:
        yield Throttle(Limits(), Path(folder))


class SharedPause:
    """The time, shared in a folder, until which no process sends a request."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "pause.lock")
        self._until = SharedTimestamp(folder / "pause.until")

    def extend(self, seconds: float) -> None:
        """Pause for at least this many seconds from now."""
        with self._lock:
            self._until.set(max(self._until.get(), time.monotonic() + seconds))

    def wait(self) -> None:
        """Wait for the end of the pause, even if it is extended in the meantime."""
        while (left := self._until.get() - time.monotonic()) > 0:
            time.sleep(left)


class RequestCount:
    """Two counts in a folder: the requests that were sent, including retries, and the answers with status 429.

    A count is the size of a file, to which processes append without disturbing each other.
    """

    def __init__(self, folder: Path) -> None:
        self._requests = folder / "requests.count"
        self._refusals = folder / "refusals.count"

    @property
    def requests(self) -> int:
        """The number of requests that were sent."""
        return _size(self._requests)

    @property
    def refusals(self) -> int:
        """The number of requests that were answered with 429."""
        return _size(self._refusals)

    def count_request(self) -> None:
        """Count one more request."""
        _append(self._requests)

    def count_refusal(self) -> None:
        """Count one more answer with status 429."""
        _append(self._refusals)


def _append(path: Path) -> None:
    with path.open("ab", buffering=0) as file:
        file.write(b".")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
