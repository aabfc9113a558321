"""A setup in which the suites are run: tenant, edge, client and clock, and the parts that mutants replace in it."""

import datetime as dt  # the class by its own name would be replaced here too
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.tokens import SERVICE_SCOPES
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.faults.fault import Fault
from token_conformance.edge.server.request_log import LoggedRequest
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Scheme
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

MakeFault = Callable[[State], Fault]
"""Creates a fault for one run, from the state of its tenant."""

Client = Callable[[Target], Target]
"""Takes the target, and returns it as the client sees it."""

Reach = Callable[[LoggedRequest], bool]
"""Whether a request of a run without a mutant is one that the mutant changes the answer to."""


def seeded() -> State:
    """A fresh tenant."""
    return State.seeded(SEEDED)


def sound(target: Target) -> Target:
    """A client without a mistake."""
    return target


@dataclass(frozen=True)
class Setup:
    """A tenant, its edge, a client, and the clock of both.

    The `faults` act before the edge does, the first of them first. With `change_cassettes` the run replays a copy of
    the cassettes, changed by this function, and does not use the edge. `clock` is the difference to the usual time.
    With a `service_account`, whose token is sent with this scheme, only the cells of its two columns are run. `reach`
    says which requests a mutant changes the answer to; None means any.
    """

    make_state: Callable[[], State] = seeded
    world: World = KNOWN
    faults: tuple[MakeFault, ...] = ()
    client: Client = sound
    change_cassettes: Callable[[Path], None] | None = None
    clock: timedelta = timedelta()
    service_account: Scheme | None = None
    reach: Reach | None = None

    @property
    def is_other_edge(self) -> bool:
        """Whether the edge differs from the usual one, so that observations may be answered differently."""
        return self.world != KNOWN or bool(self.faults)


_NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


@contextmanager
def clock_off_by(difference: dt.timedelta) -> Iterator[None]:
    """Replace the time in every module of the project: each run starts at noon of the same day plus a difference.

    So no run of mutants crosses midnight.
    """
    begun = dt.datetime.now(dt.UTC)

    class Moved(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # no caller passes more
            return (_NOON + difference + (dt.datetime.now(dt.UTC) - begun)).astimezone(tz)

    with ExitStack() as patched:
        for name in list(sys.modules):
            if name.startswith("token_conformance.") and getattr(sys.modules[name], "datetime", None) is dt.datetime:
                patched.enter_context(patch(f"{name}.datetime", Moved))
        yield


_READ_CONTENT = "read:confluence-content.all"


def reaches_everything(_operation: Operation, _scopes: Collection[str]) -> bool:
    """Every token may call every operation."""
    return True


def one_scope_is_enough(operation: Operation, scopes: Collection[str]) -> bool:
    """A token may call an operation with any one scope of the operation's sets."""
    return not (operation.classic | operation.granular).isdisjoint(scopes)


def service_account_reaches_everything(operation: Operation, scopes: Collection[str]) -> bool:
    """The token of a service account may call every operation."""
    return operation.is_allowed(scopes) or scopes == SERVICE_SCOPES


def classic_opens_v2(operation: Operation, scopes: Collection[str]) -> bool:
    """A classic scope for reading Confluence also allows version 2 of its API."""
    is_v2 = operation.path.startswith("/wiki/api/v2/")
    return operation.is_allowed(scopes) or (is_v2 and _READ_CONTENT in scopes)
