"""The fixtures of a cell, and which of them are set up: pytest takes longer for those of a replay than the replay."""

from collections.abc import Callable
from inspect import signature

import pytest

from token_conformance.errors import UserError
from token_conformance.exchange.client import RefusedError, Send
from token_conformance.model.tenant import Tenant
from token_conformance.redaction.output import one_line
from token_conformance.suite.cell_run import CELL_RUN, CellRun
from token_conformance.suite.output import fail

_OF_REPLAY = frozenset({CELL_RUN, "tenant", "caller", "send", "ask"})
"""The fixtures that return what a replayed cell has at once."""

_IDLE = frozenset({"block_network", "vcr"})
"""The fixtures that pytest-recording gives every test. A replayed cell has no mark of it, so they do nothing."""

_OF_IDLE = frozenset({"vcr_markers", "vcr_cassette_dir", "record_mode", "disable_recording", "pytestconfig", "request"})
"""The fixtures that these need."""


def leave_out_fixtures(metafunc: pytest.Metafunc) -> None:
    """Have pytest set up only what a replayed cell needs: its fixtures take longer than the cassette.

    If nothing is left, the setup of the cell gives the test `CellRun.fixtures`. A project may have fixtures of these
    names that replace them.
    """
    _leave_out_idle(metafunc)
    fixtures = metafunc._arg2fixturedefs  # noqa: SLF001  # pytest has no public name for it
    if all(name in _OF_REPLAY and len(fixtures[name]) == 1 for name in metafunc.fixturenames):
        metafunc.fixturenames.clear()


def _leave_out_idle(metafunc: pytest.Metafunc) -> None:
    """What another fixture requests of them is set up all the same."""
    asked = {*signature(metafunc.function).parameters, *(mark.name for mark in metafunc.definition.iter_markers())}
    if metafunc.config.getoption("block_network") or not asked.isdisjoint(_IDLE):
        return
    left_out = _IDLE | _OF_IDLE - asked
    metafunc.fixturenames[:] = [name for name in metafunc.fixturenames if name not in left_out]


@pytest.fixture
def tenant(cell_run: CellRun) -> Tenant:
    """The names of the tenant that the cell sends its request to."""
    return cell_run.session.tenant


@pytest.fixture
def caller(cell_run: CellRun, tenant: Tenant) -> str:
    """The id of the account whose credential the cell sends; that of the person in the cells of strangers."""
    return cell_run.caller_in(tenant)


@pytest.fixture
def send(cell_run: CellRun) -> Send:
    """Makes the one exchange of the cell."""
    return cell_run.connect()


@pytest.fixture
def title(cell_run: CellRun) -> str:
    """A title for what the cell creates, which nothing else in the tenant has."""
    return cell_run.session.disposables.title()


@pytest.fixture
def disposable_issue(cell_run: CellRun) -> str:
    """The key of an issue that was created for this cell alone."""
    return _created(cell_run, "an issue", cell_run.session.disposables.issue)


@pytest.fixture
def transition(cell_run: CellRun, disposable_issue: str) -> str:
    """The id of a transition that the disposable issue offers, in any workflow of the project."""
    return _created(cell_run, "a transition", lambda: cell_run.session.disposables.transition(disposable_issue))


@pytest.fixture
def disposable_page(cell_run: CellRun) -> str:
    """The id of a page that was created for this cell alone."""
    return _created(cell_run, "a page", cell_run.session.disposables.page)


def _created(cell_run: CellRun, thing: str, create: Callable[[], str]) -> str:
    try:
        return create()
    except RefusedError as refusal:
        problem = f"could not get {thing} for the cell: {refusal.outcome}: {cell_run.mode.shown(str(refusal))}"
    except UserError as error:
        problem = str(error)
    return fail(one_line(problem))  # outside of `except`: no chained error shows what the line leaves out
