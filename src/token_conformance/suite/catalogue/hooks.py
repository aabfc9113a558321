"""The hooks and the fixture of the whole catalogue: its collection, and the one exchange of each of its cells."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.model.cell import CATALOGUE
from token_conformance.suite.catalogue.ask import Ask, Controls
from token_conformance.suite.catalogue.call_run import CallRun
from token_conformance.suite.catalogue.cells import cells_of, endpoints_of
from token_conformance.suite.catalogue.expectation import expected
from token_conformance.suite.catalogue.mark import MARK, api_of
from token_conformance.suite.cell_run import CELL_RUN
from token_conformance.suite.fixtures import leave_out_fixtures
from token_conformance.suite.optional.sample import Chosen, Sample, chosen
from token_conformance.suite.optional.sample_options import sample
from token_conformance.suite.requirement.parameters import param_of
from token_conformance.suite.run import RUN, Run

CONTROLS = pytest.StashKey[Controls]()
SAMPLE = pytest.StashKey[Sample | None]()
CHOSEN = pytest.StashKey[Chosen]()

FILE = "test_every_call.py"
"""The file by which the folder of the suite is recognised."""


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark, and choose the calls of the run."""
    config.addinivalue_line("markers", f"{MARK}(api): a test of every published call of an API, run once per cell.")
    config.stash[CONTROLS] = Controls()
    config.stash[SAMPLE] = sample(config)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the whole catalogue out of a run of all suites: it is run where it is named."""
    if collection_path.name != CATALOGUE or not (collection_path / FILE).is_file():
        return None
    return None if any(place.is_relative_to(collection_path) for place in _named(config)) else True


def pytest_report_header(config: pytest.Config) -> str | None:
    """Show which calls are run, if not all."""
    is_run = config.stash[SAMPLE] or any(CATALOGUE in place.parts for place in _named(config))
    words = chosen_of(config).words if is_run else None
    return f"catalogue: {words}" if words else None


def _named(config: pytest.Config) -> list[Path]:
    """The files and folders that the command line names."""
    return [(config.invocation_params.dir / argument.partition("::")[0]).resolve() for argument in config.args]


def chosen_of(config: pytest.Config) -> Chosen:
    """The calls of the run, chosen at the first use."""
    if CHOSEN not in config.stash:
        config.stash[CHOSEN] = chosen(config.stash[SAMPLE], reads_only=config.stash[RUN].settings.is_live)
    return config.stash[CHOSEN]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a marked test once for each cell of each published call of its API."""
    config = metafunc.config
    try:
        api = api_of(metafunc.definition)
    except UserError as error:
        config.stash[RUN].collected.faults += error.problems
        return
    if api is None:
        return
    config.stash[RUN].every_scope = True
    cell_runs = list(_cell_runs(api, config.stash[RUN], config.stash[CONTROLS], chosen_of(config)))
    metafunc.fixturenames.append(CELL_RUN)
    metafunc.parametrize(CELL_RUN, [param_of(cell_run, cell_run.cell.endpoint.name) for cell_run in cell_runs])
    if not any(cell_run.is_recorded for cell_run in cell_runs):
        leave_out_fixtures(metafunc)


def _cell_runs(api: str, run: Run, controls: Controls, chosen: Chosen) -> Iterator[CallRun]:
    today = dt.datetime.now(dt.UTC).date()
    for endpoint, operation in endpoints_of(api).items():
        if chosen.has(operation):
            for cell in cells_of(endpoint, operation):
                yield CallRun(run, controls, operation, cell, run.used(expected(cell, operation, today)))


@pytest.fixture
def ask(cell_run: CallRun) -> Ask:
    """Makes the one exchange of the cell, and ends the test unless the answer shows that the caller is known."""
    return cell_run.ask()
