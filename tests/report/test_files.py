"""A file is replaced as a whole, or does not change."""

import errno
from pathlib import Path
from typing import NoReturn

import pytest

from token_conformance.errors import ReportError
from token_conformance.report.files import write


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
