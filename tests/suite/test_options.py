"""The options of a run; a contradiction is refused in one line."""

from collections.abc import Callable

import pytest

Suite = Callable[..., pytest.RunResult]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--target", "moon"], "*argument --target: invalid choice: 'moon'*"),
        (["--edge", "moon"], "*argument --edge: invalid choice: 'moon'*"),
        (
            ["--target", "cassettes", "--record-mode=once"],
            "ERROR: --record-mode=once needs a target that answers; add --target edge",
        ),
        (["--target", "cassettes", "--edge", "requested"], "ERROR: --edge chooses the edge's world*drop one"),
        (
            ["--allow-writes"],
            "ERROR: --allow-writes is for a live tenant, but --target cassettes sends nothing; drop one",
        ),
        (["--disable-recording"], "ERROR: --disable-recording leaves nothing to replay; add --target edge"),
        (
            ["--results", "nowhere/results.jsonl"],
            "ERROR: --results: *nowhere/results.jsonl: is not a file, or its folder does not exist*",
        ),
        (
            ["--edge", "requested", "--record-mode=rewrite"],
            "ERROR: --edge requested models a request, not what is known of Atlassian; record without it",
        ),
    ],
)
def test_options_that_make_no_sense_are_refused(
    suite: Suite, pytester: pytest.Pytester, options: list[str], fault: str
) -> None:
    """One line says what is wrong; nothing is run and nothing is written."""
    result = suite(*options)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([fault])
    assert not (pytester.path / "results.jsonl").exists()


def test_a_faulty_deviations_file_lists_every_fault(suite: Suite, pytester: pytest.Pytester) -> None:
    """Two problems are two lines, each with its place."""
    suite("--target", "edge", outcome="broken")
    path = pytester.path / "suites" / "endpoints" / "deviations.toml"
    path.write_text(path.read_text() + path.read_text().replace("source", "sauce"))
    result = pytester.runpytest("suites", "--target", "edge", "-p", "no:cacheprovider")
    assert 0 != result.ret
    (result.stderr if result.errlines else result.stdout).fnmatch_lines(["*deviations.toml:*broken*", "*sauce*source*"])


def test_a_deviation_for_an_endpoint_that_does_not_exist_is_refused(suite: Suite, pytester: pytest.Pytester) -> None:
    """A typing error cannot hide a cell."""
    suite("--target", "edge")
    path = pytester.path / "suites" / "endpoints" / "deviations.toml"
    path.write_text(path.read_text().replace("jira-platform/myself", "jira-platform/myselfs"))
    result = pytester.runpytest("suites", "--target", "edge", "-p", "no:cacheprovider")
    assert 0 != result.ret
    (result.stderr if result.errlines else result.stdout).fnmatch_lines(
        ["*jira-platform/myselfs*jira-platform/myself*"]
    )


def test_a_run_without_a_cell_fails(suite: Suite) -> None:
    """A run without cells shows no matrix."""
    assert pytest.ExitCode.NO_TESTS_COLLECTED == suite("-k", "nothing").ret


def test_ordinary_tests_are_left_alone(pytester: pytest.Pytester) -> None:
    """Where the plugin is installed but not used, it neither writes nor shows anything."""
    pytester.makepyfile("def test_nothing(): pass")
    result = pytester.runpytest("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
    assert not (pytester.path / "results.jsonl").exists()
    result.stdout.no_fnmatch_line("*compatibility matrix*")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["recording", "skipping"])
def test_a_plugin_that_is_needed_and_switched_off_is_one_line(pytester: pytest.Pytester, name: str) -> None:
    """Another line says how to run other tests of a project that has suites too."""
    pytester.makepyfile("import token_conformance\n\ndef test_other(): pass")
    result = pytester.runpytest_subprocess("-p", f"no:{name}")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(
        [f"ERROR: -p no:{name}: this plugin *; leave the option out", "*token_conformance.plugin"]
    )
    pytester.runpytest_subprocess("-p", f"no:{name}", "-p", "no:token_conformance.plugin").assert_outcomes(passed=1)
