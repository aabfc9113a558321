"""What the cells of a run share: the cassettes of a replay, or a target with all that is needed to record from it."""

from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.recording.placeholders import Placeholders
from token_conformance.suite.disposables import Disposables, RecordedThings


class ReplaySession:
    """What replayed cells share. Cassettes answer, so nothing is sent or created, and no write guard is needed."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = self.sender = self.unrecorded = exchange
        self.tenant = exchange.target.tenant
        self.disposables = RecordedThings()


class TargetSession:
    """What the other cells share: one HTTP client, and a write guard that sends their requests.

    `unrecorded` is the client of cells that are not recorded: it does without the network if the target is in this
    process.
    """

    def __init__(self, exchange: Exchange, journal: Journal | None = None) -> None:
        self.target = exchange.target
        self.tenant = exchange.target.tenant
        self.exchange = exchange
        in_process = exchange.target.in_process
        self.unrecorded = Exchange(exchange.target, transport=in_process) if in_process else exchange
        self.placeholders = Placeholders(exchange.target)
        self.sender = self.write_guard = WriteGuard(exchange, journal, self.placeholders.pause)
        self.disposables = Disposables(exchange.target, self.write_guard, self.placeholders)
