"""A clock that starts at noon of a given day: no run of mutants sees midnight, and one is a year ahead."""

import datetime as dt  # the class by its own name would be replaced here too
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.faults.fault import Fault
from token_conformance.edge.tenant.state import State
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

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


_READ_CONTENT = "read:confluence-content.all"


def reaches_everything(_operation: Operation, _scopes: Collection[str]) -> bool:
    """Every token reaches every operation."""
    return True


def one_scope_is_enough(operation: Operation, scopes: Collection[str]) -> bool:
    """A token reaches an operation by any scope of its sets."""
    return not (operation.classic | operation.granular).isdisjoint(scopes)


def classic_opens_v2(operation: Operation, scopes: Collection[str]) -> bool:
    """A classic scope for reading Confluence reaches version 2 of its API too."""
    is_v2 = operation.path.startswith("/wiki/api/v2/")
    return operation.is_allowed(scopes) or (is_v2 and _READ_CONTENT in scopes)


MakeFault = Callable[[State], Fault]
"""Makes what stands in front of the edge, anew for each run, by what the tenant holds."""

Client = Callable[[Target], Target]
"""What a client takes its target for."""


def seeded() -> State:
    """A fresh tenant."""
    return State.seeded(SEEDED)


def sound(target: Target) -> Target:
    """A client that takes its target for what it is."""
    return target


@dataclass(frozen=True)
class Setup:
    """A tenant behind an edge, a client in front of it, and the clock of both.

    The `faults` stand in front of the edge, the first of them outermost. Where there is `change_cassettes` the
    cassettes answer in the edge's place, after it has changed a copy of them. The `clock` is how far the clock is off.
    """

    make_state: Callable[[], State] = seeded
    world: World = KNOWN
    faults: tuple[MakeFault, ...] = ()
    client: Client = sound
    change_cassettes: Callable[[Path], None] | None = None
    clock: timedelta = timedelta()
