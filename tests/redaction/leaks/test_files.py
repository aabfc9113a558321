"""The files that are scanned."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.redaction.leaks import files


def test_a_folder_is_scanned_without_the_folders_of_programs(tmp_path: Path) -> None:
    """Outside of a git checkout, only well-known folders are left out, and links are not followed."""
    for name in ("a/b.txt", ".git/config", ".venv/lib/c.py", "__pycache__/d.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [tmp_path / "a" / "b.txt"] == files.files([tmp_path, tmp_path / "a"])


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The git checkout of the current folder, with a new file, an ignored one, and an ignored folder."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)  # git of the PATH
    (tmp_path / "recordings").mkdir()
    for name in (".env", "new.txt", "recordings/cell.json"):
        (tmp_path / name).write_text("text")
    (tmp_path / ".gitignore").write_text(".env\nrecordings/\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_git_ignores_is_left_out(checkout: Path) -> None:
    """It stays on the machine, and has secrets on purpose."""
    assert [checkout / ".gitignore", checkout / "new.txt"] == files.files([checkout])


@pytest.mark.parametrize("name", [".env", "recordings"])
def test_what_git_ignores_is_scanned_when_it_is_named(checkout: Path, name: str) -> None:
    """Otherwise nothing is scanned, and the answer is clean."""
    assert [checkout / name] == [p if p.name == name else p.parent for p in files.files([checkout / name])]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (lambda folder: folder / "missing", "there is no such file or folder"),
        (lambda folder: folder, "has no files, so nothing was scanned"),
    ],
)
def test_nothing_to_scan_is_an_error(tmp_path: Path, path: Callable[[Path], Path], problem: str) -> None:
    """The message has the path; it is not a clean answer."""
    with pytest.raises(UserError, match=problem):
        files.files([path(tmp_path)])
