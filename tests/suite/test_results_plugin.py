"""Results that cannot be written: the run goes on to its end, says so in one line, and fails."""

import errno
from collections.abc import Callable

import pytest

from token_conformance.model.file import append

Suite = Callable[..., pytest.RunResult]


def fill_disk_after(monkeypatch: pytest.MonkeyPatch, lines: int) -> None:
    """Let the disk be full after so many lines of results."""
    written: list[bytes] = []

    def fail(file: int, content: bytes) -> None:
        if len(written) == lines:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(content)
        append(file, content)

    monkeypatch.setattr("token_conformance.results.writer.append", fail)


@pytest.mark.parametrize("lines", [1, 4, 9])
def test_results_that_do_not_fit_fail_the_run_at_its_end(
    recorded: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, lines: int
) -> None:
    """Every cell is run and shown; the results of the last run stay, and the line says where the others are."""
    before = (pytester.path / "results.jsonl").read_text()
    fill_disk_after(monkeypatch, lines)
    result = recorded()
    result.assert_outcomes(passed=7, xfailed=1)
    assert pytest.ExitCode.TESTS_FAILED == result.ret
    result.stdout.fnmatch_lines(
        [
            "*= results not written =*",
            "*results.jsonl.*.part: cannot be written (No space left on device); the results of this run are *",
            "*= compatibility matrix =*",
        ]
    )
    result.stdout.no_fnmatch_line("*INTERNALERROR*")
    assert before == (pytester.path / "results.jsonl").read_text()


def test_results_that_can_never_be_written_are_refused_before_the_first_cell(
    recorded: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, with the option that names another file; collecting alone writes nothing."""
    del pytester
    fill_disk_after(monkeypatch, 0)
    result = recorded()
    result.assert_outcomes()
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["ERROR: --results: *.part: cannot be written (No space left on device); *"])
    assert 0 == recorded("--collect-only", "-q").ret


KEPT = """
def pytest_sessionfinish(session):
    runs = [item.callspec.params["cell_run"] for item in session.items]
    assert not [run for run in runs if run.send or run.conclusion or run.answer]
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    reports = [report for kind in terminal.stats.values() for report in kind if hasattr(report, "user_properties")]
    assert not [report for report in reports if report.user_properties]
    assert 3 * len(runs) == len(reports)
    assert len(runs) == len({id(report.keywords) for report in reports})
"""


def test_nothing_of_a_finished_cell_is_kept_but_its_test_and_its_report(
    recorded: Suite, pytester: pytest.Pytester
) -> None:
    """Its answer and its result are in the file, and the memory of a run does not grow with them.

    The three reports of a test share the table of its keywords.
    """
    pytester.makeconftest(KEPT)
    result = recorded()
    result.assert_outcomes(passed=7, xfailed=1)
    result.stdout.no_fnmatch_line("*INTERNALERROR*")
    result.stderr.no_fnmatch_line("*AssertionError*")
    assert pytest.ExitCode.OK == result.ret


def test_the_junit_file_has_the_result_of_a_cell(recorded: Suite, pytester: pytest.Pytester) -> None:
    """Other plugins see it before it is dropped."""
    recorded("--junitxml=junit.xml").assert_outcomes(passed=7, xfailed=1)
    assert 8 == (pytester.path / "junit.xml").read_text().count('<property name="token_conformance"')
