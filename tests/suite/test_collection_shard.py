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


@pytest.mark.parametrize(("shard", "endpoint"), [("1/2", "myself"), ("2/2", "configuration")])
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


@pytest.mark.slow
def test_a_shard_has_the_commit_that_it_is_run_from(suite: Suite, pytester: pytest.Pytester) -> None:
    """Shards of other commits are not merged with it. A whole run has none: its results are committed themselves."""
    for words in ("init -q", "-c user.name=a -c user.email=a@example.com commit -q --allow-empty -m a"):
        assert 0 == pytester.run("git", *words.split()).ret
    commits = []
    for options in (["--shard", "1/2"], []):
        suite("--target", "edge", "--runxfail", *options, code=TWO)
        commits.append(read(pytester.path / "results.jsonl").header.commit)
    assert [pytester.run("git", "rev-parse", "HEAD").outlines[0], None] == commits


@pytest.mark.slow
def test_workers_divide_a_run_like_one_process(suite: Suite, pytester: pytest.Pytester) -> None:
    """They run an endpoint first that needs something created, which does not move it to another shard."""
    created = """
from token_conformance import endpoint

@endpoint("DELETE /rest/api/3/issue/{issueIdOrKey}")
def test_delete_issue(send, disposable_issue):
    assert not send().text
"""
    suite("--target", "edge", "--shard", "1/3", "-n", "1", "--runxfail", code=TWO + created)
    assert {"jira-platform/myself"} == {cell.endpoint for cell in read(pytester.path / "results.jsonl").cells}


@pytest.mark.parametrize("shard", ["1/4", "3/4"])
@pytest.mark.parametrize("workers", ["0", pytest.param("1", marks=pytest.mark.slow)])
def test_more_shards_than_endpoints_are_refused(suite: Suite, workers: str, shard: str) -> None:
    """A machine that has nothing to do would leave no results to merge, so each of the others says so too."""
    result = suite("--target", "edge", "--shard", shard, "-n", workers, code=TWO)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    line = f"ERROR: --shard {shard}: the run has 2 endpoints; use at most 2 shards"
    assert [line] == [each for each in result.errlines if each]


def test_a_run_of_one_endpoint_has_no_shards(suite: Suite) -> None:
    """The line says what to do then."""
    result = suite("--target", "edge", "--shard", "1/2")
    result.stderr.fnmatch_lines(["ERROR: --shard 1/2: the run has 1 endpoint; leave --shard out"])


def test_a_shard_that_is_none_is_refused(suite: Suite) -> None:
    """One line says how a part is written."""
    result = suite("--shard", "3/2")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: --shard: '3/2' is not a shard; write for example 1/4*"])
