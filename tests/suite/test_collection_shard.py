"""A part of the endpoints."""

from collections.abc import Callable

import pytest

from token_conformance.results.file import read

Suite = Callable[..., pytest.RunResult]

TWO = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send):
    assert send().json()

@endpoint("GET /rest/api/3/configuration")
def test_configuration(send):
    assert send().json()
"""


@pytest.mark.parametrize(("shard", "endpoint"), [("1/2", "configuration"), ("2/2", "myself")])
def test_a_shard_runs_whole_endpoints_and_says_so(
    suite: Suite, pytester: pytest.Pytester, shard: str, endpoint: str
) -> None:
    """The eight cells of one endpoint run, the others are shown as deselected."""
    suite("--target", "edge", "--shard", shard, "--runxfail", code=TWO).assert_outcomes(
        passed=7, failed=1, deselected=8
    )
    results = read(pytester.path / "results.jsonl")
    assert shard == results.header.shard
    assert {f"jira-platform/{endpoint}"} == {cell.endpoint for cell in results.cells}


def test_a_shard_that_is_none_is_refused(suite: Suite) -> None:
    """One line says how a part is written."""
    result = suite("--shard", "3/2")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: --shard: '3/2' is not a shard; write for example 1/4*"])
