"""Independent requests in parallel."""

import time
from threading import Barrier

import pytest

from token_conformance.exchange.parallel import parallel_map


def test_calls_are_parallel_and_results_are_in_the_order_of_the_items() -> None:
    """Each call waits for the other one to start."""
    barrier = Barrier(2, timeout=10)

    def meet(number: int) -> int:
        barrier.wait()
        return number

    assert [1, 2] == list(parallel_map(meet, [1, 2]))


def test_after_an_error_no_call_is_started() -> None:
    """A journal that cannot be written, for example, ends the clean-up."""
    started: list[int] = []

    def fail_at_once_or_be_slow(number: int) -> None:
        started.append(number)
        if number == 0:
            raise ValueError("item 0 is wrong")
        time.sleep(0.1)

    with pytest.raises(ValueError, match="item 0 is wrong"):
        list(parallel_map(fail_at_once_or_be_slow, range(100)))
    assert len(started) < 100


def test_no_items_have_no_results() -> None:
    """Nothing is called."""
    assert [] == list(parallel_map(len, []))
