"""The fixtures that an endpoint's requirement can use."""

from collections.abc import Callable

import pytest

from token_conformance.errors import UserError
from token_conformance.exchange.client import RefusedError, Send
from token_conformance.model.tenant import Tenant
from token_conformance.suite.cell_run import CellRun
from token_conformance.suite.run import RUN, TargetSession


@pytest.fixture
def target_session(cell_run: CellRun, pytestconfig: pytest.Config) -> TargetSession:
    """The session with the run's target, or with the cassettes if the cell is replayed."""
    return pytestconfig.stash[RUN].session_of(cell_run)


@pytest.fixture
def tenant(target_session: TargetSession) -> Tenant:
    """The names of the tenant that the cell sends its request to."""
    return target_session.target.tenant


@pytest.fixture
def send(cell_run: CellRun, target_session: TargetSession) -> Send:
    """Makes the one exchange of the cell."""
    return cell_run.connect(target_session.write_guard)


@pytest.fixture
def title(target_session: TargetSession) -> str:
    """A title for what the cell creates, which nothing else in the tenant has."""
    return target_session.disposables.title()


@pytest.fixture
def disposable_issue(cell_run: CellRun, target_session: TargetSession) -> str:
    """The key of an issue that was created for this cell alone."""
    return _created(cell_run, "an issue", target_session.disposables.issue)


@pytest.fixture
def transition(cell_run: CellRun, target_session: TargetSession, disposable_issue: str) -> str:
    """The id of a transition that the disposable issue offers, in any workflow of the project."""
    return _created(cell_run, "a transition", lambda: target_session.disposables.transition(disposable_issue))


@pytest.fixture
def disposable_page(cell_run: CellRun, target_session: TargetSession) -> str:
    """The id of a page that was created for this cell alone."""
    return _created(cell_run, "a page", target_session.disposables.page)


def _created(cell_run: CellRun, thing: str, create: Callable[[], str]) -> str:
    try:
        return create()
    except RefusedError as refusal:
        problem = f"could not get {thing} for the cell: {refusal.outcome}: {cell_run.mode.shown(str(refusal))}"
    except UserError as error:
        problem = str(error)
    pytest.fail(problem, pytrace=False)  # outside of `except`: no chained error shows what the line leaves out
