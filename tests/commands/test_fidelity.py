"""`token-conformance fidelity`: the report on the fidelity of the edge."""

from pathlib import Path

import pytest

from token_conformance.catalogue.evidence import Observation, observations
from token_conformance.cli import main
from token_conformance.commands import fidelity
from token_conformance.proof.fidelity import ask
from token_conformance.proof.fidelity.report import render


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the command replaces in this test."""
    path = tmp_path / "fidelity.md"
    path.touch()
    monkeypatch.setattr(fidelity, "FIDELITY", path)
    return path


def test_the_committed_report_is_fresh() -> None:
    """The edge answers as the report says."""
    assert 0 == main(["fidelity", "--check"])


def test_the_command_writes_the_report_once_and_then_finds_it_fresh(report: Path) -> None:
    """The report has the number of observations, and is the same each time; each that differs is open."""
    assert 1 == main(["fidelity", "--check"])
    assert 0 == main(["fidelity"])
    text = report.read_text()
    differing = sum("| open: it contradicts " in line for line in text.splitlines())
    agreeing = len(observations()) - differing
    assert f"**{agreeing} of {len(observations())}** observations" in text
    assert f"{differing} contradict one that is: which is true, is open." in text
    assert 0 == main(["fidelity", "--check"])


def test_without_a_report_it_is_printed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside of a clone, no file and no folder appears."""
    report.unlink()
    assert 0 == main(["fidelity"])
    shown = capsys.readouterr().out
    assert shown.startswith("# ")
    assert f" of {len(observations())}** observations" in shown
    assert [] == list(report.parent.iterdir())


def test_without_a_report_there_is_nothing_to_check(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says so, before anything is asked."""
    report.unlink()
    assert 2 == main(["fidelity", "--check"])
    assert f"token-conformance: {report}: no such file here, so --check has nothing to compare; leave it out\n" == (
        capsys.readouterr().err
    )


def test_a_disagreement_fails(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report shows it, and so does the terminal."""
    monkeypatch.setattr(ask, "disagreements", lambda *_: ["status 1, observed 2"])
    assert 1 == main(["fidelity"])
    assert "cloud-12617-create-issue: status 1, observed 2\n" in capsys.readouterr().err
    assert f"**0 of {len(observations())}** observations" in report.read_text()
    assert "differs: status 1, observed 2 |" in report.read_text()


def test_each_grade_is_counted() -> None:
    """The counts of the grades add up to the number of observations."""
    asked: dict[Observation, list[str]] = {observation: [] for observation in observations()}
    counts = [
        line.split("|") for line in render(asked).splitlines() if line.startswith(("| rec", "| rep", "| doc", "| cla"))
    ]
    assert len(observations()) == sum(int(count[3]) for count in counts)
    assert all(count[2].strip() == count[3].strip() for count in counts)
