"""The hooks through which a cell goes: from its collection to its conclusion, its recording and its result."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest
from pytest_recording import network

from token_conformance.model.verdict import Verdict
from token_conformance.suite.cell_run import CellRun
from token_conformance.suite.collection import CELL_RUN, cell_run_of, cells_of, endpoint_of
from token_conformance.suite.conclude import Conclusion
from token_conformance.suite.results_plugin import PROPERTY
from token_conformance.suite.run import RUN

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet  # pytest has no public name for it


class KnownDeviation(pytest.fail.Exception):  # type: ignore[misc,name-defined]  # pytest types it as a value
    """The outcome is exactly the declared deviation: pytest counts it as an expected failure.

    It derives from pytest's own failure to be reported without a traceback, which is slow to make and tells nothing.
    """


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run an endpoint's requirement once per cell, with the cell's cassette and its declared deviation."""
    endpoint = endpoint_of(metafunc.definition)
    if endpoint is None:
        return
    run = metafunc.config.stash[RUN]
    folder = metafunc.definition.path.parent
    params = [_param(run.prepare(cell, folder)) for cell in cells_of(endpoint)]
    metafunc.fixturenames.append(CELL_RUN)
    metafunc.parametrize(CELL_RUN, params)


def _param(cell_run: CellRun) -> "ParameterSet":
    marks = []
    vcr_options = cell_run.mode.vcr_options()
    if vcr_options is not None:
        marks.append(pytest.mark.vcr(**vcr_options))
    if cell_run.deviation is not None:
        marks.append(pytest.mark.xfail(strict=True, raises=KnownDeviation, reason=cell_run.deviation.reason))
    return pytest.param(cell_run, id=cell_run.cell.column, marks=marks)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Block the network while a cell is replayed, whatever its fixtures try."""
    cell_run = cell_run_of(item)
    if cell_run is None or not cell_run.is_replayed:
        return (yield)
    with network.blocking_context():
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a cell that must not be run, or that would say nothing."""
    cell_run = cell_run_of(item)
    left_out = item.config.stash[RUN].leave_out(cell_run) if cell_run else None
    if left_out:
        pytest.skip(left_out.message)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Let the endpoint's test end in a verdict."""
    cell_run = cell_run_of(pyfuncitem)
    if cell_run is None:
        return (yield)
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the conclusion says which of them the answer can cause
        ending: Exception | None = error
    else:
        ending = None
    conclusion = cell_run.conclude(ending)
    if conclusion is not None:
        _report(conclusion)
    elif ending is not None:
        raise ending
    return True


def _report(conclusion: Conclusion) -> None:
    """Raise what pytest understands, unless the cell passes: one that improved is failed by its strict mark."""
    match conclusion.result.verdict:
        case Verdict.KNOWN:
            raise KnownDeviation(conclusion.message, pytrace=False)
        case Verdict.FAILED | Verdict.CHANGED | Verdict.ERROR:
            pytest.fail(conclusion.message, pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Promote a recording after its cassette was written, if its cell ended as it should."""
    ended = yield
    cell_run = cell_run_of(item)
    problem = cell_run.settle() if cell_run else None
    if problem:
        pytest.fail(problem, pytrace=False)
    return ended


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the cell's result on its report, and say plainly what improved."""
    report = yield
    cell_run = cell_run_of(item)
    if cell_run is None:
        return report
    if report.failed and call.excinfo is not None and (cell_run.conclusion is None or report.when == "teardown"):
        cell_run.end_unjudged(Verdict.ERROR, _reason(cell_run, call.excinfo))
    if report.when == "call" and cell_run.conclusion and cell_run.conclusion.result.verdict is Verdict.IMPROVED:
        report.longrepr = cell_run.conclusion.message
    if report.when == "teardown":
        item.config.stash[RUN].note_control(cell_run)
        report.user_properties.append((PROPERTY, cell_run.result_json()))
    return report


def _reason(cell_run: CellRun, error: pytest.ExceptionInfo[BaseException]) -> str:
    """One line of an error for the results; one that no hook of this plugin has raised may quote the answer."""
    line = error.exconly().partition("\n")[0]
    return line if error.errisinstance(pytest.fail.Exception) or cell_run.send is None else cell_run.mode.shown(line)
