"""The files and the environment of a foreign suite."""

import subprocess
from pathlib import Path

import pytest

from foreign.place import adapt, fill, get_files, variables
from foreign.suite import Rewrite, Suite
from foreign.suites import SUITES

GIT = ["git", "-c", "user.name=Made Up", "-c", "user.email=made-up@example.com"]


@pytest.fixture
def clone(tmp_path: Path) -> tuple[Path, str]:
    """A repository of one file, and its commit."""
    folder = tmp_path / "clone"
    folder.mkdir()
    (folder / "conftest.py").write_text('URL = "https://elsewhere.example"\n', encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "One file"]):
        subprocess.run([*GIT, *arguments], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    commit = subprocess.run([*GIT, "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    return folder, commit.stdout.strip()


def suite(pinned: str, old: str = "https://elsewhere.example") -> Suite:
    """A suite with one rewritten fixture."""
    rewrites = (Rewrite("conftest.py", old, "{jira}"),)
    return Suite("made/up", pinned, "pytest", (), variables={"TOKEN": "{token}"}, rewrites=rewrites)


def test_the_pinned_commit_is_run_and_adapted(
    tmp_path: Path, clone: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its fixtures lead to the edge, and nothing is said of the commit."""
    folder, commit = clone
    files = tmp_path / "files"
    get_files(suite(commit), folder, files)
    adapt(suite(commit), files, {"jira": "https://made-up.example"})
    assert 'URL = "https://made-up.example"\n' == (files / "conftest.py").read_text(encoding="utf-8")
    assert "" == capsys.readouterr().out


def test_another_commit_is_told(tmp_path: Path, clone: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    """A clone without the pinned commit is run at its own, whose hash is printed."""
    folder, commit = clone
    get_files(suite("0" * 40), folder, tmp_path / "files")
    assert f"its HEAD {commit} is run instead" in capsys.readouterr().out


def test_what_is_missing_ends_in_one_line(tmp_path: Path, clone: tuple[Path, str]) -> None:
    """A suite without a clone, a folder without a repository, and a fixture that has changed."""
    folder, commit = clone
    with pytest.raises(SystemExit, match="made/up: no package index ships this suite"):
        get_files(suite(commit), None, tmp_path / "files")
    with pytest.raises(SystemExit, match="is not a git repository with a commit"):
        get_files(suite(commit), tmp_path, tmp_path / "files")
    get_files(suite(commit), folder, tmp_path / "files")
    with pytest.raises(SystemExit, match=r"conftest.py does not contain 'gone'"):
        adapt(suite(commit, "gone"), tmp_path / "files", {})


def test_only_known_braces_are_filled() -> None:
    """Fixture files are code, which has braces of its own."""
    assert "{x} {other}" == fill("{name} {other}", {"name": "{x}"})


def test_a_run_gets_the_suites_variables_and_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy or a token of the user's shell must not reach it."""
    monkeypatch.setenv("HTTPS_PROXY", "http://elsewhere.example")
    given = variables(suite(""), tmp_path, tmp_path / "tests", {"token": "made-up"})
    assert ("made-up", False) == (given["TOKEN"], "HTTPS_PROXY" in given)


def test_every_suite_is_pinned_by_a_hash() -> None:
    """A commit, or the SHA-256 of a source distribution; a name is used once."""
    assert [64 if each.index else 40 for each in SUITES] == [len(each.pinned) for each in SUITES]
    assert len(SUITES) == len({each.name for each in SUITES})
