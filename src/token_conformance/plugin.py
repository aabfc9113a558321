"""The pytest plugin: options, and the hooks of a run; what they decide is decided in the modules beside it."""

from functools import partial
from typing import TYPE_CHECKING

import pytest
from pytest_recording import network  # noqa: F401  # before vcrpy, whose matchers it has pytest rewrite
from vcr import VCR

from token_conformance.errors import UserError
from token_conformance.recording.vcr_options import match_credential
from token_conformance.suite import options
from token_conformance.suite import recording_options as recording
from token_conformance.suite.collection import Selection, cell_runs_of
from token_conformance.suite.end_of_run import EndOfRun
from token_conformance.suite.progress import Progress
from token_conformance.suite.redaction import Redaction
from token_conformance.suite.results_plugin import Collector
from token_conformance.suite.run import RUN, Run
from token_conformance.suite.xdist import hand_over

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

    from token_conformance.suite.xdist import EndpointScheduling

pytest_plugins = ["token_conformance.suite.fixtures", "token_conformance.suite.hooks"]


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
    from token_conformance.suite.live import register  # noqa: PLC0415  # a replay does without it

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
    from token_conformance.suite.xdist import scheduler  # noqa: PLC0415  # pytest-xdist may not be installed

    return scheduler(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse faulty deviations, and those for cells that do not exist."""
    endpoints = {cell_run.cell.endpoint for cell_run in cell_runs_of(items)}
    faults = config.stash[RUN].declarations.faults(endpoints, {item.path for item in items})
    if faults:
        raise pytest.UsageError(*faults)
    if hasattr(config, "workerinput"):
        from token_conformance.suite import xdist  # noqa: PLC0415  # a run without xdist does without it

        xdist.put_long_tests_first(items)
        xdist.append_groups(config, items)
