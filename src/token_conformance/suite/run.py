"""One run of the suites: its targets, what it records, and which cells it skips."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from token_conformance._version import __version__
from token_conformance.deviations.loader import Declared
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.errors import UserError
from token_conformance.exchange.cleanup import clean_up
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.exchange.journal_file import only_run
from token_conformance.live.edge_target import edge_target
from token_conformance.model.cell import Cell, Product
from token_conformance.model.target import CASSETTES, Target
from token_conformance.model.text_file import reason_of
from token_conformance.model.verdict import Verdict
from token_conformance.project import JOURNAL
from token_conformance.recording.library import begin
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.recording.vcrpy import Persister, Playback
from token_conformance.redaction.output import current_redactor, redacting
from token_conformance.redaction.redactor import Redactor
from token_conformance.results.record import Recorded
from token_conformance.suite.cell_run import CellRun, Recording, Replay
from token_conformance.suite.collection import CollectedEndpoints
from token_conformance.suite.conclude import Conclusion
from token_conformance.suite.declared_deviations import DeclaredDeviations
from token_conformance.suite.optional import site_gateway
from token_conformance.suite.optional.standing import declared
from token_conformance.suite.options import Settings
from token_conformance.suite.output import usage_error
from token_conformance.suite.selection import not_sent, unknown_to_edge
from token_conformance.suite.session import ReplaySession, TargetSession

if TYPE_CHECKING:
    from token_conformance.live.settings import LiveSettings

RUN = pytest.StashKey["Run"]()
"""The key under which pytest's configuration stores the run."""


class Run:
    """The run's resources, created on first use and released by `close`.

    With `every_scope` the edge's tokens with scopes have every scope, which the whole catalogue needs.
    """

    def __init__(self, settings: Settings, *, every_scope: bool = False) -> None:
        self.settings = settings
        self.live: LiveSettings | None = None
        self.live_target: Target | None = None
        self.declared_deviations = DeclaredDeviations()
        self.collected = CollectedEndpoints()
        schemes = filter(None, [settings.service_account])
        self._every_scope = every_scope
        self.open_edge: Callable[..., AbstractContextManager[Target]] = partial(edge_target, settings.world, *schemes)
        self._failed_controls: dict[str, str] = {}
        self._resources = ExitStack()
        self._playback = Playback()
        replays = self._resources.enter_context(Exchange(CASSETTES, transport=self._playback))
        self._replay_session = ReplaySession(replays)
        if settings.has_tokens:
            self._resources.enter_context(redacting())
        self.redactor = current_redactor() if settings.has_tokens else Redactor()

    def open_library(self) -> None:
        """Prepare the folder of cassettes if the run records; raises UserError if it cannot be written or is broken."""
        settings = self.settings
        if not settings.is_recording:
            return
        settings.library.recover()
        if settings.library.is_of_a_run:
            begin(settings.root, settings.cassettes, self.target_session.target)

    def close(self) -> None:
        """Release everything that the run has opened."""
        self._resources.close()

    @cached_property
    def target_session(self) -> TargetSession:
        """The session with the run's target. Its first use starts the edge; a live tenant must be known by then."""
        exchange = self._resources.enter_context(self.open_exchange(self._target()))
        return TargetSession(exchange, self.journal)

    def open_target(self, cell_runs: Iterable[CellRun]) -> None:
        """Open the session with the target if it answers one of these cells, so that none of them waits for it.

        Raises UserError if the edge cannot be started.
        """
        if any(not (cell_run.is_replayed or cell_run.not_sent) for cell_run in cell_runs):
            self.target_session  # noqa: B018  # its first use opens it

    def begin(self, cell_run: CellRun) -> None:
        """Give a cell the session that it uses; a replayed cell finds its cassette in it."""
        if isinstance(cell_run.mode, Replay):
            self._playback.insert(cell_run.mode.cassette)
            cell_run.session = self._replay_session
        else:
            cell_run.session = self.target_session

    def _target(self) -> Target:
        target = self._live() if self.settings.is_live else self._edge()
        self.redactor.protect(target.credentials)
        return target

    def _edge(self) -> Target:
        try:
            return self._resources.enter_context(self.open_edge(every_scope=self._every_scope))
        except (OSError, RuntimeError) as error:
            raise UserError(f"the edge cannot be started ({error}); correct that, and run it again") from None

    def _live(self) -> Target:
        assert self.live_target is not None, "the preflight comes before the first cell"  # noqa: S101  # narrows the type
        return self.live_target

    @cached_property
    def shared_folder(self) -> Path:
        """The folder through which the processes of a live run keep its limits together."""
        try:
            if passed := self.settings.shared_folder:
                return passed
            # A request that Ctrl-C has ended may still write there while it is removed.
            folder = TemporaryDirectory(prefix="token-conformance-", ignore_cleanup_errors=True)
            return Path(self._resources.enter_context(folder))
        except OSError as error:
            problem = f"the folder for temporary files cannot be written ({reason_of(error)})"
            raise usage_error(f"TMPDIR: {problem}; name another folder") from None

    def open_exchange(self, target: Target) -> Exchange:
        """A new HTTP client; in a live run it keeps to the run's limits."""
        if not self.settings.is_live:
            return Exchange(target)
        from token_conformance.exchange.throttling import Throttle  # noqa: PLC0415  # a replay does not need it

        return Exchange(target, Throttle(self.settings.limits, self.shared_folder))

    @cached_property
    def journal(self) -> Journal | None:
        """The journal of what a live run creates; None for a tenant that ends with the run."""
        return Journal(self.settings.root / JOURNAL) if self.settings.is_live else None

    def claim_journal(self) -> None:
        """Let no other run use the journal until this one is closed; raises JournalError if one does already."""
        if self.journal:
            self._resources.enter_context(only_run(self.journal.path))

    def clean(self, say: Callable[[str], None]) -> list[str]:
        """Delete what the run has created; returns one line for each thing that still exists."""
        return clean_up(self.journal, lambda: self.target_session.exchange, say) if self.journal else []

    @cached_property
    def recorded(self) -> Recorded:
        """The stamp of what is observed in this run."""
        source = self.live_target.source if self.live_target else "edge"
        return Recorded(source, datetime.now(UTC).date(), __version__)

    def prepare(self, cell: Cell, folder: Path, needs: frozenset[str] = frozenset()) -> CellRun:
        """A cell that is ready to run, with what is declared of it, first in the file in the folder of its suite.

        `needs` is what its requirement needs of the tenant. A run without deviations requires every cell to work,
        except one that is open.
        """
        known = self.declared_deviations.of_folder(folder).get(cell.id)
        operation = self.collected.operations.find(cell.endpoint.operation, folder)
        known = known or declared(cell, operation, self.settings.service_account) or site_gateway.declared(cell)
        mode = self.mode(cell)
        return CellRun(cell, self.used(known), mode, self.not_sent(cell, mode, needs))

    def used(self, known: Declared | None) -> Declared | None:
        """What is used of what is known of a cell: in a run without deviations, only that it is open."""
        return known if self.settings.use_deviations or isinstance(known, OpenCell) else None

    def mode(self, cell: Cell) -> Replay | Recording:
        """Where the answer of a cell comes from."""
        settings = self.settings
        if settings.replays(cell):
            return Replay(Persister(settings.library, cell))
        cassette = Persister(settings.library, cell, self.recorded) if settings.use_cassettes else None
        return Recording(self.recorded, partial(self._scrubber, cell.endpoint.product), cassette)

    def not_sent(self, cell: Cell, mode: Replay | Recording, needs: frozenset[str] = frozenset()) -> str | None:
        """Why a cell is not run on purpose; None if it is. A cell that a cassette answers is always run."""
        if isinstance(mode, Replay):
            return None
        reason = not_sent(self.settings, self.live, cell, needs)
        return reason or (unknown_to_edge(cell.endpoint) if self.recorded.source == "edge" else None)

    def _scrubber(self, product: Product) -> Scrubber:
        return Scrubber(self.target_session.placeholders, product)

    def conclude_skipped(self, cell_run: CellRun) -> Conclusion | None:
        """Conclude a cell that must not be run, or whose result would be inconclusive; None if it has to run."""
        if cell_run.not_sent:
            return cell_run.end_unjudged(Verdict.NOT_OBSERVED, cell_run.not_sent)
        if control := self._failed_control(cell_run.cell):
            reason = f"inconclusive: {control} failed, so this endpoint's other cells say nothing"
            return cell_run.end_unjudged(Verdict.INCONCLUSIVE, reason)
        return None

    def _failed_control(self, cell: Cell) -> str | None:
        """The positive control of the endpoint that failed before this cell; None if this cell is itself a control."""
        return None if cell.is_positive_control else self._failed_controls.get(cell.endpoint.id)

    def note_control(self, cell_run: CellRun) -> None:
        """Store a positive control that failed, so that the other cells of its endpoint are skipped.

        A control whose test broke says nothing about the endpoint. A control with a declared deviation controls
        nothing, even in a run without deviations.
        """
        cell, result = cell_run.cell, cell_run.result
        has_failed = cell.is_positive_control and result is not None and result.verdict is Verdict.FAILED
        if has_failed and not self.declared_deviations.has(cell):
            self._failed_controls[cell.endpoint.id] = cell.column
