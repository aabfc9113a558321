"""`certify install` installs subjects, which come with the project."""

from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.certify.subject.subject import Subject
from token_conformance.cli import main
from token_conformance.errors import UserError


def test_a_subject_without_packages_is_installed_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The command says that there is nothing to install."""
    assert 0 == main(["certify", "install", str(SUBJECT)])
    assert "plain: has nothing to install\n" == capsys.readouterr().out


def test_outside_of_the_project_its_subjects_are_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A user of the package without the project can name them too."""
    monkeypatch.chdir(tmp_path)
    assert 0 == main(["certify", "install", "reference"])
    assert "reference: has nothing to install\n" == capsys.readouterr().out


def test_allowed_scripts_reach_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option can be given several times."""
    allowed: list[list[str]] = []
    monkeypatch.setattr(
        "token_conformance.commands.certify.install.install", lambda _, scripts: allowed.append(scripts)
    )
    assert 0 == main(["certify", "install", str(SUBJECT), "--allow-scripts", "a", "--allow-scripts", "@b/c"])
    assert [["a", "@b/c"]] == allowed


def test_the_others_are_installed_if_one_cannot_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each that cannot be installed has a line, and the exit status says that something is missing."""

    def install(subject: Subject, _: object) -> None:
        if subject.name == "first":
            raise UserError("first: cannot be installed")

    monkeypatch.setattr("token_conformance.commands.certify.install.install", install)
    (tmp_path / "first.toml").write_text(SUBJECT.read_text().replace('name = "plain"', 'name = "first"'))
    assert 2 == main(["certify", "install", str(tmp_path / "first.toml"), str(SUBJECT)])
    assert ("plain: has nothing to install\n", "token-conformance: first: cannot be installed\n") == capsys.readouterr()
