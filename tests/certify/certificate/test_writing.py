"""A certificate or a run is written as a whole or not at all, and a fault of the disk is one line."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from token_conformance.certify.certificate import archive, container, run_record
from token_conformance.errors import CertificateError

FILES = {"run.json": b"{}", "observations/S1.json": b"[]"}


def content(folder: Path) -> dict[str, bytes]:
    """The content of each file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill_disk(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let the disk be full after so many files."""
    written: list[object] = []

    def full(original: Any) -> Any:
        def write(*arguments: Any, **options: Any) -> Any:
            if len(written) == after:
                raise OSError(errno.ENOSPC, "No space left on device")
            written.append(arguments)
            return original(*arguments, **options)

        return write

    monkeypatch.setattr(archive, "write", full(archive.write))
    monkeypatch.setattr(Path, "write_bytes", full(Path.write_bytes))


@pytest.mark.parametrize(("name", "after"), [("mine.zip", 0), ("mine", 0), ("mine", 1)])
def test_a_certificate_that_does_not_fit_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: int
) -> None:
    """The next attempt is not refused because half of a certificate exists already."""
    fill_disk(monkeypatch, after)
    with pytest.raises(CertificateError) as refusal:
        container.write(tmp_path / name, FILES)
    message = f"{tmp_path / name}: cannot be written (No space left on device); name another with --output"
    assert (message, []) == (str(refusal.value), list(tmp_path.iterdir()))
    monkeypatch.undo()
    container.write(tmp_path / name, FILES)
    assert ([tmp_path / name], FILES) == (list(tmp_path.iterdir()), container.read(tmp_path / name))


@pytest.mark.parametrize("after", [0, 1])
def test_a_run_that_does_not_fit_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """It is still there, whole, and nothing is beside it."""
    path = tmp_path / "curl"
    run_record.replace_run(path, FILES)
    fill_disk(monkeypatch, after)
    with pytest.raises(CertificateError, match=r"curl: cannot be written \(No space left on device\); name another"):
        run_record.replace_run(path, {"run.json": b"new", "observations/S1.json": b"new"})
    assert ([path], FILES) == (list(tmp_path.iterdir()), content(path))


@pytest.mark.parametrize("has_earlier", [False, True])
def test_a_run_that_cannot_get_its_name_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_earlier: bool
) -> None:
    """The earlier one has left its place by then, and goes back."""
    path = tmp_path / "curl"
    if has_earlier:
        run_record.replace_run(path, FILES)
    rename = Path.rename

    def fail(source: Path, target: Path) -> Path:
        if source.suffix == ".part":
            raise OSError(errno.EIO, "Input/output error")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(CertificateError, match="Input/output error"):
        run_record.replace_run(path, {"run.json": b"new"})
    assert (FILES if has_earlier else {}) == content(tmp_path / "curl")
    assert ([path] if has_earlier else []) == list(tmp_path.iterdir())


def test_a_run_replaces_the_earlier_one(tmp_path: Path) -> None:
    """None of its files stays."""
    path = tmp_path / "curl"
    run_record.replace_run(path, FILES)
    run_record.replace_run(path, {"run.json": b"new"})
    assert ([path], {"run.json": b"new"}) == (list(tmp_path.iterdir()), content(path))


def test_what_a_process_with_the_same_id_has_left_is_replaced(tmp_path: Path) -> None:
    """It was killed while it wrote."""
    part = tmp_path / f"mine.zip.{os.getpid()}.part"
    part.write_text("half")
    container.write(tmp_path / "mine.zip", FILES)
    assert [tmp_path / "mine.zip"] == list(tmp_path.iterdir())


def test_a_path_that_cannot_be_looked_at_is_one_line(tmp_path: Path) -> None:
    """Some versions of Python raise an error already when they look whether such a file exists."""
    path = tmp_path / ("x" * 300)
    for write in (container.write, run_record.replace_run):
        with pytest.raises(CertificateError, match=r": cannot be (written|read) \(File name too long\); name another"):
            write(path, FILES)


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_observed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it exists already or not; a file is no folder."""
    (tmp_path / "file").touch()
    message = "its folder cannot be written; make it writable, or name another with --output"
    with pytest.raises(CertificateError) as refusal:
        run_record.refuse_other_content(tmp_path / "file" / "curl")
    assert f"{tmp_path / 'file' / 'curl'}: {message}" == str(refusal.value)
    run_record.refuse_other_content(tmp_path / "new" / "folder" / "curl")
    monkeypatch.setattr(os, "access", lambda *asked: (tmp_path, os.W_OK) != asked)
    for path in (tmp_path / "curl", tmp_path / "new" / "folder" / "curl"):
        with pytest.raises(CertificateError, match=message):
            run_record.refuse_other_content(path)
