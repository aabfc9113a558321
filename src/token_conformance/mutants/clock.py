"""A clock that starts at noon of a given day: no run of mutants sees midnight, and one is a year ahead."""

import datetime as dt  # the class by its own name would be replaced here too
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

_NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


@contextmanager
def clock_off_by(difference: dt.timedelta) -> Iterator[None]:
    """Have every module of the project that asks for the time be told another one, on the same day in each run."""
    begun = dt.datetime.now(dt.UTC)

    class Moved(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # none asks for more
            return (_NOON + difference + (dt.datetime.now(dt.UTC) - begun)).astimezone(tz)

    with ExitStack() as patched:
        for name in list(sys.modules):
            if name.startswith("token_conformance.") and getattr(sys.modules[name], "datetime", None) is dt.datetime:
                patched.enter_context(patch(f"{name}.datetime", Moved))
        yield
