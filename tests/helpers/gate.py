"""A gate in front of an edge: it holds requests back, so that a run cannot end before a test has disturbed it."""

import asyncio
import math

from token_conformance.edge.faults.fault import RequestFault
from token_conformance.edge.faults.intercepted_request import InterceptedRequest
from token_conformance.edge.faults.limit import Limit

_TICK_SECONDS = 0.005


class Gate:
    """Lets all requests through at first. Requests that it holds back are carried out when it is opened."""

    def __init__(self) -> None:
        self._number = 0
        self._last = math.inf
        self._closing = ("", "")

    def close_after(self, number: int) -> None:
        """Hold back every request after so many, counted from the start of the edge."""
        self._last = number

    def close_at(self, method: str, path_end: str) -> None:
        """Hold back the first request of this method whose path ends so, and every later request."""
        self._closing = (method, path_end)

    def open(self) -> None:
        """Let all requests through."""
        self._closing = ("", "")
        self._last = math.inf

    def fault(self) -> RequestFault:
        """The fault by which an edge has this gate."""
        return RequestFault(self._intercept, Limit())

    async def _intercept(self, request: InterceptedRequest) -> None:
        self._number = number = self._number + 1
        method, path_end = self._closing
        if method == request.scope["method"] and request.scope["path"].endswith(path_end):
            self._last = min(self._last, number - 1)
        while number > self._last:  # noqa: ASYNC110  # another thread opens it
            await asyncio.sleep(_TICK_SECONDS)
        await request.pass_on()
