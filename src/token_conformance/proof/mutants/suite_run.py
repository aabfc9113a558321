"""A run of the suites in this process and in a given setup, with the same plugin and hooks as any other run."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest

from token_conformance.edge.access import own_tokens
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import LoggedRequest
from token_conformance.errors import UserError
from token_conformance.model.cell import Cell, Credential
from token_conformance.model.target import Target
from token_conformance.project import CASSETTES, RESULTS, here_or_shipped
from token_conformance.proof.mutants.baselines import BASELINES, SOUND
from token_conformance.proof.mutants.fingerprint import Fingerprint
from token_conformance.proof.mutants.setup import Setup, clock_off_by
from token_conformance.suite.cell_run import cell_run_of
from token_conformance.suite.run import RUN
from token_conformance.suite.shipped import arguments as suites

Fingerprints = Mapping[Cell, Fingerprint]

_ARGUMENTS = ("-qq", "-p", "no:cacheprovider", "--assert=plain")  # the modules are loaded already
_ENDED = {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}


@dataclass(frozen=True)
class SuiteRun:
    """What a run has shown: the fingerprint of each cell, and the requests that the edge got."""

    cells: Fingerprints
    requests: tuple[LoggedRequest, ...]


class _SetupPlugin:
    """A pytest plugin that replaces the edge of the run by the setup, and stores what the run shows."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self.fingerprints: dict[Cell, Fingerprint] = {}
        self.requests: tuple[LoggedRequest, ...] = ()

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Change the run after it was created."""
        run, scheme = config.stash[RUN], self._setup.service_account
        run.open_edge = self._open_edge
        run.settings = replace(run.settings, service_account=scheme)  # whatever the settings of the user say

    @contextmanager
    def _open_edge(self, *, every_scope: bool) -> Iterator[Target]:
        state = self._setup.make_state()
        faults = [make(state) for make in self._setup.faults]
        own = own_tokens.every_scope() if every_scope else {}
        with Edge(state, world=self._setup.world, faults=faults, own_tokens=own.values()) as edge:
            scheme = self._setup.service_account or edge.account.service_account_scheme
            account = replace(own_tokens.holding(edge.account, own), service_account_scheme=scheme)
            yield self._setup.client(Target("edge", edge.tenant, account, edge.proxy_url, edge.ca_file))
            self.requests = tuple(edge.request_log)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Store the fingerprint of a cell after the hooks of the suite have concluded it."""
        report = yield
        cell_run = cell_run_of(item)
        if cell_run and call.when == "teardown":
            self.fingerprints[cell_run.cell] = Fingerprint.of(cell_run)
        return report


@cache
def baseline(name: str) -> SuiteRun:
    """A run without a mutant, which runs once per process; raises UserError if it is not sound."""
    found = run_suites(BASELINES[name])
    broken = [cell.id for cell, fingerprint in found.cells.items() if not fingerprint.verdict.is_as_declared]
    if broken and name in SOUND:
        raise UserError(f"{broken[0]} is not as declared even without a mutant; correct that first")
    return found


def run_suites(setup: Setup) -> SuiteRun:
    """Run the suites of the working directory, or else the shipped ones; raises UserError if that fails."""
    plugin, output = _SetupPlugin(setup), StringIO()
    with _arguments(setup) as arguments, clock_off_by(setup.clock), redirect_stdout(output), redirect_stderr(output):
        ended = pytest.main(arguments, plugins=[plugin])
    if ended not in _ENDED or not plugin.fingerprints:
        raise UserError(f"the suites could not be run: {_last_line(output)}")
    return SuiteRun(plugin.fingerprints, plugin.requests)


@contextmanager
def _arguments(setup: Setup) -> Iterator[list[str]]:
    """The arguments of pytest; the folder that they name exists until the context ends."""
    with TemporaryDirectory(prefix="token-conformance-") as name:
        folder = Path(name)
        arguments = [*suites(), *_ARGUMENTS, f"--results={folder / RESULTS}"]
        if setup.service_account is not None:
            arguments += ["--service-account", "-k", Credential.SERVICE_ACCOUNT]
        if setup.change_cassettes is None:
            yield [*arguments, "--target=edge"]
        else:
            cassettes = Path(copytree(here_or_shipped(CASSETTES), folder / CASSETTES))
            setup.change_cassettes(cassettes)
            yield [*arguments, f"--cassettes={cassettes}"]


def _last_line(output: StringIO) -> str:
    return (output.getvalue().strip() or "pytest printed nothing").rpartition("\n")[2]
