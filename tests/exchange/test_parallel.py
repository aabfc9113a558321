"""Independent requests in parallel."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from token_conformance.exchange.parallel import parallel_map


def test_calls_are_parallel_and_results_are_in_the_order_of_the_items() -> None:
    """Each call waits for the other one to start."""
    barrier = Barrier(2, timeout=60)

    def meet(number: int) -> int:
        barrier.wait()
        return number

    assert [1, 2] == list(parallel_map(meet, [1, 2]))


def test_after_an_error_no_call_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that cannot be written, for example, ends the clean-up; calls that have begun end as they would."""
    started: list[int] = []
    is_over = Event()
    shutdown = ThreadPoolExecutor.shutdown

    def end(threads: ThreadPoolExecutor, **how: bool) -> None:
        is_over.set()
        shutdown(threads, **how)

    def fail_or_last_until_the_end(number: int) -> None:
        started.append(number)
        if number == 0:
            raise ValueError("item 0 is wrong")
        assert is_over.wait(60)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", end)
    with pytest.raises(ValueError, match="item 0 is wrong"):
        list(parallel_map(fail_or_last_until_the_end, range(100)))
    assert len(started) < 100


def test_no_items_have_no_results() -> None:
    """Nothing is called."""
    assert [] == list(parallel_map(len, []))
