"""The pytest plugin: options, fixtures and hooks; what they decide is decided in the modules beside it."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import pytest
from pytest_recording import network
from vcr import VCR

from token_conformance import options
from token_conformance.cell_run import CellRun, KnownDeviation
from token_conformance.collecting import CELL_RUN, cell_run_of, cells_of, endpoint_of
from token_conformance.collector import PROPERTY, Collector
from token_conformance.exchange import RefusedError, Send
from token_conformance.recording import match_credential
from token_conformance.results import Verdict
from token_conformance.run import Run
from token_conformance.sharding.selection import Selection
from token_conformance.tenant import Tenant

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet  # pytest has no public name for it
    from xdist.remote import Producer

    from token_conformance.distribution import EndpointScheduling

RUN = pytest.StashKey[Run]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the suites."""
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, check the options, and make the run."""
    config.addinivalue_line("markers", "endpoint(operation): the requirement of one endpoint, run once a cell.")
    settings = options.settings(config)
    config.stash[RUN] = Run(settings)
    if shard := options.shard(config):
        config.pluginmanager.register(Selection(shard))
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Collector(options.writer(config, settings)))


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
    faults = config.stash[RUN].faults({c.cell.endpoint for c in cell_runs}, {i.path for i in items})
    if faults:
        raise pytest.UsageError(*faults)


@pytest.fixture(scope="session")
def tenant(pytestconfig: pytest.Config) -> Tenant:
    """The names of the tenant that the run talks to."""
    return pytestconfig.stash[RUN].target.tenant


@pytest.fixture
def send(cell_run: CellRun, pytestconfig: pytest.Config) -> Send:
    """Makes the one exchange of the cell."""
    cell_run.send = Send(pytestconfig.stash[RUN].exchange, cell_run.cell)
    return cell_run.send


@pytest.fixture
def title(pytestconfig: pytest.Config) -> str:
    """A title for what the cell creates, which nothing else in the tenant has."""
    return pytestconfig.stash[RUN].disposables.title()


@pytest.fixture
def disposable_issue(pytestconfig: pytest.Config) -> str:
    """The key of an issue that was made for this cell alone."""
    return _prepared(pytestconfig.stash[RUN].disposables.issue)


@pytest.fixture
def disposable_page(pytestconfig: pytest.Config) -> str:
    """The id of a page that was made for this cell alone."""
    return _prepared(pytestconfig.stash[RUN].disposables.page)


def _prepared(make: Callable[[], str]) -> str:
    try:
        return make()
    except RefusedError as refusal:
        pytest.fail(f"the cell could not be prepared: {refusal.outcome}: {refusal}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Block the network while a cell is replayed, whatever its fixtures try."""
    if cell_run_of(item) is None or not item.config.stash[RUN].is_replay:
        return (yield)
    with network.blocking_context():
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Do not judge a cell whose positive control has failed."""
    cell_run = cell_run_of(item)
    control = item.config.stash[RUN].failed_control(cell_run.cell) if cell_run else None
    if cell_run and control:
        pytest.skip(cell_run.inconclusive(control))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Let the endpoint's test end in a verdict."""
    cell_run = cell_run_of(pyfuncitem)
    if cell_run is None:
        return (yield)
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the cell says which of them its answer can cause
        ending: Exception | None = error
    else:
        ending = None
    cell_run.conclude(ending)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Promote a recording after its cassette was written, if its cell ended as it should."""
    ended = yield
    cell_run = cell_run_of(item)
    fault = cell_run.settle() if cell_run else None
    if fault:
        pytest.fail(fault, pytrace=False)
    return ended


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hang the cell's result on its report, and say plainly what improved."""
    report = yield
    cell_run = cell_run_of(item)
    if cell_run is None:
        return report
    if report.failed and call.excinfo is not None and (cell_run.result is None or report.when == "teardown"):
        cell_run.broken(call.excinfo.exconly().partition("\n")[0])
    if cell_run.result and cell_run.result.verdict is Verdict.IMPROVED and report.when == "call":
        report.longrepr = cell_run.message
    if report.when == "teardown":
        item.config.stash[RUN].note_control(cell_run)
        report.user_properties.append((PROPERTY, cell_run.result_json()))
    return report
