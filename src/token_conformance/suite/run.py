"""One run of the suites: what it talks to, whether it records, and which cells it leaves out."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from token_conformance._version import __version__
from token_conformance.exchange.cleanup import clean_up
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.model.cell import Cell, Product
from token_conformance.model.target import CASSETTES, Target
from token_conformance.model.verdict import Verdict
from token_conformance.project import JOURNAL
from token_conformance.recording.library import begin
from token_conformance.recording.persister import Persister
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.redaction.redactor import Redactor
from token_conformance.results.record import Recorded
from token_conformance.suite.cell_run import CellRun, Recording, Replay
from token_conformance.suite.conclude import Conclusion
from token_conformance.suite.declared_deviations import Declarations
from token_conformance.suite.options import Settings
from token_conformance.suite.target_session import Connection

RUN = pytest.StashKey["Run"]()
"""Where pytest's configuration keeps the run."""


@contextmanager
def edge_target(world: str) -> Iterator[Target]:
    """Start the edge in the named world for as long as the context lasts."""
    from token_conformance.edge.access.world import WORLDS  # noqa: PLC0415  # for the same reason
    from token_conformance.edge.server.edge import Edge  # noqa: PLC0415  # its servers load only where they are used

    with Edge(world=WORLDS[world]) as edge:
        yield Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)


class Run:
    """The run's resources, made when they are first needed and released by `close`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.redactor = Redactor()
        self.live_target: Target | None = None
        self.declarations = Declarations()
        self.open_edge: Callable[[], AbstractContextManager[Target]] = partial(edge_target, settings.world)
        self._failed_controls: dict[str, str] = {}
        self._resources = ExitStack()

    def open_library(self) -> None:
        """See to it that cells can be recorded, if they are to be; raises UserError."""
        settings = self.settings
        if settings.record_mode == "none" or not settings.use_cassettes:
            return
        settings.library.remove_unfinished()
        if settings.library.is_of_a_run:
            begin(settings.root, settings.cassettes, self.connection.target)

    def close(self) -> None:
        """Release what the run has opened."""
        self._resources.close()

    @cached_property
    def connection(self) -> Connection:
        """What the run talks to, from its first use on: by then a live tenant is known, and the edge is started."""
        return Connection(self._target, self._resources, self.journal, self.open_exchange)

    @cached_property
    def replaying(self) -> Connection:
        """The connection of a cell that its cassette answers, the same in every run."""
        return Connection(lambda: CASSETTES, self._resources)

    def connection_of(self, cell_run: CellRun) -> Connection:
        """What this cell talks to."""
        return self.replaying if cell_run.is_replayed else self.connection

    def _target(self) -> Target:
        target = self._live() if self.settings.is_live else self._edge()
        self.redactor.protect(target.credentials)
        return target

    def _edge(self) -> Target:
        return self._resources.enter_context(self.open_edge())

    def _live(self) -> Target:
        assert self.live_target is not None, "the preflight comes before the first cell"  # noqa: S101  # narrows the type
        return self.live_target

    @cached_property
    def shared_folder(self) -> Path:
        """Where the processes of a live run see to it that they keep to its limits together."""
        given = self.settings.shared_folder
        return given or Path(self._resources.enter_context(TemporaryDirectory(prefix="token-conformance-")))

    def open_exchange(self, target: Target) -> Exchange:
        """A new HTTP client, which keeps to the limits of a live run."""
        if not self.settings.is_live:
            return Exchange(target)
        from token_conformance.exchange.throttling import Throttle  # noqa: PLC0415  # a replay does without it

        return Exchange(target, Throttle(self.settings.limits, self.shared_folder))

    @cached_property
    def journal(self) -> Journal | None:
        """Where the run tells what it makes, unless the tenant is gone with the run."""
        return Journal(self.settings.root / JOURNAL) if self.settings.is_live else None

    def clean(self, say: Callable[[str], None]) -> list[str]:
        """Delete what the run has made; returns a line for each thing that is still there."""
        return clean_up(self.journal, lambda: self.connection.exchange, say) if self.journal else []

    @cached_property
    def recorded(self) -> Recorded:
        """The stamp of what is observed in this run."""
        source = self.live_target.source if self.live_target else "edge"
        return Recorded(source, datetime.now(UTC).date(), __version__)

    def prepare(self, cell: Cell, folder: Path) -> CellRun:
        """A cell ready to run, with the deviation that is declared for it beside its suite."""
        declared = self.declarations.beside(folder).get(cell.id)
        deviation = declared if self.settings.use_deviations else None
        return CellRun(cell, deviation, self._mode(cell))

    def _mode(self, cell: Cell) -> Replay | Recording:
        settings = self.settings
        scrubber = partial(self._scrubber, cell.endpoint.product)
        if not settings.use_cassettes:
            return Recording(self.recorded, scrubber)
        if settings.records(cell):
            return Recording(self.recorded, scrubber, Persister(settings.library, cell, self.recorded))
        return Replay(Persister(settings.library, cell))

    def _scrubber(self, product: Product) -> Scrubber:
        return self.connection.scrubber(product)

    def leave_out(self, cell_run: CellRun) -> Conclusion | None:
        """Conclude a cell that must not be run, or that would say nothing; None where it is to be run."""
        if not cell_run.is_replayed and not self.settings.sends(cell_run.cell.endpoint):
            return cell_run.end_unjudged(Verdict.NOT_OBSERVED, "writes to the tenant; add --allow-writes")
        if control := self._failed_control(cell_run.cell):
            reason = f"inconclusive: {control} failed, so this endpoint's other cells say nothing"
            return cell_run.end_unjudged(Verdict.INCONCLUSIVE, reason)
        return None

    def _failed_control(self, cell: Cell) -> str | None:
        """The positive control that failed before this cell's turn, if this cell depends on one."""
        return None if cell.is_positive_control else self._failed_controls.get(cell.endpoint.id)

    def note_control(self, cell_run: CellRun) -> None:
        """Remember a positive control that failed.

        One whose test broke says nothing of the endpoint, and one that is known not to work controls nothing, also
        where the run requires that it works.
        """
        cell, result = cell_run.cell, cell_run.result
        is_known = self.declarations.declare(cell)
        if cell.is_positive_control and not is_known and result and result.verdict is Verdict.FAILED:
            self._failed_controls[cell.endpoint.id] = cell.column
