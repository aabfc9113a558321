"""All that a run of the suite is made of, beside the suite itself: a mutant is the change of one thing in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from token_conformance.edge.faults import Fault
from token_conformance.edge.state import State
from token_conformance.edge.world import KNOWN, World
from token_conformance.target import Target
from token_conformance.tenant import SEEDED

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
