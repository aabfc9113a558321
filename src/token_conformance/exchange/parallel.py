"""Independent requests in parallel. Never use it while a cell runs: the recorder records the whole process."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_THREADS = 8
"""The limit for this machine; the exchange enforces the limits for the tenant."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def parallel_map(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Call a function that sends requests for each item; yields the results in the order of the items.

    After the first error, which is raised, no further call is started.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        yield from threads.map(function, items)
