"""A target, with all that is made for talking to it: each part when a cell first needs it."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property

from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.model.cell import Product
from token_conformance.model.target import Target
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.suite.disposables import Disposables


class Connection:
    """What the cells of one target share; what must be closed is left to `resources`."""

    def __init__(
        self,
        target: Callable[[], Target],
        resources: ExitStack,
        journal: Journal | None = None,
        open_exchange: Callable[[Target], Exchange] = Exchange,
    ) -> None:
        self._target = target
        self._resources = resources
        self._journal = journal
        self._open_exchange = open_exchange

    @cached_property
    def target(self) -> Target:
        """What the cells talk to."""
        return self._target()

    @cached_property
    def exchange(self) -> Exchange:
        """The one HTTP client of the target."""
        return self._resources.enter_context(self._open_exchange(self.target))

    @cached_property
    def references(self) -> Placeholders:
        """The names that cassettes use for what belongs to the target's tenant."""
        return Placeholders(self.target)

    def scrubber(self, product: Product) -> Scrubber:
        """What keeps secrets and names out of the cassettes and results of a product."""
        return Scrubber(self.references, product)

    @cached_property
    def writes(self) -> WriteGuard:
        """The way of the cells' requests, which changes nothing but what the run has made."""
        return WriteGuard(self.exchange, self._journal)

    @cached_property
    def disposables(self) -> Disposables:
        """Makes what requirements may change."""
        return Disposables(self.target, self.writes, self.references)
