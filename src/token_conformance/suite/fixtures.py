"""The fixtures that an endpoint's requirement may ask for."""

from collections.abc import Callable

import pytest

from token_conformance.errors import UserError
from token_conformance.exchange.client import RefusedError, Send
from token_conformance.model.tenant import Tenant
from token_conformance.suite.cell_run import CellRun
from token_conformance.suite.run import RUN
from token_conformance.suite.target_session import Connection


@pytest.fixture
def connection(cell_run: CellRun, pytestconfig: pytest.Config) -> Connection:
    """What the cell talks to: the run's target, or its cassette."""
    return pytestconfig.stash[RUN].connection_of(cell_run)


@pytest.fixture
def tenant(connection: Connection) -> Tenant:
    """The names of the tenant that the cell talks to."""
    return connection.target.tenant


@pytest.fixture
def send(cell_run: CellRun, connection: Connection) -> Send:
    """Makes the one exchange of the cell."""
    return cell_run.connect(connection.writes)


@pytest.fixture
def title(connection: Connection) -> str:
    """A title for what the cell creates, which nothing else in the tenant has."""
    return connection.disposables.title()


@pytest.fixture
def disposable_issue(cell_run: CellRun, connection: Connection) -> str:
    """The key of an issue that was made for this cell alone."""
    return _prepared(cell_run, "an issue", connection.disposables.issue)


@pytest.fixture
def transition(cell_run: CellRun, connection: Connection, disposable_issue: str) -> str:
    """The id of a transition that the disposable issue can take, whatever the project's workflow is."""
    return _prepared(cell_run, "a transition", lambda: connection.disposables.transition(disposable_issue))


@pytest.fixture
def disposable_page(cell_run: CellRun, connection: Connection) -> str:
    """The id of a page that was made for this cell alone."""
    return _prepared(cell_run, "a page", connection.disposables.page)


def _prepared(cell_run: CellRun, thing: str, make: Callable[[], str]) -> str:
    try:
        return make()
    except RefusedError as refusal:
        fault = f"{thing} for the cell was not to be had: {refusal.outcome}: {cell_run.mode.shown(str(refusal))}"
    except UserError as error:
        fault = str(error)
    pytest.fail(fault, pytrace=False)  # out here, so that no chain of errors shows what the line leaves out
