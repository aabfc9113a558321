"""Sends the requests of a search with a token: one after the other, and not more than some in a second."""

import time
from collections.abc import Callable

from token_conformance.exchange.limits import Limits
from token_conformance.exchange.one_get import OneGet
from token_conformance.model.answer import Answer

RATE = Limits().rate
"""The most requests in a second, as in a live run."""


class Sender:
    """Sends each request once; a search ends at the first 429, so nothing is sent again."""

    def __init__(
        self,
        send: OneGet,
        authorization: str,
        rate: int = RATE,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._send = send
        self._authorization = authorization
        self._seconds = 1 / rate
        self._clock, self._sleep = clock, sleep
        self._free_at = clock()

    def __call__(self, method: str, url: str) -> Answer | None:
        """Send one request without a body; returns None if there was no answer."""
        if (wait := self._free_at - self._clock()) > 0:
            self._sleep(wait)
        self._free_at = self._clock() + self._seconds
        reply = self._send(url, self._authorization, method=method)
        return reply if isinstance(reply, Answer) else None
