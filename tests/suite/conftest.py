"""A small suite for each test of the plugin, run in a separate pytest."""

from collections.abc import Callable
from pathlib import Path

import httpcore  # noqa: F401  # httpx knows its errors by identity, so no inner run may load it anew
import pytest

import token_conformance.edge.server.edge  # noqa: F401  # cryptography cannot be loaded anew by each inner run
from factories import SUITE, make_deviation

Suite = Callable[..., pytest.RunResult]


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


@pytest.fixture
def recorded(suite: Suite) -> Suite:
    """The small suite with its cassettes recorded from the edge."""
    suite("--record-mode=rewrite").assert_outcomes(passed=7, xfailed=1)
    return suite
