"""A gate in front of an edge: it holds requests back, so that a run cannot end before a test has disturbed it."""

import asyncio
from itertools import count

from token_conformance.edge.faults.fault import RequestFault
from token_conformance.edge.faults.intercepted_request import InterceptedRequest
from token_conformance.edge.faults.limit import Limit

_TICK_SECONDS = 0.005


class Gate:
    """Lets all requests through at first. Requests that it holds back are carried out when it is opened."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._last: float = float("inf")

    def close_after(self, number: int) -> None:
        """Hold back every request after so many, counted from the start of the edge."""
        self._last = number

    def open(self) -> None:
        """Let all requests through."""
        self._last = float("inf")

    def fault(self) -> RequestFault:
        """The fault by which an edge has this gate."""
        return RequestFault(self._intercept, Limit())

    async def _intercept(self, request: InterceptedRequest) -> None:
        number = next(self._numbers)
        while number > self._last:  # noqa: ASYNC110  # another thread opens it
            await asyncio.sleep(_TICK_SECONDS)
        await request.pass_on()
