"""The suites that the package ships, run from a folder that has none."""

import sys
from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.project import SUITES, here_or_shipped, shipped
from token_conformance.results.file import read
from token_conformance.suite.shipped import arguments

ROOT = Path(__file__).parents[2]
RUN = (sys.executable, "-m", "token_conformance.cli", "run")
"""The command, which need not be on the path of programs."""


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_checkout_ships_its_own_folders() -> None:
    """A package that is run from its checkout finds the suites there."""
    assert ROOT == shipped()


def test_a_folder_without_suites_uses_the_shipped_ones(empty: Path) -> None:
    """A path of the project leads to the shipped project where there is no other."""
    assert (ROOT / SUITES, []) == (here_or_shipped(SUITES), list(empty.iterdir()))


def test_a_folder_with_suites_uses_its_own(empty: Path) -> None:
    """A project's own path is never replaced by a shipped one, also if it is not there yet."""
    (empty / SUITES).mkdir()
    assert (Path("cassettes"), str(SUITES)) == (here_or_shipped(Path("cassettes")), arguments()[-1])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--results=mine.jsonl"], ["mine.jsonl"]),
        (["--record-mode=all"], ["cassettes", "results.jsonl"]),
    ],
    ids=["replayed", "recorded"],
)
def test_a_run_leaves_its_files_in_the_current_folder(
    pytester: pytest.Pytester, options: list[str], left: list[str]
) -> None:
    """Results and recordings of the shipped suites are written where the command was typed, and nothing else is."""
    empty = pytester.path
    ended = pytester.run(*RUN, "-q", "-k", "test_get_myself and scoped-gateway", *options)
    written = {path.name for path in empty.iterdir()} - {"stdout", "stderr"}
    assert (0, left) == (ended.ret, sorted(written))


@pytest.mark.slow
def test_a_run_says_that_it_has_no_suites_of_this_folder(pytester: pytest.Pytester) -> None:
    """In a folder below a project, the run would look like that of the project."""
    said = "suites: those of the package, because this folder has none"
    assert said in pytester.run(*RUN, "-k", "test_get_myself and scoped-gateway").stdout.lines
    pytester.mkdir("suites")
    assert said not in pytester.run(*RUN).stdout.lines


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")])
@pytest.mark.parametrize(
    ("place", "count"),
    [("suites/endpoints/test_confluence.py::test_list_pages", 8), ("suites/endpoints/test_jira_software.py", 48)],
)
def test_a_place_that_is_named_is_run_alone(
    pytester: pytest.Pytester, place: str, count: int, workers: tuple[str, ...]
) -> None:
    """The cells of no other test are run, and not sent in a live run; a shipped suite is named as in a project."""
    ended = pytester.run(*RUN, "--results=mine.jsonl", *workers, place)
    assert (0, count) == (ended.ret, len(read(pytester.path / "mine.jsonl").cells))


@pytest.mark.slow
def test_the_shipped_catalogue_is_run_by_its_name(pytester: pytest.Pytester) -> None:
    """Without it, a sample of it would be a run of everything else."""
    ended = pytester.run(*RUN, "--results=mine.jsonl", "suites/catalogue", "--sample=1")
    names = {record.cell.partition("/")[0] for record in read(pytester.path / "mine.jsonl").cells}
    assert (0, {"catalogue"}) == (ended.ret, names)


@pytest.mark.slow
def test_a_place_of_a_project_is_run_alone(pytester: pytest.Pytester) -> None:
    """Without a place all suites of the folder are run; a value of an option is no place."""
    (pytester.mkdir("suites") / "test_a.py").write_text("def test_a():\n    assert True\n")
    (pytester.path / "suites" / "test_b.py").write_text("def test_b():\n    assert True\n")
    counts = {}
    for words in ("", "suites/test_a.py", "suites/test_a.py::test_a", "--deselect suites/test_a.py"):
        ended = pytester.run(*RUN, "--collect-only", "-q", *words.split())
        counts[words] = sum("::test_" in line for line in ended.outlines)
    assert {"": 2, "suites/test_a.py": 1, "suites/test_a.py::test_a": 1, "--deselect suites/test_a.py": 1} == counts


@pytest.mark.parametrize("command", ["report", "mutants --check"])
def test_what_is_kept_in_a_project_needs_one(command: str, empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no project, nothing that belongs into one is written, and the line says what to do instead."""
    assert (2, []) == (main(command.split()), list(empty.iterdir()))
    assert "suites: no such folder here; run in a project's folder, or " in capsys.readouterr().err


def test_the_matrix_of_a_results_file_is_printed(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`matrix --results` prints any results as a run does."""
    results = ROOT / "reports" / "results.json"
    assert 0 == main(["matrix", "--results", str(results)])
    assert f"{len(read(results).cells)} cells: " in capsys.readouterr().out
    assert empty
