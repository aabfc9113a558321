"""The pytest plugin: options, and the hooks of a run; what they decide is decided in the modules beside it."""

from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from pytest_recording import network  # before vcrpy, whose matchers it has pytest rewrite
from vcr import VCR

from token_conformance import options
from token_conformance.cell_run import CellRun, KnownDeviation
from token_conformance.collecting import CELL_RUN, cell_run_of, cells_of, endpoint_of, takes_one_request
from token_conformance.collector import Collector
from token_conformance.errors import UserError
from token_conformance.journal.end_of_run import EndOfRun
from token_conformance.politeness.progress import Progress
from token_conformance.politeness.sharing import hand_over
from token_conformance.recording import options as recording
from token_conformance.recording.vcr_options import match_credential
from token_conformance.redaction import Redaction
from token_conformance.run import RUN, Run
from token_conformance.sharding.selection import Selection

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet  # pytest has no public name for it
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

    from token_conformance.distribution import EndpointScheduling

pytest_plugins = ["token_conformance.fixtures", "token_conformance.cell_hooks"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the suites."""
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, check the options, and make the run."""
    config.addinivalue_line("markers", "endpoint(operation): the requirement of one endpoint, run once a cell.")
    settings = options.settings(config)
    options.subjects(config)
    config.stash[RUN] = Run(settings)
    config.pluginmanager.register(Redaction(config.stash[RUN].redactor))
    if shard := options.shard(config):
        config.pluginmanager.register(Selection(shard))
    if settings.is_live:
        _go_live(config)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Collector(options.writer(config, settings)))
        _allow_writes(config)
        _show_progress(config)


def _go_live(config: pytest.Config) -> None:
    """See to it that settings, tokens and names are checked before the first cell."""
    from token_conformance.live.hooks import register  # noqa: PLC0415  # a replay does without it

    register(config, config.stash[RUN])


def _show_progress(config: pytest.Config) -> None:
    """Tell how far a live run has come."""
    run, plugins = config.stash[RUN], config.pluginmanager
    if run.settings.is_live:
        reporter = partial(plugins.get_plugin, "terminalreporter")
        plugins.register(Progress(run.settings.limits, run.shared_folder, reporter))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "WorkerController") -> None:
    """Let workers record to one folder and, in a live run, keep to its limits together."""
    run = node.config.stash[RUN]
    recording.hand_over(run.settings.cassettes, node.workerinput)
    if run.settings.is_live:
        hand_over(run.shared_folder, node.workerinput)


def _allow_writes(config: pytest.Config) -> None:
    """See to it that what a live run makes is deleted at its end, after what an earlier one has left."""
    run = config.stash[RUN]
    if run.journal and run.settings.allow_writes:
        if leftovers := run.journal.leftovers():
            raise pytest.UsageError(leftovers)
        config.pluginmanager.register(EndOfRun(run.clean))


def pytest_report_header(config: pytest.Config) -> str | None:
    """Tell of what an earlier run has left in the tenant."""
    journal = config.stash[RUN].journal
    return journal.leftovers() if journal else None


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make recording ready, before workers are started and after a live tenant is known."""
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    try:
        config.stash[RUN].open_library()
    except UserError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Release the run's resources."""
    if RUN in config.stash:
        config.stash[RUN].close()


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:  # noqa: ARG001  # pytest-recording's interface
    """Teach vcrpy to match on the kind of credential."""
    vcr.register_matcher("credential", match_credential)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "EndpointScheduling | None":
    """Keep the cells of an endpoint on one worker."""
    from token_conformance.distribution import scheduler  # noqa: PLC0415  # pytest-xdist may not be installed

    return scheduler(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run an endpoint's requirement once a cell, with the cell's cassette and its declared deviation."""
    endpoint = endpoint_of(metafunc.definition)
    if endpoint is None:
        return
    run = metafunc.config.stash[RUN]
    folder = metafunc.definition.path.parent
    params = [_param(run, run.prepare(cell, folder)) for cell in cells_of(endpoint)]
    metafunc.fixturenames.append(CELL_RUN)
    metafunc.parametrize(CELL_RUN, params)


def _param(run: Run, cell_run: CellRun) -> "ParameterSet":
    marks = []
    vcr_options = run.vcr_options(cell_run)
    if vcr_options is not None:
        marks.append(pytest.mark.vcr(**vcr_options))
    if cell_run.deviation is not None:
        marks.append(pytest.mark.xfail(strict=True, raises=KnownDeviation, reason=cell_run.deviation.reason))
    return pytest.param(cell_run, id=cell_run.cell.column, marks=marks)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse faulty deviations, and those for cells that do not exist."""
    cell_runs = [cell_run for item in items if (cell_run := cell_run_of(item))]
    faults = config.stash[RUN].declarations.faults({c.cell.endpoint for c in cell_runs}, {i.path for i in items})
    if faults:
        raise pytest.UsageError(*faults)
    if hasattr(config, "workerinput"):
        items.sort(key=takes_one_request)  # so that no worker is left alone with a long endpoint at the end


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Block the network while a cell is replayed, whatever its fixtures try."""
    cell_run = cell_run_of(item)
    if cell_run is None or not cell_run.is_replayed:
        return (yield)
    with network.blocking_context():
        return (yield)
