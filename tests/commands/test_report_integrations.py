"""`token-conformance report` with the standings of integrations."""

from collections.abc import Callable
from pathlib import Path

import pytest

from standings import GOOD, ODD
from token_conformance.certify.standing.document import dump
from token_conformance.certify.standing.standing import Standing
from token_conformance.cli import main
from token_conformance.results.file import Results
from token_conformance.results.writer import ResultsWriter

Report = Callable[..., int]

FILES = {"integrations.json", "integrations.md"}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seven: Results) -> Report:
    """Runs the command with the results of a run, and writes the reports to `out`."""
    monkeypatch.chdir(tmp_path)
    writer = ResultsWriter(tmp_path / "run.jsonl", seven.header)
    for cell in seven.cells:
        writer.write(cell)
    writer.close()
    return lambda *more: main(["report", "--results", "run.jsonl", "--output", "out", *more])


def _write(folder: Path, *standings: Standing) -> None:
    folder.mkdir()
    folder.joinpath("integrations.json").write_text(dump(standings), encoding="utf-8")


def test_the_reports_are_made_again_from_the_document(tmp_path: Path, report: Report) -> None:
    """The document is enough, and the check then finds no stale report."""
    _write(tmp_path / "out", GOOD)
    assert (0, 0) == (report(), report("--check"))
    assert "| Good 1.2 | Plus, 22 of 22 observed |" in tmp_path.joinpath("out", "integrations.md").read_text(
        encoding="utf-8"
    )
    assert "Good 1.2" in tmp_path.joinpath("out", "matrix.html").read_text(encoding="utf-8")


def test_a_stale_report_on_integrations_is_named(
    tmp_path: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a change of the document, the other reports have to be made again."""
    _write(tmp_path / "out", GOOD)
    report()
    tmp_path.joinpath("out", "integrations.json").write_text(dump([GOOD, ODD]), encoding="utf-8")
    assert 1 == report("--check")
    stale = [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()]
    assert ["out/matrix.html", "out/integrations.md"] == stale


def test_without_a_document_there_is_no_such_report(tmp_path: Path, report: Report) -> None:
    """The matrix stands alone."""
    assert 0 == report()
    assert FILES.isdisjoint(path.name for path in tmp_path.joinpath("out").iterdir())


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "out/integrations.json: "), ("", "out/integrations.json: ")],
)
def test_a_broken_document_stops_everything(
    tmp_path: Path, report: Report, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    """Nothing is written, and one line says why."""
    _write(tmp_path / "out")
    tmp_path.joinpath("out", "integrations.json").write_text(text)
    assert 2 == report()
    error = capsys.readouterr().err
    assert (1, True) == (error.count("\n"), said in error)
    assert ["integrations.json"] == [path.name for path in tmp_path.joinpath("out").iterdir()]


def test_a_folder_without_runs_is_named(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says how to make a run."""
    assert 2 == report("--certification", "nowhere")
    assert (
        "nowhere: contains no run of a subject; make one with `token-conformance certify run`"
        in capsys.readouterr().err
    )
