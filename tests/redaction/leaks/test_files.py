"""The files that are scanned, also those that are not text."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.redaction.leaks import files
from token_conformance.redaction.leaks.scan import scan_text

EMAIL = "anna.berg" + "@northwind-mail.se"


def found_in(path: Path) -> list[tuple[int, str]]:
    """The findings of a file, as lines and kinds."""
    return [(f.line, f.kind) for number, text in files.blocks(path) for f in scan_text(text, path, number)]


@pytest.mark.parametrize(
    "content",
    [
        EMAIL.encode("utf-16"),
        b"\x89PNG\r\x00\xff\xfe" + EMAIL.encode() + b"\x00\x80",
        "é".encode("latin-1") + b" " + EMAIL.encode(),
    ],
    ids=["UTF-16", "binary", "latin-1"],
)
def test_a_file_that_is_not_utf_8_is_scanned(tmp_path: Path, content: bytes) -> None:
    """Everything that can be read in it is scanned."""
    (tmp_path / "file").write_bytes(content)
    assert [(1, "email")] == found_in(tmp_path / "file")


def test_a_huge_file_is_scanned_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a later block have the numbers of the file."""
    monkeypatch.setattr(files, "_BLOCK_BYTES", 100)
    (tmp_path / "log").write_text("a line of a log\n" * 1000 + EMAIL)
    assert [(1001, "email")] == found_in(tmp_path / "log")


def test_a_folder_is_scanned_without_the_folders_of_programs(tmp_path: Path) -> None:
    """Outside of a git checkout, only well-known folders are left out, and links are not followed."""
    for name in ("a/b.txt", ".git/config", ".venv/lib/c.py", "__pycache__/d.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [tmp_path / "a" / "b.txt"] == files.files([tmp_path, tmp_path / "a"])


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git checkout with a new file, an ignored one, and an ignored folder."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)  # git of the PATH
    (tmp_path / "recordings").mkdir()
    for name in (".env", "new.txt", "recordings/cell.json"):
        (tmp_path / name).write_text("text")
    (tmp_path / ".gitignore").write_text(".env\nrecordings/\n")
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
