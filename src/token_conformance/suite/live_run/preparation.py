"""The preparation of a live run: its settings, the preflight, and the plan, all before the first cell."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from token_conformance.errors import UserError
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.live.cloud_id import Identity
from token_conformance.live.discovery.findings import Findings
from token_conformance.live.plan import hosts, masked_email, plan
from token_conformance.live.preflight import Preflight
from token_conformance.live.settings import LiveSettings, SettingsError, load
from token_conformance.model.cell import Cell
from token_conformance.suite.catalogue.named import cells_of_ids
from token_conformance.suite.cell_run import cell_runs_of
from token_conformance.suite.collection import Suites
from token_conformance.suite.faults import sound_suites
from token_conformance.suite.live_run.making import made
from token_conformance.suite.output import show, usage_error
from token_conformance.suite.requirement.needs import needs_of
from token_conformance.suite.selection import AbsentProducts
from token_conformance.suite.shipped import own_folder
from token_conformance.suite.workers import pass_to_worker, passed

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

    from token_conformance.suite.run import Run

_IDENTITY, _FINDINGS = "identity", "findings"
"""The names under which workers get the identity, and what else the main process found."""


def register(config: pytest.Config, run: "Run") -> None:
    """Register the plugins of a live run; raises pytest.UsageError with one line for each problem of the settings.

    A worker gets the identity of the tenant from the main process, which runs the preflight.
    """
    with _usage_errors():
        live = load(own_folder(config))
        if run.settings.allow_writes:
            live.require_writer()
    run.live = live
    config.pluginmanager.register(AbsentProducts(lambda: run.live.absent if run.live else live.absent))
    identity = passed(config, _IDENTITY)
    if identity is not None:
        run.live = live.with_found(Findings.of_plain(live.given, passed(config, _FINDINGS)))
        run.live_target = run.live.target(Identity(**identity))
        return
    suites = sound_suites(config, run.declared_deviations)
    called = [
        operation
        for endpoint, operation in suites.operations.items()
        if endpoint.product not in live.absent and run.settings.sends(endpoint)
    ]
    preflight = Preflight(live, run.open_exchange, called, trusts_tokens=config.getoption("--trust-tokens"))
    config.pluginmanager.register(BeforeTheFirstCell(run, live, suites, preflight))


@contextmanager
def _usage_errors() -> Iterator[None]:
    try:
        yield
    except UserError as error:
        raise usage_error(*error.problems) from None


class BeforeTheFirstCell:
    """A pytest plugin that runs the preflight, and then shows the plan."""

    def __init__(self, run: "Run", live: LiveSettings, suites: Suites, preflight: Preflight) -> None:
        self._run = run
        self._live = live
        self._suites = suites
        self._preflight = preflight
        self._identity = Identity()
        self._is_plan_shown = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Check tokens and names before anything is collected, and before workers are started."""
        if session.config.option.collectonly:
            return  # nothing is sent
        target = self._live.target(Identity())
        line = f"before the first cell: checking {hosts(target)} as {masked_email(target.tenant.email)}"
        show(session.config, line)
        try:
            checked = self._preflight.run()
        except SettingsError as error:
            raise usage_error(*error.problems) from None
        self._identity = checked.identity
        self._use(checked.settings)
        if self._run.settings.allow_writes and self._live.places:
            self._use(self._made())

    def _use(self, live: LiveSettings) -> None:
        """Let the run use these settings."""
        self._live = self._run.live = live
        self._run.live_target = live.target(self._identity)

    def _made(self) -> LiveSettings:
        """The settings with what the tenant lacked, and the run has created."""
        with _usage_errors(), self._run.open_exchange(self._live.target(self._identity)) as exchange:
            return made(WriteGuard(exchange, self._run.journal), self._live)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: "WorkerController") -> None:
        """Pass the identity, and what was found, to a worker."""
        pass_to_worker(node, _IDENTITY, asdict(self._identity))
        pass_to_worker(node, _FINDINGS, self._live.findings.plain())

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Show the plan, if this process runs the cells itself."""
        self._show_plan(session.config, [cell_run.cell for cell_run in cell_runs_of(session.items)])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: "WorkerController", ids: Sequence[str]) -> None:
        """Show the plan, if workers run the cells: every worker collects the same cells."""
        with _usage_errors():
            cells = [*self._suites.cells_of(ids), *cells_of_ids(node.config.rootpath, ids)]
        self._show_plan(node.config, cells)

    def _show_plan(self, config: pytest.Config, cells: list[Cell]) -> None:
        if self._is_plan_shown or config.option.collectonly:
            return
        self._is_plan_shown = True
        settings = self._run.settings
        remaining = [cell for cell in cells if not settings.replays(cell)]
        needs = {endpoint: needs_of(test, endpoint) for endpoint, test in self._suites.requirements.items()}
        reasons = {cell: self._live.reason_not_sent(cell, needs.get(cell.endpoint, frozenset())) for cell in remaining}
        lines = plan(
            self._live,
            self._live.target(self._identity),
            [cell for cell in remaining if not reasons[cell]],
            filter(None, reasons.values()),
            allows_writes=settings.allow_writes,
            recordings=settings.cassettes if settings.use_cassettes else None,
        )
        if len(remaining) < len(cells):
            lines = chain(
                [f"resumed: {len(cells) - len(remaining)} cells are replayed, {len(remaining)} remain"], lines
            )
        warnings = [f"warning: {line}" for line in self._live.warnings]
        for line in ("", "live run:", *lines, *warnings, ""):
            show(config, line)
