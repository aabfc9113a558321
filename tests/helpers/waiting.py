"""Waits for an event itself, and not for a time in which it usually happens."""

import time
from collections.abc import Callable

MOST_SECONDS = 60.0
"""More than any of these events takes, also on a machine that does much else; only a failing test waits for so long."""


def wait_until(condition: Callable[[], object]) -> None:
    """Wait until something holds; fails with what it gives at the end if it never does."""
    end = time.monotonic() + MOST_SECONDS
    while not (last := condition()):
        assert time.monotonic() < end, f"after {MOST_SECONDS:.0f} seconds it still gives {last!r}"
        time.sleep(0.005)
