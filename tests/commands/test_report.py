"""`token-conformance report`: writes the reports, or says which of them are stale."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from factories import make_call
from token_conformance.cli import main
from token_conformance.commands._results.chosen import chosen, load
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Results, dump, dump_condensed, read
from token_conformance.results.writer import ResultsWriter

FILES = ("matrix.md", "matrix.html", "results.json", "badge.json", "badge.svg", "history.jsonl")
REPORTS = (*(f"reports/{file}" for file in FILES), "README.md")

BEGIN = "<!-- token-conformance: table -->"
END = "<!-- token-conformance: end -->"

SUITE = """
import shutil
def test_stand_in(pytestconfig):
    shutil.copy("run.jsonl", pytestconfig.getoption("--results"))
    assert {passes}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seven: Results) -> Path:
    """The folder of a project with a README and the results of a run."""
    monkeypatch.chdir(tmp_path)
    writer = ResultsWriter(tmp_path / "run.jsonl", seven.header)
    for cell in seven.cells:
        writer.write(cell)
    writer.close()
    tmp_path.joinpath("README.md").write_text(f"# Title\n\n{BEGIN}\nold\n{END}\n\nmore\n")
    return tmp_path


def _refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that the user gets."""
    error = capsys.readouterr().err
    assert 1 == error.count("\n")
    return error


def test_the_reports_are_made_and_then_current(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The written files are named, and a check then finds nothing stale."""
    assert 0 == main(["report", "--results", "run.jsonl"])
    assert "".join(f"{name}: written\n" for name in REPORTS) == capsys.readouterr().out
    assert 0 == main(["report", "--results", "run.jsonl", "--check"])
    assert "The matrix" in project.joinpath("reports/matrix.md").read_text()


def test_a_history_without_transitions_is_not_written(project: Path) -> None:
    """An empty one is refused, since it would lose the days of all cells."""
    results = read(project / "run.jsonl")
    nothing = [replace(cell, outcome=None, recorded=None, verdict=Verdict.NOT_OBSERVED) for cell in results.cells]
    project.joinpath("nothing.json").write_text(dump(results.header, nothing))
    assert 0 == main(["report", "--results", "nothing.json"])
    assert not project.joinpath("reports/history.jsonl").exists()
    assert 0 == main(["report", "--results", "nothing.json", "--check"])
    project.joinpath("reports/history.jsonl").touch()
    assert 2 == main(["report", "--results", "run.jsonl"])


def test_only_the_table_of_the_readme_changes(project: Path) -> None:
    """The text around it stays."""
    main(["report", "--results", "run.jsonl"])
    before, table, after = project.joinpath("README.md").read_text().partition(BEGIN)[0], *_table(project)
    assert ("# Title\n\n", "\n\nmore\n") == (before, after)
    assert 9 == table.count("\n| ")


def test_the_whole_catalogue_has_a_file_of_its_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is checked too, and the results of the endpoints stay as they are without it."""
    main(["report", "--results", "run.jsonl"])
    before = project.joinpath("reports/results.json").read_text()
    results = read(project / "run.jsonl")
    both = dump_condensed(results.header, (*results.cells, make_call()))
    project.joinpath("both.json").write_text(both)
    assert 0 == main(["report", "--results", "both.json"])
    assert before == project.joinpath("reports/results.json").read_text()
    assert (make_call(),) == read(project / "reports/catalogue.json").cells
    assert 0 == main(["report", "--results", "both.json"])  # which replaces it
    assert 0 == main(["report", "--results", "both.json", "--check"])
    project.joinpath("reports/catalogue.json").unlink()
    capsys.readouterr()
    assert 1 == main(["report", "--results", "both.json", "--check"])
    assert "reports/catalogue.json: stale" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["reports/results.json", "reports", "HEAD"])
def test_committed_results_are_read_with_the_whole_catalogue(project: Path, name: str) -> None:
    """From the folder, by the file's name and from git; a file that is named otherwise is read alone."""
    results = read(project / "run.jsonl")
    project.joinpath("both.json").write_text(dump_condensed(results.header, (*results.cells, make_call())))
    main(["report", "--results", "both.json"])
    for command in (["init", "--quiet"], ["add", "reports"], ["commit", "--quiet", "--message", "reports"]):
        identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]
        subprocess.run(["git", *identity, *command], check=True)
    project.joinpath("suites").mkdir()
    assert make_call() in load(name).cells
    assert len(results.cells) + 1 == len(load(name).cells)
    assert make_call() in chosen(None).cells
    assert make_call() not in load("run.jsonl").cells


def test_rows_of_the_matrix_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """A word that nothing has ends in one line and with 2."""
    assert 0 == main(["matrix", "--results", "run.jsonl", "--only", "valid-project"])
    assert "valid-project-key" in capsys.readouterr().out
    assert 2 == main(["matrix", "--results", "run.jsonl", "--only", "moon"])
    assert "'moon': no endpoint or call has this in its id or operation" in _refusal(capsys)


def _table(project: Path) -> tuple[str, str]:
    table, _, after = project.joinpath("README.md").read_text().partition(BEGIN)[2].partition(END)
    return table, after


def test_a_check_names_each_stale_report_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing and a changed file are named, and the others are not."""
    main(["report", "--results", "run.jsonl"])
    project.joinpath("reports/matrix.md").unlink()
    project.joinpath("README.md").write_text(f"{BEGIN}\nold\n{END}")
    assert 1 == main(["report", "--results", "run.jsonl", "--check"])
    stale = [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()]
    assert ["reports/matrix.md", "README.md"] == stale
    assert not project.joinpath("reports/matrix.md").exists()


def test_another_output_leaves_the_readme_alone(project: Path) -> None:
    """The report on a user's own tenant does not change that of the project."""
    assert 0 == main(["report", "--results", "run.jsonl", "--output", "mine/today"])
    assert set(FILES) == {path.name for path in project.joinpath("mine/today").iterdir()}
    assert "old" in project.joinpath("README.md").read_text()


@pytest.mark.parametrize("text", [f"{BEGIN}\n", f"{END}\n"])
def test_a_readme_with_one_of_two_markers_stops_everything(
    project: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """No report is written if one of them cannot be made."""
    project.joinpath("README.md").write_text(text)
    assert 2 == main(["report", "--results", "run.jsonl"])
    assert "README.md:" in _refusal(capsys)
    assert not project.joinpath("reports").exists()


@pytest.mark.parametrize("text", [None, "# Our tests\n"])
def test_a_readme_without_a_table_is_left_alone(project: Path, text: str | None) -> None:
    """Suites of one's own need no table in a README, and no README."""
    readme = project.joinpath("README.md")
    readme.unlink() if text is None else readme.write_text(text)
    assert 0 == main(["report", "--results", "run.jsonl"])
    assert project.joinpath("reports", "matrix.md").exists()
    assert text == (readme.read_text() if readme.exists() else None)


def test_missing_results_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The user learns how to make them."""
    assert 2 == main(["report", "--results", "nowhere.jsonl"])
    assert "nowhere.jsonl: cannot be read" in _refusal(capsys)


def test_results_cut_short_overwrite_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of a run is not reported."""
    file = project / "run.jsonl"
    file.write_text(file.read_text()[:-30])
    assert 2 == main(["report", "--results", "run.jsonl"])
    assert "run.jsonl: cut short" in _refusal(capsys)
    assert not project.joinpath("reports").exists()


def test_an_output_that_cannot_be_written_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is a file with the name of the folder."""
    project.joinpath("taken").write_text("")
    assert 2 == main(["report", "--results", "run.jsonl", "--output", "taken"])
    assert "taken/matrix.md: cannot be written" in _refusal(capsys)
    assert "" == project.joinpath("taken").read_text()


def _suite(project: Path, *, passes: bool) -> None:
    folder = project / "suites"
    folder.mkdir()
    folder.joinpath("test_stand_in.py").write_text(SUITE.format(passes=passes))


@pytest.mark.slow
def test_without_results_the_suites_are_replayed(project: Path) -> None:
    """The results file of the replay is not left in the user's folder."""
    _suite(project, passes=True)
    assert 0 == main(["report"])
    assert "✓ works" in project.joinpath("README.md").read_text()
    assert not project.joinpath("results.jsonl").exists()


@pytest.mark.slow
def test_suites_that_fail_stop_the_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line of pytest is shown."""
    _suite(project, passes=False)
    assert 2 == main(["report"])
    assert "the replay failed (1 failed in" in _refusal(capsys)
    assert not project.joinpath("reports").exists()


def test_a_folder_without_suites_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The line says in which folder to run."""
    assert 2 == main(["report"])
    assert "suites: no such folder here" in _refusal(capsys)
