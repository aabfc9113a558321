"""From a marked test to its endpoint and its cells, in a run of pytest or read from the suites' files alone."""

import datetime as dt
import runpy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.errors import UserError, shortened
from token_conformance.model.cell import COLUMNS, EVERY_COLUMN, Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.project import SUITES
from token_conformance.suite.output import usage_error

Requirement = Callable[..., None]
"""The test that states what "works" means for an endpoint."""

_MOST_TRIED = 5
"""The most similar operations among which one is looked for that is not removed."""


def endpoint(operation: str, *, writes: bool = False, open_at: Collection[UrlForm] = ()) -> pytest.MarkDecorator:
    """Mark a test as the requirement of an endpoint; it then runs once per cell.

    `operation` is a published operation (`GET /rest/api/3/myself`), `writes` says that the call changes the
    tenant, and `open_at` names the URL forms at which callers without a valid token are answered by design.
    """
    return pytest.mark.endpoint(operation, writes=writes, open_at=frozenset(open_at))


def endpoint_of(definition: pytest.Item) -> Endpoint | None:
    """The endpoint whose requirement a test function is; None if it is an ordinary test.

    Raises pytest.UsageError for an operation or product that does not exist.
    """
    mark = definition.get_closest_marker("endpoint")
    if mark is None:
        return None
    (operation,) = mark.args
    _require_published(operation, definition.nodeid)
    return _declared(_product(definition), definition.name, mark)


def cells_of(endpoint: Endpoint, columns: Iterable[tuple[Credential, UrlForm]] = COLUMNS) -> list[Cell]:
    """The endpoint's cells in some columns, by default the eight of every run, positive controls first."""
    return [Cell(endpoint, credential, form) for credential, form in columns]


class Suites:
    """The suites below a folder of a project, read from their files without running a test. Each file is read once.

    Every method raises UserError for a suite that cannot be read.
    """

    def __init__(self, root: Path, folder: Path = SUITES) -> None:
        self._root = root
        self._folder = folder
        self._read: dict[Path, Mapping[Endpoint, Requirement]] = {}

    @property
    def requirements(self) -> Mapping[Endpoint, Requirement]:
        """The endpoints with their requirements; empty if there are no suites."""
        paths = sorted((self._root / self._folder).rglob("test_*.py"))
        return {endpoint: test for path in paths for endpoint, test in self._in(path).items()}

    def cells_of(self, node_ids: Collection[str]) -> list[Cell]:
        """The cells among collected tests by node id: of its workers, the main process gets only the ids."""
        tests = [split_group(node_id)[0] for node_id in node_ids]
        files = {test.partition("::")[0] for test in tests}
        cells = {test: cell for file in files for test, cell in self._cells_in(file)}
        return [cells[test] for test in tests if test in cells]

    def _cells_in(self, file: str) -> Iterator[tuple[str, Cell]]:
        for endpoint, test in self._in(self._root / file).items():
            yield from ((f"{file}::{test.__name__}[{cell.column}]", cell) for cell in cells_of(endpoint, EVERY_COLUMN))

    def _in(self, path: Path) -> Mapping[Endpoint, Requirement]:
        if path not in self._read:
            self._read[path] = _requirements_in(path)
        return self._read[path]


def split_group(node_id: str) -> tuple[str, str]:
    """A node id without the group that pytest-xdist appends to it with `--dist loadgroup`, and that group or ""."""
    test, at, group = node_id.rpartition("@")
    return (test, group) if at and "]" not in group else (node_id, "")


def _requirements_in(path: Path) -> Mapping[Endpoint, Requirement]:
    """The endpoints of one suite with their requirements; empty if the file is not a suite of endpoints."""
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
    except Exception as error:  # noqa: BLE001  # a suite can contain any code
        raise UserError(f"{path}: the suite cannot be read ({type(error).__name__}: {error}); correct it") from None


def _product(definition: pytest.Item) -> Product:
    try:
        return _named_product(definition.path)
    except ValueError:
        known = ", ".join(f"test_{product.replace('-', '_')}.py" for product in Product)
        raise usage_error(
            f"{definition.nodeid}: the file name does not name a product; name the file one of {known}"
        ) from None


def _require_published(operation: str, nodeid: str) -> None:
    if problem := problem_of(operation):
        raise usage_error(f"{nodeid}: {problem}")


def problem_of(operation: str) -> str:
    """What is wrong with the operation of a mark, and what to write; empty if the operation is published."""
    if operation in published():
        return ""
    near = get_close_matches(shortened(operation), published().operations, n=_MOST_TRIED)
    living = next((name for name in near if not is_removed(name)), None)
    remedy = f"did you mean {living}?" if living else "check its method and path"
    return f"{shortened(operation)} is not a published operation; {remedy}"


def is_removed(operation: str) -> bool:
    """Whether an operation is gone, or was to go on a day that is past, so that nobody should call it now."""
    from token_conformance.catalogue.states import State, states  # noqa: PLC0415  # only a wrong mark needs the states

    state = states().find(*operation.split(" ", 1))
    if state is None:
        return False
    is_overdue = state.state is State.GOING and state.is_past(dt.datetime.now(dt.UTC).date())
    return is_overdue or state.state in {State.GONE, State.GONE_FOR_OAUTH, State.UNPUBLISHED}


def _named_product(path: Path) -> Product:
    """The product in the name of a suite's file; raises ValueError if the name contains no product."""
    return Product(_dashed(path.stem))


def _declared(product: Product, test_name: str, mark: pytest.Mark) -> Endpoint:
    """The endpoint whose requirement a marked test states."""
    return Endpoint(product, _dashed(test_name), *mark.args, **mark.kwargs)


def _dashed(name: str) -> str:
    return name.removeprefix("test_").replace("_", "-")
