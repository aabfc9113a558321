"""A run of the suites together with plugins of others, each of which is a few lines here that do what it does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.results.file import read

Suite = Callable[..., pytest.RunResult]

ONCE = """
from token_conformance import endpoint

seen = []

@endpoint("GET /rest/api/3/myself")
def test_myself(send):
    account = send().json()
    seen.append(account)
    assert len(seen) > 1
"""
"""The first cell that gets an answer fails."""

RERUN = """
import pytest
from _pytest.runner import runtestprotocol

def pytest_runtest_protocol(item, nextitem):
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for _ in range(2):
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        is_failed = any(report.failed for report in reports)
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        if not is_failed:
            break
    return True
"""

REVERSE = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    items.reverse()
"""

REPEAT = """
import pytest

def pytest_generate_tests(metafunc):
    metafunc.fixturenames.append("step")
    metafunc.parametrize("step", range(2))
"""

NO_ACCOUNT = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send):
    assert "nobody" == send().json()["accountId"]
"""


def verdicts(folder: Path) -> dict[str, str]:
    """The verdicts of the cells in the results of a run; fails if a cell has two results."""
    cells = read(folder / "results.jsonl").cells
    found = {cell.cell: str(cell.verdict) for cell in cells}
    assert len(cells) == len(found)
    return found


def test_a_cell_is_not_run_again(suite: Suite, pytester: pytest.Pytester) -> None:
    """A failure of a cell stays one, with one result, where a plugin runs failed tests again (pytest-rerunfailures)."""
    pytester.makeconftest(RERUN)
    result = suite("--target", "edge", code=ONCE)
    assert pytest.ExitCode.TESTS_FAILED == result.ret
    found = verdicts(pytester.path)
    assert 8 == len(found)
    assert "failed" == found["jira-platform/myself/unscoped-site"]


def test_another_test_is_run_again(pytester: pytest.Pytester) -> None:
    """Only cells are run once: the plugin works for the other tests of a project that has suites."""
    pytester.makeconftest(RERUN)
    pytester.makepyfile("import token_conformance\nseen = []\ndef test_it(): seen.append(1); assert len(seen) > 1")
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1, failed=1)


def test_the_order_of_tests_does_not_change_a_verdict(suite: Suite, pytester: pytest.Pytester) -> None:
    """The controls of an endpoint are run first in any order (pytest-randomly), or other cells would be judged."""
    suite("--target", "edge", code=NO_ACCOUNT)
    expected = verdicts(pytester.path)
    assert 6 == list(expected.values()).count("inconclusive")
    pytester.makeconftest(REVERSE)
    suite("--target", "edge", code=NO_ACCOUNT)
    assert expected == verdicts(pytester.path)


def test_a_cell_that_is_collected_twice_is_one_line(suite: Suite, pytester: pytest.Pytester) -> None:
    """A plugin that repeats tests (pytest-repeat) would write two results of a cell; nothing is run."""
    pytester.makeconftest(REPEAT)
    result = suite("--target", "edge")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    lines = [line for line in result.stdout.lines + result.stderr.lines if line.startswith("ERROR: ")]
    assert 1 == len(lines)
    assert lines[0].startswith(
        "ERROR: jira-platform/myself/unscoped-site: is collected 2 times, and 7 other cells are repeated; a cell is "
    )
    assert not (pytester.path / "results.jsonl").exists()


@pytest.mark.parametrize("option", ["--setup-plan", "--setup-only"])
def test_a_run_that_only_sets_up_keeps_the_results(suite: Suite, pytester: pytest.Pytester, option: str) -> None:
    """It has run no cell, so it has no results: those of the last run stay."""
    (pytester.path / "results.jsonl").write_text("of the last run")
    assert 0 == suite("--target", "edge", option).ret
    assert "of the last run" == (pytester.path / "results.jsonl").read_text()


def test_copies_of_a_run_are_refused(suite: Suite) -> None:
    """With `--dist each` each worker would write a result of each cell."""
    result = suite("--target", "edge", "-n", "2", "--dist", "each")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: --dist each runs each cell on each worker, but a cell has one result; use *"])


SPLIT = """
def pytest_addoption(parser):
    parser.addoption("--splits", type=int)
    parser.addoption("--group", type=int)
"""
"""The options of pytest-split."""


@pytest.mark.parametrize(("options", "is_refused"), [(["--splits", "3", "--group", "2"], True), ([], False)])
def test_parts_of_endpoints_are_refused(
    suite: Suite, pytester: pytest.Pytester, options: list[str], is_refused: bool
) -> None:
    """A cell that is parted from its control would be judged without it; without its options, pytest-split is none."""
    pytester.makeconftest(SPLIT)
    result = suite("--target", "edge", *options)
    assert is_refused is (pytest.ExitCode.USAGE_ERROR == result.ret)
    assert is_refused is ("use --shard 2/3 in place of --splits 3 --group 2" in result.stderr.str())


SOCKET = """
def pytest_addoption(parser):
    parser.addoption("--disable-socket", action="store_true")
    parser.addoption("--allow-hosts")
"""


@pytest.mark.parametrize("option", ["--disable-socket", "--block-network"])
def test_a_run_without_its_network_is_one_line(suite: Suite, pytester: pytest.Pytester, option: str) -> None:
    """The edge is asked over the network of this machine, which pytest-socket and pytest-recording can block."""
    pytester.makeconftest(SOCKET)
    result = suite("--target", "edge", option)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: {option}: --target edge sends requests; leave it out, or replay with *"])


@pytest.mark.parametrize(
    "options", [("--disable-socket", "--allow-hosts=127.0.0.1"), ("--block-network", "--allowed-hosts=127.0.0.1")]
)
def test_a_host_may_be_excepted(suite: Suite, pytester: pytest.Pytester, options: tuple[str, str]) -> None:
    """Then the edge can be asked."""
    pytester.makeconftest(SOCKET)
    suite("--target", "edge", *options).assert_outcomes(passed=7, xfailed=1)


@pytest.mark.parametrize("option", ["--disable-socket", "--block-network"])
def test_a_replay_needs_no_network(recorded: Suite, pytester: pytest.Pytester, option: str) -> None:
    """Cassettes answer."""
    pytester.makeconftest(SOCKET)
    recorded(option).assert_outcomes(passed=7, xfailed=1)


@pytest.mark.parametrize("name", ["capture", "logging", "terminal", "warnings", "junitxml", "tmpdir"])
def test_a_part_of_pytest_may_be_switched_off(suite: Suite, pytester: pytest.Pytester, name: str) -> None:
    """The results are the same without it."""
    assert 0 == suite("--target", "edge", "-p", f"no:{name}").ret
    assert {"passed", "known"} == set(verdicts(pytester.path).values())


PARAMETERS = """
def pytest_runtest_setup(item):
    print("PARAMETERS", *(repr(value) for value in item.callspec.params.values()))
"""


def test_the_parameter_of_a_cell_is_the_same_in_each_run(suite: Suite, pytester: pytest.Pytester) -> None:
    """A plugin knows a test again by its parameters (allure-pytest); an address in memory is another in each run."""
    pytester.makeconftest(PARAMETERS)
    result = suite("--target", "edge", "-s", "-k", "scoped-site and not unscoped")
    result.stdout.fnmatch_lines(["*PARAMETERS jira-platform/myself/scoped-site*"])


@pytest.mark.slow
def test_a_plugin_that_was_not_loaded_is_named(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pytest loads no plugin by itself, no option has switched off the one that is missing."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile("import token_conformance\n\ndef test_it(): pass")
    result = pytester.runpytest_subprocess("-p", "token_conformance.plugin")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: plugins are not loaded automatically *; add -p recording"])
    pytester.runpytest_subprocess("-p", "token_conformance.plugin", "-p", "recording").assert_outcomes(passed=1)
