"""A file is replaced as a whole, or does not change."""

import errno
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import pytest

from token_conformance.errors import ReportError
from token_conformance.report.files import stale, write


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last step fails: the file has the old text, and no part of the new text is left."""

    def fail(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "matrix.md"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ReportError, match="No space left on device"):
        write(path, "new")
    assert ([path], "old") == (list(tmp_path.iterdir()), path.read_text())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x" * 300, "File name too long"),
        ("file/matrix.md", "Not a directory"),
        ("file/reports/matrix.md", "Not a directory"),
    ],
)
def test_a_path_that_cannot_be_written_is_one_line(tmp_path: Path, name: str, reason: str) -> None:
    """It names the path, and not a temporary file."""
    (tmp_path / "file").write_text("old")
    with pytest.raises(ReportError) as refusal:
        write(tmp_path / name, "new")
    assert str(refusal.value).startswith(f"{tmp_path / name}: cannot be written (")
    assert reason in str(refusal.value) or "File exists" in str(refusal.value)
    assert "old" == (tmp_path / "file").read_text()


def test_a_link_that_leads_to_itself_is_one_line_or_replaced(tmp_path: Path) -> None:
    """Versions of Python differ; none of them ends with a traceback."""
    path = tmp_path / "matrix.md"
    path.symlink_to("matrix.md")
    with suppress(ReportError):
        write(path, "new")
        assert "new" == path.read_text()


def test_a_report_that_cannot_be_read_is_not_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check does not know whether it is; it says why."""

    def fail(_: Path) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    path = tmp_path / "matrix.md"
    path.write_text("old")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ReportError) as refusal:
        stale({path: "old"})
    assert f"{path}: cannot be read (Input/output error); make it readable" == str(refusal.value)


def test_a_new_file_gets_its_folder(tmp_path: Path) -> None:
    """The line endings are those of the text."""
    path = tmp_path / "some/where/matrix.md"
    write(path, "a\r\nb\n")
    assert b"a\r\nb\n" == path.read_bytes()


def test_only_a_regular_file_is_replaced(tmp_path: Path) -> None:
    """A folder or a device with the name of a report does not change."""
    with pytest.raises(ReportError, match="is not a regular file, so it is not replaced; name another path"):
        write(tmp_path, "new")
    assert tmp_path.is_dir()
