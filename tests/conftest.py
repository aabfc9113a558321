"""Fixtures for made-up results, and what every test needs of the process and of the worker that it runs in."""

import gc
import importlib.metadata
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from factories import make_result, make_results
from token_conformance.model.cell import COLUMNS
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

SEVEN_CALLS = tuple(
    f"jira-platform/{name}"
    for name in (
        "create-issue",
        "get-issue",
        "list-projects",
        "get-project",
        "valid-project-key",
        "validate-project-key",
        "find-users-v2",
    )
)
"""The endpoints that CLOUD-12617 lists, in its order."""

_SHARED = frozenset({"browser", "certified", "installed", "one_action", "reference", "run_folder"})
"""Fixtures that take seconds to make: the tests that use one of them run on one worker, with `--dist loadgroup`."""

_SLOW = frozenset({"browser", "wheel"})
"""A test that uses one of them is slow: a browser is started, or a wheel is built."""


def pytest_configure(config: pytest.Config) -> None:
    """Let all processes of the tests share compiled modules where none may be left in the checkout.

    Without them, each of the hundreds of processes that the tests start would compile the whole package again.
    """
    if sys.dont_write_bytecode:
        folder = tempfile.mkdtemp(prefix="compiled-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
    gc.disable()  # until all tests are collected: all that is made for them stays


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and put tests that share an expensive fixture into one group, which may be of their module."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if not _SLOW.isdisjoint(names):
            item.add_marker(pytest.mark.slow)
        for name in _SHARED.intersection(names):
            scope = item._fixtureinfo.name2fixturedefs[name][-1].scope  # type: ignore[attr-defined]  # of functions
            item.add_marker(pytest.mark.xdist_group(name if scope == "session" else f"{name} of {item.path.stem}"))


def pytest_collection_finish() -> None:
    """Spare the garbage collector all collected tests: runs inside tests call it, and so do tests of the edge."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _spared() -> None:
    """Spare it what the modules before have left too, such as the catalogue: it would take a second each time."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let it find at last what a test has not closed; pytest collects five times more, for which that is enough.

    Nobody asks that of a mutant, whose process is a fork with all that the tests of others have left.
    """
    if os.environ.get("MUTANT_UNDER_TEST"):  # set by mutmut; empty where it runs the tests without a mutant
        return
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@cache
def _plugin_distributions() -> list[SimpleNamespace]:
    """The installed packages that have plugins of pytest, with what pytest reads of them, read once."""
    return [
        SimpleNamespace(entry_points=one.entry_points, files=one.files, metadata=one.metadata, version=one.version)
        for one in importlib.metadata.distributions()
        if one.entry_points.select(group="pytest11")
    ]


@pytest.fixture
def pytester(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Keep plugins out of runs inside tests that those do not need, and read the installed packages once for them all.

    A run that ends early leaves hypothesis believing that it is being imported.
    """
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest -p no:anyio -p no:platformdirs")
    distributions = _plugin_distributions()
    monkeypatch.setattr(importlib.metadata, "distributions", lambda: distributions)
    return pytester


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """A shell that starts the tests in the background has them ignore Ctrl-C, and all programs that they start too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _width_of_nobody() -> None:
    """pytest-xdist sets COLUMNS for its workers, as if a user had asked for a width."""
    os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one real run of a small subject, as `certify run` writes it."""
    from plain_run import run_plain  # noqa: PLC0415  # few tests need it, and it imports all of the edge

    return run_plain(tmp_path_factory.mktemp("certification"))


@pytest.fixture
def cell() -> Callable[..., CellResult]:
    """Makes a cell's result."""
    return make_result


@pytest.fixture
def results() -> Callable[..., Results]:
    """Makes the results of a run of the given cells."""
    return make_results


@pytest.fixture
def seven(results: Callable[..., Results]) -> Results:
    """The seven calls of CLOUD-12617 in all eight cells, all of which work."""
    columns = [f"{credential}-{form}" for credential, form in COLUMNS]
    return results(*(make_result(f"{endpoint}/{column}") for endpoint in SEVEN_CALLS for column in columns))
