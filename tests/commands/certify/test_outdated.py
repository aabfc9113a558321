"""`certify outdated` prints what is behind, and keeps it for the reports."""

from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.certify.standing.behind import load
from token_conformance.certify.subject.newest import Pinned
from token_conformance.cli import main
from token_conformance.errors import UserError
from token_conformance.project import BEHIND, SUBJECTS

OLD, NEW = Pinned("old", "old==1", "2"), Pinned("new", "new==2", "2")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Pinned]:
    """What the registries answer, in a project with one subject."""
    found: list[Pinned] = []
    monkeypatch.setattr("token_conformance.commands.certify.outdated.ask", lambda _: found)
    (tmp_path / SUBJECTS).mkdir(parents=True)
    (tmp_path / SUBJECTS / SUBJECT.name).write_text(SUBJECT.read_text())
    monkeypatch.chdir(tmp_path)
    return found


@pytest.mark.parametrize(
    ("pinned", "status", "said"),
    [
        ([OLD, NEW], 1, "old: old==1 is behind; the newest is 2\n1 of 2 packages are behind\n"),
        ([NEW], 0, "0 of 1 packages are behind\n"),
    ],
)
def test_one_line_for_each_that_is_behind(
    answers: list[Pinned], pinned: list[Pinned], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written without --write."""
    answers += pinned
    assert status == main(["certify", "outdated"])
    assert said == capsys.readouterr().out
    assert not BEHIND.exists()


def test_what_is_behind_is_kept_with_its_day(answers: list[Pinned]) -> None:
    """The reports read the file."""
    answers += [OLD, NEW]
    assert 1 == main(["certify", "outdated", "--write"])
    kept = load(BEHIND)
    assert {"old": {"old==1": "2"}} == kept.subjects
    assert kept.day > "2026"


@pytest.mark.usefixtures("answers")
def test_a_part_is_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """The other subjects would count as the newest ones."""
    assert 2 == main(["certify", "outdated", "plain", "--write"])
    assert "certify outdated: --write is for all subjects; leave out the names\n" in capsys.readouterr().err


@pytest.mark.usefixtures("answers")
def test_without_a_network_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of an earlier day stays."""

    def unreachable(_: object) -> list[Pinned]:
        raise UserError("plain: cannot ask")

    monkeypatch.setattr("token_conformance.commands.certify.outdated.ask", unreachable)
    BEHIND.write_text("of an earlier day")
    assert 2 == main(["certify", "outdated", "--write"])
    assert ("token-conformance: plain: cannot ask\n", "of an earlier day") == (
        capsys.readouterr().err,
        BEHIND.read_text(),
    )
