"""The threads in which scenarios are observed: those in which clients wait do not keep the others from running."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Value = TypeVar("_Value")
_PROCESSORS = os.cpu_count() or 1


class ScenarioPool(Executor):
    """Runs functions whose first argument is a scenario.

    In a scenario with faults, clients mostly wait: for the end of a rate limit, or before they try again. In all others
    they mostly start, which takes a processor: with more of them at a time, none would end earlier.
    """

    def __init__(self) -> None:
        self._waiting = ThreadPoolExecutor(3 * _PROCESSORS)
        self._starting = ThreadPoolExecutor(2 * _PROCESSORS)

    def submit(
        self, function: Callable[_Arguments, _Value], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Value]:
        """Call a function with a scenario, in a thread of those that are for such scenarios."""
        scenario: Any = args[0]
        pool = self._waiting if scenario.faults else self._starting
        return pool.submit(function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as in Executor
        """End the threads when they have done what they do."""
        for pool in (self._waiting, self._starting):
            pool.shutdown(wait, cancel_futures=cancel_futures)
