"""A small suite for each test of the plugin, run in a separate pytest."""

import shutil
from collections.abc import Callable
from pathlib import Path

import httpcore  # noqa: F401  # httpx knows its errors by identity, so no inner run may load it anew
import pytest

import token_conformance.edge.server.edge  # noqa: F401  # cryptography cannot be loaded anew by each inner run
from factories import SUITE, make_deviation

Suite = Callable[..., pytest.RunResult]
Once = Callable[[str, Path, Callable[[], None]], None]


@pytest.fixture
def suite(pytester: pytest.Pytester) -> Suite:
    """Write a suite with its deviations and run it with the given options."""

    def run(
        *options: str, code: str = SUITE, outcome: str = "unauthenticated", is_known: bool = True
    ) -> pytest.RunResult:
        folder = pytester.path / "suites" / "endpoints"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "test_jira_platform.py").write_text(code)
        (folder / "deviations.toml").write_text(make_deviation(outcome=outcome) if is_known else "")
        return pytester.runpytest("suites", "-p", "no:cacheprovider", *options)

    return run


@pytest.fixture
def cassettes(pytester: pytest.Pytester) -> Path:
    """The folder of the small suite's cassettes."""
    return pytester.path / "cassettes" / "endpoints" / "jira-platform" / "myself"


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Fill a folder with what a function writes: it is called for the first folder of a name, and copied to others."""
    kept = tmp_path_factory.mktemp("once")

    def fill(name: str, folder: Path, write: Callable[[], None]) -> None:
        if (kept / name).is_dir():
            shutil.copytree(kept / name, folder, dirs_exist_ok=True)
        else:
            write()
            shutil.copytree(folder, kept / name, ignore=shutil.ignore_patterns("__pycache__"))

    return fill


@pytest.fixture
def recorded(suite: Suite, pytester: pytest.Pytester, once: Once) -> Suite:
    """The small suite with its cassettes recorded from the edge."""
    once("recorded", pytester.path, lambda: suite("--record-mode=rewrite").assert_outcomes(passed=7, xfailed=1))
    return suite
