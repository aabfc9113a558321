"""The times at which the content of the rich tenant was made: later for each thing, so that lists have an order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.seed.jira import SEEDED_AT

_STEP = timedelta(hours=7)


class Clock:
    """Sets the time of a product; it starts where the seeded tenant was made."""

    def __init__(self, product: Jira | Confluence) -> None:
        self._product = product
        self._steps = count(1)

    def tick(self) -> None:
        """Let seven hours pass."""
        self._product.fixed_time = SEEDED_AT + next(self._steps) * _STEP


@contextmanager
def clock_of(product: Jira | Confluence) -> Iterator[Clock]:
    """A clock of a product, which has the current time again afterwards."""
    clock = Clock(product)
    clock.tick()
    yield clock
    product.fixed_time = None
