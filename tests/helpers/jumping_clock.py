"""A pytest plugin for a run whose wall clock jumps an hour back and then two hours forward, again and again.

The monotonic clock does not jump, as it does not on a machine whose time is corrected.
"""

import datetime as dt
import sys
import time
from itertools import count

HOURS = (0, -1, 1, -1)
"""How far the clock is off after so many looks at it."""

_EVERY = 25
_looks = count()
_time = time.time
_datetime = dt.datetime


def _jumped() -> float:
    return 3600 * HOURS[next(_looks) // _EVERY % len(HOURS)]


class JumpingDatetime(_datetime):
    """The times of a clock that jumps."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "JumpingDatetime":
        """The time, which may be before the one that was read last."""
        return cls.fromtimestamp(_time() + _jumped(), tz)


def pytest_configure() -> None:
    """Let every module that has read its clock from the library read this one instead."""
    time.time = lambda: _time() + _jumped()
    dt.datetime = JumpingDatetime  # type: ignore[misc]  # for modules that are imported later
    for name, module in list(sys.modules.items()):
        if name.startswith("token_conformance.") and getattr(module, "datetime", None) is _datetime:
            module.datetime = JumpingDatetime  # type: ignore[attr-defined]  # those that were imported before
