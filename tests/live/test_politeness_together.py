"""Independent requests at the same time."""

import time
from threading import Barrier

import pytest

from token_conformance.exchange.parallel import parallel_map


def test_items_are_worked_on_at_the_same_time_and_answered_in_their_order() -> None:
    """Each call waits for the other one to begin."""
    barrier = Barrier(2, timeout=10)

    def meet(number: int) -> int:
        barrier.wait()
        return number

    assert [1, 2] == list(parallel_map(meet, [1, 2]))


def test_after_an_error_nothing_is_begun() -> None:
    """A journal that cannot be written, for one, ends it all."""
    begun: list[int] = []

    def fail_at_once_or_be_slow(number: int) -> None:
        begun.append(number)
        if number == 0:
            raise ValueError("item 0 is wrong")
        time.sleep(0.1)

    with pytest.raises(ValueError, match="item 0 is wrong"):
        list(parallel_map(fail_at_once_or_be_slow, range(100)))
    assert len(begun) < 100


def test_nothing_to_do_is_done() -> None:
    """No item, no call."""
    assert [] == list(parallel_map(len, []))
