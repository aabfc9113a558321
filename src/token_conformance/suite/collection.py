"""What suites require: from a marked test to its endpoint and its cells, in a run or read from the files alone."""

import runpy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.errors import UserError
from token_conformance.model.cell import COLUMNS, Cell, Endpoint, Product, UrlForm
from token_conformance.project import SUITES
from token_conformance.results.merge import Shard

if TYPE_CHECKING:
    from token_conformance.suite.cell_run import CellRun

Requirement = Callable[..., None]
"""The test that states what works means for an endpoint."""

CELL_RUN = "cell_run"
"""The name of the parameter that carries a test's cell."""


def endpoint(operation: str, *, writes: bool = False, open_at: Collection[UrlForm] = ()) -> pytest.MarkDecorator:
    """Mark a test as the requirement of an endpoint; it then runs once per cell.

    `operation` is a published operation (`GET /rest/api/3/myself`), `writes` says that the call changes the
    tenant, and `open_at` names the URL forms at which strangers are answered by design.
    """
    return pytest.mark.endpoint(operation, writes=writes, open_at=frozenset(open_at))


class Suites:
    """The suites below a folder of a project, read from their files without running a test: each file once.

    Every method raises UserError for a suite that cannot be read.
    """

    def __init__(self, root: Path, folder: Path = SUITES) -> None:
        self._root = root
        self._folder = folder
        self._read: dict[Path, Mapping[Endpoint, Requirement]] = {}

    @property
    def requirements(self) -> Mapping[Endpoint, Requirement]:
        """The endpoints with their requirements; none where there are no suites."""
        paths = sorted((self._root / self._folder).rglob("test_*.py"))
        return {endpoint: test for path in paths for endpoint, test in self._in(path).items()}

    def cells_of(self, node_ids: Collection[str]) -> list[Cell]:
        """The cells among collected tests: all that a process knows of tests that its workers have collected."""
        tests = [split_group(node_id)[0] for node_id in node_ids]
        files = {test.partition("::")[0] for test in tests}
        cells = {test: cell for file in files for test, cell in self._cells_in(file)}
        return [cells[test] for test in tests if test in cells]

    def _cells_in(self, file: str) -> Iterator[tuple[str, Cell]]:
        for endpoint, test in self._in(self._root / file).items():
            yield from ((f"{file}::{test.__name__}[{cell.column}]", cell) for cell in cells_of(endpoint))

    def _in(self, path: Path) -> Mapping[Endpoint, Requirement]:
        if path not in self._read:
            self._read[path] = _requirements_in(path)
        return self._read[path]


def split_group(node_id: str) -> tuple[str, str]:
    """A node id without the group that pytest-xdist appends to it with `--dist loadgroup`, and that group or ""."""
    test, at, group = node_id.rpartition("@")
    return (test, group) if at and "]" not in group else (node_id, "")


def _requirements_in(path: Path) -> Mapping[Endpoint, Requirement]:
    """The endpoints of one suite with their requirements; none where it is a suite of another kind."""
    try:
        product = _named_product(path)
    except ValueError:
        return {}
    tests = [test for name, test in _run(path).items() if name.startswith("test_")]
    marked = [(test, mark) for test in tests for mark in vars(test).get("pytestmark", ()) if mark.name == "endpoint"]
    return {_declared(product, test.__name__, mark): test for test, mark in marked}


def _run(path: Path) -> Mapping[str, Any]:
    try:
        return runpy.run_path(str(path))
    except Exception as error:  # noqa: BLE001  # a suite is anybody's code
        raise UserError(f"{path}: is no suite that can be read ({type(error).__name__}: {error}); mend it") from None


def endpoint_of(definition: pytest.Item) -> Endpoint | None:
    """The endpoint that a test function is the requirement of; None where it is an ordinary test.

    Raises pytest.UsageError for an operation or product that does not exist.
    """
    mark = definition.get_closest_marker("endpoint")
    if mark is None:
        return None
    (operation,) = mark.args
    _require_published(operation, definition.nodeid)
    return _declared(_product(definition), definition.name, mark)


def cells_of(endpoint: Endpoint) -> list[Cell]:
    """The endpoint's eight cells, positive controls first."""
    return [Cell(endpoint, credential, form) for credential, form in COLUMNS]


def cell_run_of(item: pytest.Item) -> "CellRun | None":
    """The cell that a collected test runs in; None for an ordinary test."""
    callspec = getattr(item, "callspec", None)
    return callspec.params.get(CELL_RUN) if callspec else None


def cell_runs_of(items: Iterable[pytest.Item]) -> "list[CellRun]":
    """The cells among collected tests."""
    return [cell_run for item in items if (cell_run := cell_run_of(item))]


def deselect(config: pytest.Config, items: list[pytest.Item], is_left_out: Callable[[Endpoint], bool]) -> None:
    """Leave out the cells of some endpoints, so that pytest counts them as deselected; ordinary tests stay."""
    left_out = {item for item in items if (cell_run := cell_run_of(item)) and is_left_out(cell_run.cell.endpoint)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def _product(definition: pytest.Item) -> Product:
    try:
        return _named_product(definition.path)
    except ValueError:
        known = ", ".join(f"test_{product.replace('-', '_')}.py" for product in Product)
        raise pytest.UsageError(
            f"{definition.nodeid}: the file's name says no product; name it one of {known}"
        ) from None


def _require_published(operation: str, nodeid: str) -> None:
    if operation in published():
        return
    near = get_close_matches(operation, published().operations, n=1, cutoff=0)
    raise pytest.UsageError(f"{nodeid}: {operation} is no published operation; did you mean {near[0]}?")


def _named_product(path: Path) -> Product:
    """The product that a suite's file is named after; raises ValueError where it is none."""
    return Product(_dashed(path.stem))


def _declared(product: Product, test_name: str, mark: pytest.Mark) -> Endpoint:
    """The endpoint that a marked test states the requirement of."""
    return Endpoint(product, _dashed(test_name), *mark.args, **mark.kwargs)


def _dashed(name: str) -> str:
    return name.removeprefix("test_").replace("_", "-")


class Selection:
    """A pytest plugin of its own, registered only where a shard was asked for."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of other shards; ordinary tests stay."""
        mine = self._shard.select(cell_run.cell.endpoint for item in items if (cell_run := cell_run_of(item)))
        deselect(config, items, lambda endpoint: endpoint not in mine)
