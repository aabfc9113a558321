"""Independent requests at the same time; never while a cell runs, for the recorder sees the whole process."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_THREADS = 8
"""A limit of the machine's; that of the tenant is kept by the exchange."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def parallel_map(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """What a function that makes requests returns for each item, in their order.

    The first error ends it: what has not begun is not begun any more.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        yield from threads.map(function, items)
