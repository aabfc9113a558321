"""What a live run does before its first cell, on the process that reports: workers trust what it has found out."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from token_conformance.errors import UserError
from token_conformance.journal.effect import is_write
from token_conformance.listing import listed_endpoints
from token_conformance.live.absence import Absence
from token_conformance.live.identity import Identity
from token_conformance.live.masking import masked_email
from token_conformance.live.plan import cells_of_ids, hosts, plan
from token_conformance.live.preflight import Preflight
from token_conformance.live.settings import LiveSettings, SettingsError, load
from token_conformance.project import SUITES

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

    from token_conformance.run import Run

_KEY = "token_conformance_identity"


def register(config: pytest.Config, run: "Run") -> None:
    """Let a live run know its tenant before its first cell; raises pytest.UsageError with a line for each fault."""
    try:
        live = load(config.rootpath)
        listed = listed_endpoints(config.rootpath / SUITES)
    except UserError as error:
        raise pytest.UsageError(*str(error).splitlines()) from None
    run.redactor.protect(live.account)
    config.pluginmanager.register(Absence(live.absent))
    told = getattr(config, "workerinput", {}).get(_KEY)
    if told is not None:
        run.live_target = live.target(Identity(**told))
        return
    sent = [e for e in listed if e.product not in live.absent and (run.settings.allow_writes or not is_write(e))]
    preflight = Preflight(live, run.open_exchange, sent, trusts_tokens=config.getoption("--trust-tokens"))
    config.pluginmanager.register(BeforeTheFirstCell(run, live, preflight))


class BeforeTheFirstCell:
    """A pytest plugin of its own: the preflight, and then the plan."""

    def __init__(self, run: "Run", live: LiveSettings, preflight: Preflight) -> None:
        self._run = run
        self._live = live
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
        self._tell(session.config, [item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: "WorkerController", ids: Sequence[str]) -> None:
        """Tell the plan, where workers run the cells: each of them collects the same ones."""
        self._tell(node.config, ids)

    def _tell(self, config: pytest.Config, ids: Sequence[str]) -> None:
        if self._is_told or config.option.collectonly:
            return
        self._is_told = True
        settings = self._run.settings
        cells = cells_of_ids(config.rootpath, ids)
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
