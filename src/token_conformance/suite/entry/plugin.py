"""The plugin of a run that has suites: the hooks of a whole run, which delegate to the other modules."""

import gc
from functools import partial
from typing import TYPE_CHECKING

import pytest
from pytest_recording import network  # noqa: F401  # before vcrpy, whose matchers it has pytest rewrite

from token_conformance.errors import UserError
from token_conformance.redaction.logs import redacted
from token_conformance.redaction.output import one_line
from token_conformance.suite import options
from token_conformance.suite.catalogue.named import has_calls
from token_conformance.suite.cell_run import cell_runs_of
from token_conformance.suite.distributed import packed_reports
from token_conformance.suite.faults import faults_of_items, sound_suites
from token_conformance.suite.live_run.end_of_run import EndOfRun
from token_conformance.suite.live_run.progress import Progress
from token_conformance.suite.optional import shard
from token_conformance.suite.output import document, usage_error
from token_conformance.suite.redaction import Redaction
from token_conformance.suite.run import RUN, Run
from token_conformance.suite.selection import ShardSelection, put_controls_first
from token_conformance.suite.shipped import runs_shipped
from token_conformance.suite.workers import (
    has_workers,
    is_worker,
    pass_to_main_process,
    pass_to_worker,
    problems_of,
    put_long_tests_first,
    refuse_copies,
    refuse_parts,
    require_xdist,
)

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

    from token_conformance.suite.distributed.xdist import EndpointScheduling

pytest_plugins = [
    "token_conformance.suite.fixtures",
    "token_conformance.suite.hooks",
    "token_conformance.suite.catalogue.hooks",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the suites."""
    options.add(parser)


def pytest_load_initial_conftests(parser: pytest.Parser, args: list[str]) -> None:
    """Explain the options of pytest-xdist where it is not installed."""
    require_xdist(parser, args)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, check the options, and create the run and its plugins."""
    config.addinivalue_line("markers", "endpoint(operation): the requirement of one endpoint, run once per cell.")
    settings = options.settings(config)
    options.subjects(config)
    refuse_copies(config)
    refuse_parts(config)
    config.stash[RUN] = Run(settings, every_scope=settings.target == "edge" and has_calls(config))
    if settings.has_tokens:
        config.pluginmanager.register(Redaction(config.stash[RUN].redactor))
    part = shard.chosen(config)
    if settings.is_live:
        _prepare_live_run(config)
    elif has_workers(config) and not config.option.collectonly:
        sound_suites(config, config.stash[RUN].declared_deviations)
    if part:  # after the preparation of a live run: what was registered last selects last
        config.pluginmanager.register(ShardSelection(part))
    packed_reports.register(config)  # after the redaction
    if not is_worker(config) and not _only_sets_up(config):
        _report_results(config, settings)
    if not is_worker(config):
        _pack_recordings(config, settings)
        _clean_up_at_end(config)
        _show_progress(config)


def _only_sets_up(config: pytest.Config) -> bool:
    """Whether pytest shows the fixtures of tests and runs none: no cell has a result."""
    return any(config.getoption(name, default=False) for name in ("setuponly", "setupplan"))


def _prepare_live_run(config: pytest.Config) -> None:
    """Ensure that settings, tokens and names are checked before the first cell."""
    from token_conformance.suite.live_run.preparation import register  # noqa: PLC0415  # a replay does not need it

    register(config, config.stash[RUN])


def _report_results(config: pytest.Config, settings: options.Settings) -> None:
    """Write the results file and show the matrix."""
    from token_conformance.suite.live_run.kept_results import keeps  # noqa: PLC0415  # pytest imports its plugins first
    from token_conformance.suite.results_plugin import ResultsPlugin  # noqa: PLC0415  # for the same reason

    recording = settings.root / settings.cassettes if keeps(settings) else None
    live = config.stash[RUN].live
    writer = options.writer(config, settings, live.site_label if live else None)
    config.pluginmanager.register(ResultsPlugin(writer, recording))


def _pack_recordings(config: pytest.Config, settings: options.Settings) -> None:
    """Ensure that what is recorded of packed cells is packed at the end."""
    if settings.is_recording and not config.option.collectonly:
        from token_conformance.suite.catalogue.packing import PackingPlugin  # noqa: PLC0415  # a replay does not need it

        config.pluginmanager.register(PackingPlugin(settings.library))


def _clean_up_at_end(config: pytest.Config) -> None:
    """Ensure that what a live run creates is deleted at its end; refuse to start if an earlier run left something."""
    run = config.stash[RUN]
    if run.journal and run.settings.allow_writes:
        try:
            run.claim_journal()
        except UserError as error:
            raise usage_error(str(error)) from None
        if leftovers := run.journal.leftovers():
            raise usage_error(leftovers)
        config.pluginmanager.register(EndOfRun(run.clean))


def _show_progress(config: pytest.Config) -> None:
    """Show the progress of a live run."""
    run, plugins = config.stash[RUN], config.pluginmanager
    if run.settings.is_live:
        reporter = partial(plugins.get_plugin, "terminalreporter")
        plugins.register(Progress(run.settings.limits, run.shared_folder, reporter))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "WorkerController") -> None:
    """Pass the folder of cassettes to a worker, and in a live run the folder through which limits are shared."""
    run = node.config.stash[RUN]
    pass_to_worker(node, "cassettes", str(run.settings.cassettes))
    if run.settings.is_live:
        pass_to_worker(node, "shared_folder", str(run.shared_folder))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: "WorkerController") -> None:
    """End the run in the words of a worker that found a problem: pytest-xdist would take its end for a crash."""
    if problems := problems_of(node):
        raise usage_error(*problems)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Show whose suites are run, where they are not in this folder, and what an earlier run has left in the tenant."""
    whose = "suites: those of the package, because this folder has none" if runs_shipped(config) else None
    journal = config.stash[RUN].journal
    leftovers = journal.leftovers() if journal else None
    return [one_line(line) for line in (whose, leftovers) if line]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Prepare the recording, before workers are started and after a live tenant is known."""
    config = session.config
    if is_worker(config) or config.option.collectonly:
        return
    try:
        config.stash[RUN].open_library()
    except UserError as error:
        raise usage_error(*error.problems) from None


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Open what answers the cells before the first of them."""
    if session.config.option.collectonly:
        return
    try:
        session.config.stash[RUN].open_target(cell_runs_of(session.items))
    except UserError as error:
        pass_to_main_process(session.config, error.problems)
        raise usage_error(*error.problems) from None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep the garbage collector from searching the tests again and again, all of which stay until the end.

    They stay frozen: pytest collects five times at its end, and would search all of them each time. Where something is
    frozen already, this is a run within another run of the same process, to which the objects belong.
    """
    if not gc.get_freeze_count():
        gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Release the run's resources."""
    if RUN in config.stash:
        config.stash[RUN].close()


@pytest.hookimpl(tryfirst=True)
def pytest_internalerror(excrepr: object) -> None:
    """Make the traceback of an internal error printable: its message may quote a cassette or an answer."""
    redacted(excrepr, document)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "EndpointScheduling | None":
    """Run the cells of an endpoint on one worker."""
    from token_conformance.suite.distributed.xdist import scheduler  # noqa: PLC0415  # pytest-xdist may not be installed

    return scheduler(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse suites with faults, files of deviations with problems, and deviations of cells that do not exist."""
    run = config.stash[RUN]
    if problems := faults_of_items(config, items, run.collected.faults, run.declared_deviations):
        pass_to_main_process(config, problems)
        raise usage_error(*problems)
    if is_worker(config):
        from token_conformance.suite.distributed.xdist import append_groups  # noqa: PLC0415  # pytest-xdist may not be installed

        put_long_tests_first(items)
        append_groups(config, items)


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_order_cells(items: list[pytest.Item]) -> None:
    """Keep the order that the verdicts of cells depend on, after other plugins have ordered the tests."""
    put_controls_first(items)
