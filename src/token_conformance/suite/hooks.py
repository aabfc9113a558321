"""The hooks of a cell: from its collection to its conclusion, and its recording."""

from collections.abc import Generator, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType

import pytest
from pytest_recording import network
from vcr import VCR

from token_conformance.model.verdict import Verdict
from token_conformance.recording.vcrpy import match_credential
from token_conformance.redaction.output import one_line
from token_conformance.suite.cell_run import CELL_RUN, CellRun, cell_run_of
from token_conformance.suite.collection import cells_of
from token_conformance.suite.conclude import Conclusion
from token_conformance.suite.fixtures import leave_out_fixtures
from token_conformance.suite.optional import site_gateway
from token_conformance.suite.output import clean, fail, skip
from token_conformance.suite.requirement.needs import needs_of
from token_conformance.suite.requirement.parameters import KnownDeviation, param_of
from token_conformance.suite.results_plugin import PROPERTY
from token_conformance.suite.run import RUN

OPEN = "token_conformance_open"
"""The keyword of the report of an open cell."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run an endpoint's requirement once per cell, with the cell's cassette and its declared deviation."""
    run = metafunc.config.stash[RUN]
    endpoint = run.collected.endpoint_of(metafunc.definition)
    if endpoint is None:
        return
    folder = metafunc.definition.path.parent
    chosen = run.settings
    replayed = None if chosen.has_tokens else chosen.library
    cells = cells_of(endpoint, chosen.columns)
    cells += site_gateway.cells_of(endpoint, replayed, is_asked=chosen.site_gateway)
    needs = needs_of(metafunc.function, endpoint) if chosen.is_live else frozenset()
    cell_runs = [run.prepare(cell, folder, needs) for cell in cells]
    if CELL_RUN not in metafunc.fixturenames:
        metafunc.fixturenames.append(CELL_RUN)
    metafunc.parametrize(CELL_RUN, [param_of(cell_run) for cell_run in cell_runs])
    if all(cell_run.is_replayed for cell_run in cell_runs):
        leave_out_fixtures(metafunc)


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:  # noqa: ARG001  # pytest-recording's interface
    """Register the matcher that makes vcrpy compare the kind of credential too."""
    vcr.register_matcher("credential", match_credential)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Block the network while a cell is replayed, also for its fixtures, and forget at its end what it was told."""
    cell_run = cell_run_of(item)
    if cell_run is None:
        return (yield)
    with network.blocking_context() if cell_run.is_replayed else nullcontext():
        ended = yield
    cell_run.forget()
    return ended


@pytest.hookimpl(tryfirst=True, specname="pytest_runtest_protocol")
def pytest_run_cell_once(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run a cell once, as pytest itself does, before a plugin that repeats failed tests is asked.

    A repetition would hide the failure, and write a second result of the cell.
    """
    if cell_run_of(item) is None:
        return None
    ended: bool = item.config.pluginmanager.getplugin("runner").pytest_runtest_protocol(item, nextitem)
    return ended


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    """Begin a cell, or skip it because it must not be run, or because its result would be inconclusive."""
    cell_run = cell_run_of(item)
    if cell_run is None:
        return
    run = item.config.stash[RUN]
    if skipped := run.conclude_skipped(cell_run):
        skip(skipped.message)
    run.begin(cell_run)
    if not item.fixturenames:
        item.funcargs.update(cell_run.fixtures)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Run the endpoint's test and report the cell's conclusion in place of the test's own end."""
    cell_run = cell_run_of(pyfuncitem)
    if cell_run is None:
        return (yield)
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the conclusion decides which errors an answer can cause
        ending: Exception | None = error
    else:
        ending = None
    conclusion = cell_run.conclude(ending)
    if conclusion is not None:
        _report_where(pyfuncitem, conclusion, ending)
    elif ending is not None:
        raise ending
    return True


def _report_where(test: pytest.Function, conclusion: Conclusion, ending: Exception | None) -> None:
    """Report a conclusion; with `--pdb`, a failure stops the debugger at the line at which the test ended."""
    if ending is None or not test.config.getoption("usepdb", default=False):
        _report(conclusion)
        return
    try:
        _report(conclusion)
    except pytest.fail.Exception as failure:
        raise failure.with_traceback(_within(test, ending)) from None


def _within(test: pytest.Function, ending: Exception) -> TracebackType | None:
    """The traceback of an error up to its last frame in the file of the test: what is called from there is ours."""
    every = list(_frames(ending.__traceback__))
    own = [each for each in every if Path(each.tb_frame.f_code.co_filename) == test.path]
    if own:
        own[-1].tb_next = None
    return ending.__traceback__


def _frames(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback:
        yield traceback
        traceback = traceback.tb_next


def _report(conclusion: Conclusion) -> None:
    """Raise what pytest understands, unless the cell passes. The strict mark fails a cell that improved.

    An open cell has run, but for `-x`, the exit status and the JUnit file it is like one that was skipped.
    """
    match conclusion.result.verdict:
        case Verdict.KNOWN:
            raise KnownDeviation(one_line(conclusion.message), pytrace=False)
        case Verdict.OPEN | Verdict.INCONCLUSIVE:
            skip(conclusion.message)
        case Verdict.FAILED | Verdict.CHANGED | Verdict.ERROR:
            fail(one_line(conclusion.message))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Promote or discard a recording after vcrpy wrote it."""
    ended = yield
    cell_run = cell_run_of(item)
    problem = cell_run.promote_or_discard() if cell_run else None
    if problem:
        fail(one_line(problem))
    return ended


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the cell's result to its report, and adapt the report to the verdict."""
    if call.excinfo is not None and call.excinfo.errisinstance(KnownDeviation):
        call.excinfo.traceback = call.excinfo.traceback[-1:]  # pytest would search each of its frames, to show none
    report = yield
    cell_run = cell_run_of(item)
    if cell_run is None:
        return report
    _share_keywords(report, cell_run)
    if report.longrepr or report.sections:
        clean(report)
    if report.failed and call.excinfo is not None and (cell_run.conclusion is None or report.when == "teardown"):
        cell_run.end_unjudged(Verdict.ERROR, _reason(cell_run, call.excinfo))
    if report.when == "call" and cell_run.conclusion:
        _adapt(report, cell_run.conclusion)
    if report.when == "teardown":
        item.config.stash[RUN].note_control(cell_run)
        report.user_properties.append((PROPERTY, cell_run.result_json()))
    return report


def _share_keywords(report: pytest.TestReport, cell_run: CellRun) -> None:
    """Let the reports of a test have one table of keywords: pytest keeps all three reports until its end."""
    if report.keywords == cell_run.keywords:
        report.keywords = cell_run.keywords
    cell_run.keywords = report.keywords


def _adapt(report: pytest.TestReport, conclusion: Conclusion) -> None:
    """Explain an improvement in place of pytest's XPASS(strict), and distinguish an open cell from a skipped one."""
    match conclusion.result.verdict:
        case Verdict.IMPROVED:
            report.longrepr = one_line(conclusion.message)
        case Verdict.OPEN:
            report.keywords = {**report.keywords, OPEN: 1}


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Count and show an open cell as such: it neither passed nor failed, and it was not skipped."""
    if report.when == "call" and OPEN in report.keywords:
        return "open", "o", ("OPEN", {"yellow": True})
    return None


def _reason(cell_run: CellRun, error: pytest.ExceptionInfo[BaseException]) -> str:
    """The first line of an error, for the results. It is scrubbed if it may quote the answer.

    An error that a hook of this plugin raised does not quote the answer, and neither does one without a fixture.
    """
    if isinstance(error.value, pytest.FixtureLookupError):
        missing = f"there is no fixture {error.value.argname}; correct its name, or write it in a conftest.py"
        return error.value.msg or missing
    line = error.exconly().partition("\n")[0]
    return line if error.errisinstance(pytest.fail.Exception) or cell_run.send is None else cell_run.mode.shown(line)
