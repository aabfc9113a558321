"""The polite way to send: within the limits of the run, and again only where that is asked for or harmless."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from token_conformance.politeness.limits import Limits
from token_conformance.politeness.pause import Pause
from token_conformance.politeness.repetition import TOO_MANY_REQUESTS, repetition
from token_conformance.politeness.slots import Slots
from token_conformance.politeness.traffic import Traffic

_SECOND = 1.0


class Politeness:
    """Keeps to the limits together with all processes that share the folder."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._at_once = Slots(folder, "at-once", limits.concurrency)
        self._a_second = Slots(folder, "a-second", limits.rate, rest_seconds=_SECOND)
        self._pause = Pause(folder)
        self._traffic = Traffic(folder)

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
def alone() -> Iterator[Politeness]:
    """The default limits for a process that shares them with no other."""
    with TemporaryDirectory(prefix="token-conformance-") as folder:
        yield Politeness(Limits(), Path(folder))
