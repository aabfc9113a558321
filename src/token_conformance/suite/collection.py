"""From a marked test to its endpoint and its cells, in a run of pytest or read from the suites' files alone."""

import runpy
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from token_conformance.catalogue.operations import Operation
from token_conformance.errors import ProblemsError, UserError
from token_conformance.model.cell import COLUMNS, EVERY_COLUMN, Cell, Credential, Endpoint, UrlForm
from token_conformance.model.text_file import shown_path
from token_conformance.project import SUITES
from token_conformance.suite.requirement.files import collected_files, has_endpoints
from token_conformance.suite.requirement.known_operations import KnownOperations
from token_conformance.suite.requirement.marks import endpoint_of_marks

Requirement = Callable[..., None]
"""The test that states what "works" means for an endpoint."""


@dataclass(frozen=True)
class _Found:
    """A test of a suite's file with the endpoint whose requirement it states."""

    path: Path
    name: str
    test: Requirement
    endpoint: Endpoint


class CollectedEndpoints:
    """The endpoints of the tests that pytest collects; `faults` has a line for each test whose mark is wrong."""

    def __init__(self) -> None:
        self.operations = KnownOperations()
        self.faults: list[str] = []

    def endpoint_of(self, definition: pytest.Item) -> Endpoint | None:
        """The endpoint whose requirement a test states; None if it is an ordinary test, or if its mark is wrong."""
        marks = list(definition.iter_markers())
        try:
            return endpoint_of_marks(marks, definition.name, definition.path.parent, self.operations)
        except UserError as error:
            self.faults += _named(definition.nodeid, error)
            return None


def cells_of(endpoint: Endpoint, columns: Iterable[tuple[Credential, UrlForm]] = COLUMNS) -> list[Cell]:
    """The endpoint's cells in some columns, by default the eight of every run, positive controls first."""
    return [Cell(endpoint, credential, form) for credential, form in columns]


def repeated(tests: Iterable[tuple[Endpoint, str]]) -> list[str]:
    """One line for each test whose endpoint has the name of that of an earlier test: they would share cassettes."""
    first: dict[str, str] = {}
    return [
        f"{name}: {endpoint.id} is tested by {first[endpoint.id]} already; rename one of the two"
        for endpoint, name in tests
        if first.setdefault(endpoint.id, name) != name
    ]


class Suites:
    """The suites in some files or folders of a project, read without running a test. Each file is read once.

    Every method raises UserError with a line for each fault of a suite.
    """

    def __init__(self, root: Path, *places: Path) -> None:
        self._root = root
        self._places = places or (SUITES,)
        self._operations = KnownOperations()
        self._read: dict[Path, list[_Found]] = {}

    @property
    def requirements(self) -> Mapping[Endpoint, Requirement]:
        """The endpoints with their requirements; empty if there are no suites."""
        return {one.endpoint: one.test for one in self._all}

    @property
    def operations(self) -> Mapping[Endpoint, Operation]:
        """The endpoints with what is known of their operations."""
        return {one.endpoint: self._operations.find(one.endpoint.operation, one.path.parent) for one in self._all}

    def cells_of(self, node_ids: Collection[str]) -> list[Cell]:
        """The cells among collected tests by node id: of its workers, the main process gets only the ids."""
        return cells_among(node_ids, self._cells_in)

    def _cells_in(self, file: str) -> Iterator[tuple[str, Cell]]:
        for one in self._in(self._root / file):
            yield from ((f"{file}::{one.name}[{cell.column}]", cell) for cell in cells_of(one.endpoint, EVERY_COLUMN))

    @property
    def _all(self) -> list[_Found]:
        """All tests with an endpoint; raises ProblemsError with the faults of all files."""
        found: list[_Found] = []
        problems: list[str] = []
        for path in collected_files(self._root / place for place in self._places):
            try:
                found += self._in(path)
            except UserError as error:
                problems += error.problems
        problems += repeated((one.endpoint, f"{shown_path(one.path)}::{one.name}") for one in found)
        if problems:
            raise ProblemsError(dict.fromkeys(problems))
        return found

    def _in(self, path: Path) -> list[_Found]:
        if path not in self._read:
            self._read[path] = _found_in(path, self._operations)
        return self._read[path]


def cells_among(node_ids: Collection[str], cells_in: Callable[[str], Iterable[tuple[str, Cell]]]) -> list[Cell]:
    """The cells among collected tests by node id; `cells_in` returns those of a file with their node ids."""
    tests = [split_group(node_id)[0] for node_id in node_ids]
    files = {test.partition("::")[0] for test in tests}
    cells = {test: cell for file in files for test, cell in cells_in(file)}
    return [cells[test] for test in tests if test in cells]


def split_group(node_id: str) -> tuple[str, str]:
    """A node id without the group that pytest-xdist appends to it with `--dist loadgroup`, and that group or ""."""
    test, at, group = node_id.rpartition("@")
    return (test, group) if at and "]" not in group else (node_id, "")


def _found_in(path: Path, operations: KnownOperations) -> list[_Found]:
    """The tests of a file that have an endpoint; a file without endpoints is not executed."""
    found: list[_Found] = []
    problems: list[str] = []
    for name, test, marks in marked_tests(path) if has_endpoints(path) else ():
        try:
            endpoint = endpoint_of_marks(marks, test.__name__, path.parent, operations)
        except UserError as error:
            problems += _named(f"{shown_path(path)}::{name}", error)
        else:
            found += [_Found(path, name, test, endpoint)] if endpoint else []
    if problems:
        raise ProblemsError(problems)
    return found


def _named(test: str, error: UserError) -> list[str]:
    """The lines of a fault, which name the test; those of an own catalogue name its file and line already."""
    return list(error.problems) if isinstance(error, ProblemsError) else [f"{test}: {error}"]


def marked_tests(path: Path) -> Iterator[tuple[str, Requirement, list[pytest.Mark]]]:
    """The tests of a file, which is executed, with their names in node ids and their marks; raises UserError."""
    for name, test, inherited in _tests(_run(path)):
        yield name, test, [*vars(test).get("pytestmark", ()), *inherited]


def _tests(names: Mapping[str, Any]) -> Iterator[tuple[str, Requirement, list[pytest.Mark]]]:
    """The test functions of a module and of its classes, with their names in node ids and the marks of the class."""
    for name, value in names.items():
        if name.startswith("test_") and callable(value):
            yield name, value, []
        elif name.startswith("Test") and isinstance(value, type):
            marks = list(vars(value).get("pytestmark", ()))
            tests = ((f"{name}::{inner}", test) for inner, test in vars(value).items() if inner.startswith("test_"))
            yield from ((inner, test, marks) for inner, test in tests if callable(test))


def _run(path: Path) -> Mapping[str, Any]:
    try:
        with _importable(path.parent):
            return runpy.run_path(str(path))
    except Exception as error:  # noqa: BLE001  # a suite can contain any code
        what = f"the suite cannot be read ({type(error).__name__}: {error})"
        raise UserError(f"{shown_path(path)}: {what}; correct it") from None


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let the modules beside a suite be imported, as pytest does."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
