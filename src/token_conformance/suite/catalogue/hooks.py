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
from token_conformance.suite.catalogue.named import has_calls, is_left_out, named_places
from token_conformance.suite.cell_run import CELL_RUN, cell_run_of
from token_conformance.suite.fixtures import leave_out_fixtures
from token_conformance.suite.optional.sample import Chosen, Sample, chosen
from token_conformance.suite.optional.sample_options import sample
from token_conformance.suite.output import usage_error
from token_conformance.suite.requirement.parameters import param_of
from token_conformance.suite.run import RUN, Run

CONTROLS = pytest.StashKey[Controls]()
SAMPLE = pytest.StashKey[Sample | None]()


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark, and choose the calls of the run."""
    config.addinivalue_line("markers", f"{MARK}(api): a test of every published call of an API, run once per cell.")
    config.stash[CONTROLS] = Controls()
    config.stash[SAMPLE] = sample(config)
    is_placed = all(place.exists() for place in named_places(config))  # of another place pytest says that it is missing
    if config.stash[SAMPLE] and is_placed and not has_calls(config):
        raise usage_error("--sample: this run has no calls of the whole catalogue; name suites/catalogue, or drop it")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the whole catalogue out of a run of all suites: it is run where it is named."""
    return is_left_out(collection_path, named_places(config)) or None


def pytest_report_header(config: pytest.Config) -> str | None:
    """Show which calls are run, if not all."""
    is_run = config.stash[SAMPLE] or any(CATALOGUE in place.parts for place in named_places(config))
    words = chosen_of(config).words if is_run else None
    return f"catalogue: {words}" if words else None


def chosen_of(config: pytest.Config) -> Chosen:
    """The calls of the run."""
    return chosen(config.stash[SAMPLE], reads_only=config.stash[RUN].settings.is_live)


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
    run = config.stash[RUN]
    cell_runs = list(_cell_runs(api, run, config.stash[CONTROLS], chosen_of(config)))
    metafunc.fixturenames.append(CELL_RUN)
    metafunc.parametrize(CELL_RUN, [param_of(cell_run) for cell_run in cell_runs])
    if not run.settings.is_recording or all(cell_run.is_replayed for cell_run in cell_runs):
        leave_out_fixtures(metafunc)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the test of an API of which no call is chosen, which pytest would run without a cell."""
    empty = {item for item in items if item.get_closest_marker(MARK) and cell_run_of(item) is None}
    config.hook.pytest_deselected(items=[item for item in items if item in empty])
    items[:] = [item for item in items if item not in empty]


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
