"""The plugins of a live run: the preflight and the plan before the first cell, and which products are left out."""

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from token_conformance.errors import UserError
from token_conformance.live.cloud_id import Identity
from token_conformance.live.plan import hosts, masked_email, plan
from token_conformance.live.preflight import Preflight
from token_conformance.live.settings import LiveSettings, SettingsError, load
from token_conformance.model.cell import Cell, Product
from token_conformance.suite.collection import Suites, cell_runs_of, deselect

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

    from token_conformance.suite.run import Run

_KEY = "token_conformance_identity"


def register(config: pytest.Config, run: "Run") -> None:
    """Let a live run know its tenant before its first cell; raises pytest.UsageError with a line for each fault."""
    with _usage_errors():
        live = load(config.rootpath)
    run.redactor.protect(live.account)
    config.pluginmanager.register(Absence(live.absent))
    told = getattr(config, "workerinput", {}).get(_KEY)
    if told is not None:
        run.live_target = live.target(Identity(**told))
        return
    suites = Suites(config.rootpath)
    with _usage_errors():
        listed = list(suites.requirements)
    sent = [endpoint for endpoint in listed if endpoint.product not in live.absent and run.settings.sends(endpoint)]
    preflight = Preflight(live, run.open_exchange, sent, trusts_tokens=config.getoption("--trust-tokens"))
    config.pluginmanager.register(BeforeTheFirstCell(run, live, suites, preflight))


@contextmanager
def _usage_errors() -> Iterator[None]:
    try:
        yield
    except UserError as error:
        raise pytest.UsageError(*str(error).splitlines()) from None


class Absence:
    """Leaves out the cells of products that the tenant does not have, so that the user sees it."""

    def __init__(self, absent: Container[Product]) -> None:
        self._absent = absent

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of the missing products once everything has been collected; ordinary tests stay."""
        deselect(config, items, lambda endpoint: endpoint.product in self._absent)


class BeforeTheFirstCell:
    """A pytest plugin of its own: the preflight, and then the plan."""

    def __init__(self, run: "Run", live: LiveSettings, suites: Suites, preflight: Preflight) -> None:
        self._run = run
        self._live = live
        self._suites = suites
        self._preflight = preflight
        self._identity = Identity()
        self._is_told = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Check tokens and names before anything is collected, and before workers are started."""
        if session.config.option.collectonly:
            return  # nothing is sent
        target = self._live.target(Identity())
        line = f"before the first cell: checking {hosts(target)} as {masked_email(target.tenant.email)}"
        session.config.get_terminal_writer().line(line)
        try:
            self._identity = self._preflight.run()
        except SettingsError as error:
            raise pytest.UsageError(*error.faults) from None
        self._run.live_target = self._live.target(self._identity)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: "WorkerController") -> None:
        """Tell a worker what was found out."""
        node.workerinput[_KEY] = asdict(self._identity)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tell the plan, where this process runs the cells itself."""
        self._tell(session.config, [cell_run.cell for cell_run in cell_runs_of(session.items)])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: "WorkerController", ids: Sequence[str]) -> None:
        """Tell the plan, where workers run the cells: each of them collects the same ones."""
        self._tell(node.config, self._suites.cells_of(ids))

    def _tell(self, config: pytest.Config, cells: list[Cell]) -> None:
        if self._is_told or config.option.collectonly:
            return
        self._is_told = True
        settings = self._run.settings
        remaining = [cell for cell in cells if not settings.use_cassettes or settings.records(cell)]
        lines = plan(
            self._live.target(self._identity),
            remaining,
            self._live.absent,
            allows_writes=settings.allow_writes,
            recordings=settings.cassettes if settings.use_cassettes else None,
        )
        writer = config.get_terminal_writer()
        if len(remaining) < len(cells):
            lines = chain(
                [f"resumed: {len(cells) - len(remaining)} cells are replayed, {len(remaining)} remain"], lines
            )
        for line in ("", "live run:", *lines, ""):
            writer.line(line)
