"""Open cells in a run: they are run, recorded and shown, and neither pass nor fail."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from factories import SUITE

Run = Callable[..., pytest.RunResult]

OPEN = """
[[deviation]]
endpoint = "jira-platform/myself"
credential = "scoped"
url_form = "site"
standing = "open"
sides = ["401, reported 2025-05-15 (CLOUD-12617)", "404, reported 2026-07-01 (a public client)"]
effect = "The caller seems to be a stranger."
"""


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run the small suite, in which one cell is open, with the given options."""
    folder = pytester.path / "suites" / "endpoints"
    folder.mkdir(parents=True)
    (folder / "test_jira_platform.py").write_text(SUITE)
    (folder / "deviations.toml").write_text(OPEN)
    return lambda *options: pytester.runpytest("suites", "-p", "no:cacheprovider", *options)


@pytest.fixture
def cells(pytester: pytest.Pytester) -> Callable[[], dict[str, dict[str, object]]]:
    """Read the cells of the last run by their column."""

    def read() -> dict[str, dict[str, object]]:
        lines = (pytester.path / "results.jsonl").read_text().splitlines()
        return {cell["cell"].rpartition("/")[2]: cell for cell in map(json.loads, lines) if cell["kind"] == "cell"}

    return read


@pytest.mark.parametrize("options", [(), ("--runxfail",), ("-x",), ("--edge", "requested")])
def test_an_open_cell_is_neither_passed_nor_failed(
    run: Run, cells: Callable[[], dict[str, dict[str, object]]], options: tuple[str, ...]
) -> None:
    """Whatever it got: the run goes on, ends well, and counts it as open."""
    result = run("--target", "edge", *options)
    assert pytest.ExitCode.OK is result.ret
    assert {"passed": 7, "open": 1} == result.parseoutcomes()
    open_cell = cells()["scoped-site"]
    outcome = "works" if "requested" in options else "unauthenticated"
    assert ("open", outcome, None) == (open_cell["verdict"], open_cell["outcome"], open_cell["expected"])


def test_the_line_of_an_open_cell_has_its_outcome_and_both_sides(run: Run) -> None:
    """In the verbose output, the matrix, the list of open cells and the totals."""
    result = run("--target", "edge", "-v")
    result.stdout.fnmatch_lines(
        [
            "*test_myself?scoped-site? OPEN*",
            "GET myself*? open: unauth*",
            "? open *",
            "1 OPEN: they neither pass nor fail.*",
            "  scoped-site: 1 * unauthenticated",
            "8 cells: 7 passed, 1 open.",
        ]
    )


def test_the_junit_file_has_an_open_cell_as_skipped(run: Run, tmp_path: Path) -> None:
    """Its readers know no other word for what neither passed nor failed; the message says what it got."""
    run("--target", "edge", f"--junit-xml={tmp_path / 'junit.xml'}")
    suite = ET.parse(tmp_path / "junit.xml").getroot()[0]  # noqa: S314  # written by the run itself
    assert ("8", "0", "0", "1") == tuple(suite.attrib[name] for name in ("tests", "failures", "errors", "skipped"))
    (skipped,) = suite.iter("skipped")
    assert "scoped at site: got unauthenticated (401" in skipped.attrib["message"]
    assert "against: 404, reported 2026-07-01 (a public client)" in skipped.attrib["message"]


def test_an_open_cell_is_recorded_and_replayed(run: Run, cells: Callable[[], dict[str, dict[str, object]]]) -> None:
    """Its cassette has what it got, and its replay is open too."""
    assert {"passed": 7, "open": 1} == run("--record-mode=rewrite").parseoutcomes()
    assert {"passed": 7, "open": 1} == run().parseoutcomes()
    assert "unauthenticated" == cells()["scoped-site"]["outcome"]


@pytest.mark.slow
def test_an_open_cell_is_open_in_a_distributed_run(run: Run) -> None:
    """The standing passes from the worker to the process that reports."""
    assert {"passed": 7, "open": 1} == run("--target", "edge", "-n", "2").parseoutcomes()


def test_a_test_that_is_broken_is_an_error_of_an_open_cell_too(run: Run, pytester: pytest.Pytester) -> None:
    """Open is the answer, not the test."""
    broken = SUITE.replace("assert tenant", "nonsense()\n    assert tenant")
    (pytester.path / "suites" / "endpoints" / "test_jira_platform.py").write_text(broken)
    assert {"failed": 1, "deselected": 7} == run("--target", "edge", "-k", "test_myself[scoped-site]").parseoutcomes()
