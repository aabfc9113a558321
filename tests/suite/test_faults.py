"""Faults of suites: each is one line, before anything is sent, in every kind of run."""

from collections.abc import Callable

import pytest

from token_conformance.suite.faults import faults_of_items, sound_suites
from token_conformance.suite.run import RUN

Run = Callable[..., pytest.RunResult]

MINE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/{name}")
def test_x(send): ...
"""
MISSPELT = "mine/test_mine.py::test_x: GET /rest/api/3/myselfs is not a published operation; did you mean GET *myself?*"


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run pytest with a folder of files."""

    def run(*options: str, **files: str) -> pytest.RunResult:
        folder = pytester.path / "mine"
        folder.mkdir()
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text)
        return pytester.runpytest("mine", "-p", "no:cacheprovider", *options)

    return run


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"test_mine__py": MINE.format(name="myselfs")}, f"ERROR: {MISSPELT}"),
        ({"mine__py": MINE.format(name="myself")}, "ERROR: mine/mine.py: pytest collects only test_[*].py and [*]_t*"),
        (
            {"test_a__py": MINE.format(name="myself"), "test_b__py": MINE.format(name="field")},
            "ERROR: mine/test_b.py::test_x: jira-platform/x is tested by mine/test_a.py::test_x already; rename one *",
        ),
        (
            {"test_a__py": MINE.format(name="myself"), "b__py": MINE.format(name="field")},
            "ERROR: mine/b.py: pytest collects only test_[*].py and [*]_test.py, so its endpoints are not tested; *",
        ),
        (
            {"test_a__py": MINE.format(name="myself"), "operations__csv": "operation\n"},
            "ERROR: mine/operations.csv:1: the columns are not right; write this line: operation,product,classic_*",
        ),
        (
            {"test_a__py": MINE.format(name="myself"), "deviations__toml": '[[deviation]]\nendpoint = "jira/y"\n'},
            'ERROR: mine/deviations.toml:1: key "credential" is missing; *',
        ),
    ],
    ids=["misspelt", "only file misnamed", "repeated", "misnamed", "own catalogue", "deviations"],
)
def test_a_fault_is_one_line(files: dict[str, str], line: str, run: Run, pytester: pytest.Pytester) -> None:
    """It names the file of the user; nothing was run and nothing was written."""
    result = run(**files)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([line])
    assert [] == [one for one in result.errlines if one and not one.startswith("ERROR: ")]
    assert not (pytester.path / "results.jsonl").exists()


def test_a_mark_without_brackets_is_one_line(run: Run) -> None:
    """Pytest shows it as the error of the file, without a traceback."""
    result = run(test_mine__py="from token_conformance import endpoint\n@endpoint\ndef test_x(send): ...\n")
    result.stdout.fnmatch_lines(['@endpoint has no operation; write @endpoint("GET /rest/api/3/myself")'])
    result.stdout.no_fnmatch_line("*.py:*: in *")


@pytest.mark.parametrize("options", [("--target", "live"), ("-n", "2")], ids=["live", "workers"])
def test_it_is_one_line_before_a_preflight_and_before_workers(
    options: tuple[str, ...], run: Run, pytester: pytest.Pytester
) -> None:
    """A live run sends nothing: its settings name a site that does not exist."""
    names = ["SITE", "EMAIL", "UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN", "PROJECT_KEY", "ISSUE_KEY", "ATTACHMENT_ID"]
    values = ("nowhere", "me@example.com", "MADE-UP-1", "MADE-UP-2", "ABC", "ABC-1", "1")
    settings = "".join(f"TOKEN_CONFORMANCE_{name}={value}\n" for name, value in zip(names, values, strict=True))
    (pytester.path / ".env").write_text(settings)
    result = run(*options, test_mine__py=MINE.format(name="myselfs"))
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: {MISSPELT}"])
    result.stdout.no_fnmatch_line("*before the first cell*")


def test_sound_suites_are_read_from_the_places_of_the_command_line(pytester: pytest.Pytester) -> None:
    """A folder, a file and the id of a test; the same is sound for the process that collects."""
    folder = pytester.mkdir("mine")
    (folder / "test_a.py").write_text(MINE.format(name="myself"))
    for argument in ("mine", "mine/test_a.py", "mine/test_a.py::test_x"):
        config = pytester.parseconfigure(argument)
        declared = config.stash[RUN].declared_deviations
        (endpoint,) = sound_suites(config, declared).requirements
        assert ("jira-platform/x", []) == (endpoint.id, faults_of_items(config, [], [], declared))


DECLARED = """
[[deviation]]
endpoint = "jira-platform/y"
credential = "scoped"
url_form = "site"
outcome = "empty"
effect = "Nobody sees it."
date = 2026-01-01
grade = "recorded"
source = "https://jira.atlassian.com/browse/CLOUD-12617"
"""


@pytest.mark.parametrize(("place", "count"), [("mine", 1), ("mine/test_a.py", 1), ("mine/test_a.py::test_x", 0)])
def test_single_tests_say_nothing_of_a_deviation_of_another(pytester: pytest.Pytester, place: str, count: int) -> None:
    """A deviation of no suite is found only where the files are collected whole."""
    folder = pytester.mkdir("mine")
    (folder / "test_a.py").write_text(MINE.format(name="myself"))
    (folder / "deviations.toml").write_text(DECLARED)
    result = pytester.runpytest(place, "--collect-only", "-q", "-p", "no:cacheprovider")
    assert count == str(result.stderr).count('names "jira-platform/y", which is not in any suite')
    assert (pytest.ExitCode.USAGE_ERROR if count else pytest.ExitCode.OK) == result.ret


INFERRED = DECLARED.partition("date =")[0] + 'grade = "inferred"\nrests_on = "anonymous = no"\nrule = "{rule}"\n'


@pytest.mark.parametrize(("rule", "unknown"), [("S99", "S99"), ("S1+C9", "C9"), ("S1+S2", None)])
def test_a_deviation_is_inferred_from_rules_of_the_catalogue(
    pytester: pytest.Pytester, rule: str, unknown: str | None
) -> None:
    """Nobody could look up another rule; a file that an editor has marked as UTF-8 is read too."""
    folder = pytester.mkdir("mine")
    (folder / "test_a.py").write_text(MINE.format(name="myself").replace("test_x", "test_y"))
    (folder / "deviations.toml").write_text("\ufeff" + INFERRED.format(rule=rule).lstrip())
    result = pytester.runpytest("mine", "--collect-only", "-q", "-p", "no:cacheprovider")
    line = f'deviations.toml:1: key "rule" names "{unknown}", which is not in the catalogue; `token-conformance can-'
    assert (line in str(result.stderr)) == bool(unknown)
    assert (pytest.ExitCode.USAGE_ERROR if unknown else pytest.ExitCode.OK) == result.ret


@pytest.mark.parametrize("argument", ["mine", "mine.suite", "mine.suite.test_a"])
def test_packages_and_modules_are_places_too(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    """With `--pyargs`, as pytest itself finds them."""
    folder = pytester.mkpydir("mine") / "suite"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "test_a.py").write_text(MINE.format(name="myself"))
    monkeypatch.syspath_prepend(pytester.path)
    monkeypatch.chdir(pytester.mkdir("elsewhere"))
    config = pytester.parseconfigure("--pyargs", argument)
    (endpoint,) = sound_suites(config, config.stash[RUN].declared_deviations).requirements
    assert "jira-platform/x" == endpoint.id


def test_what_only_a_worker_finds_ends_the_run_in_one_line(run: Run) -> None:
    """The main process does not import the suites as pytest does, so a test can be marked where it cannot see it."""
    late = """
import os
from token_conformance import endpoint

name = "myselfs" if "PYTEST_XDIST_WORKER" in os.environ else "myself"

@endpoint(f"GET /rest/api/3/{name}")
def test_x(send): ...
"""
    result = run("-n", "2", test_mine__py=late)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: {MISSPELT}"])
    result.stdout.no_fnmatch_line("*INTERNALERROR*")
