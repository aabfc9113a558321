"""The hooks through which a cell goes: from its set-up to its verdict, its recording and its result."""

from collections.abc import Generator

import pytest

from token_conformance.cell_run import CellRun
from token_conformance.collecting import cell_run_of
from token_conformance.collector import PROPERTY
from token_conformance.results import Verdict
from token_conformance.run import RUN


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Do not run a cell that may not be, and do not judge one whose positive control has failed."""
    cell_run = cell_run_of(item)
    if cell_run and item.config.stash[RUN].forbids(cell_run):
        pytest.skip(cell_run.not_observed("writes to the tenant; add --allow-writes"))
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
        cell_run.broken(_reason(cell_run, call.excinfo))
    if cell_run.result and cell_run.result.verdict is Verdict.IMPROVED and report.when == "call":
        report.longrepr = cell_run.message
    if report.when == "teardown":
        item.config.stash[RUN].note_control(cell_run)
        report.user_properties.append((PROPERTY, cell_run.result_json()))
    return report


def _reason(cell_run: CellRun, error: pytest.ExceptionInfo[BaseException]) -> str:
    """One line of an error for the results; one that no hook of this plugin has raised may quote the answer."""
    line = error.exconly().partition("\n")[0]
    return line if error.errisinstance(pytest.fail.Exception) or cell_run.send is None else cell_run.shown(line)
