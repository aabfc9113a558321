"""The content of a file: it is read within a bound, and all of what is appended is in it, or nothing."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from token_conformance.errors import BoundError
from token_conformance.model.file import append, is_blank, read_bytes, write_all

LINE = b'{"kind": "journal"}\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one line."""
    path = tmp_path / "journal.jsonl"
    path.write_bytes(LINE)
    return path


@pytest.fixture
def file(path: Path) -> Iterator[int]:
    """That file, open for appending."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND)
    yield file
    os.close(file)


def taking(*counts: int) -> Callable[[int, bytes], int]:
    """A call that takes so many bytes at a time, and then no more, as on a full disk."""
    left = list(counts)
    write = os.write

    def take(file: int, content: bytes) -> int:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, content[: left.pop(0)])

    return take


def test_a_content_is_appended(file: int, path: Path) -> None:
    """What is there stays."""
    append(file, LINE)
    append(file, b"")
    append(file, LINE, durably=True)
    assert LINE * 3 == path.read_bytes()


def test_the_rest_is_written_too(file: int, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call may take a part only, for example because a signal came, and it says so by its count alone."""
    monkeypatch.setattr(os, "write", taking(1, 2, 100))
    append(file, LINE)
    assert LINE * 2 == path.read_bytes()


@pytest.mark.parametrize("counts", [(), (1,), (7, 3), (len(LINE) - 1,)])
def test_nothing_is_left_of_a_content_that_does_not_fit(
    file: int, path: Path, monkeypatch: pytest.MonkeyPatch, counts: tuple[int, ...]
) -> None:
    """The disk is full after some bytes: the next reader does not find half of a line."""
    monkeypatch.setattr(os, "write", taking(*counts))
    with pytest.raises(OSError, match="No space left on device"):
        append(file, LINE)
    assert LINE == path.read_bytes()


def test_a_call_that_takes_nothing_is_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be repeated forever otherwise."""
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(OSError, match="No space left on device") as raised:
        write_all(1, LINE)
    assert errno.ENOSPC == raised.value.errno


def test_a_content_that_is_not_on_the_disk_is_taken_back(
    file: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk reports a fault only when it is asked to write what it has taken."""

    def fail(synced: int) -> None:
        assert file == synced
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    append(file, LINE)
    with pytest.raises(OSError, match="Input/output error"):
        append(file, LINE, durably=True)
    assert LINE * 2 == path.read_bytes()


def test_ctrl_c_leaves_no_half_line(file: int, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can come between two calls."""
    take = taking(5)

    def interrupt(file: int, content: bytes) -> int:
        try:
            return take(file, content)
        except OSError:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(os, "write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        append(file, LINE)
    assert LINE == path.read_bytes()


def test_the_first_error_is_raised_if_the_rest_cannot_be_removed(
    file: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the line stays then."""

    def fail(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "write", taking(5))
    monkeypatch.setattr(os, "ftruncate", fail)
    with pytest.raises(OSError, match="No space left on device"):
        append(file, LINE)
    assert LINE + LINE[:5] == path.read_bytes()


def test_a_device_that_is_full() -> None:
    """The system has a device for this; it has no size that could be restored."""
    full = Path("/dev/full")
    if not full.exists() or not stat.S_ISCHR(full.stat().st_mode):
        pytest.skip("this system has no /dev/full")
    file = os.open(full, os.O_WRONLY | os.O_APPEND)
    try:
        with pytest.raises(OSError, match="No space left on device"):
            append(file, LINE)
    finally:
        os.close(file)


def test_a_file_of_the_bound_is_read(tmp_path: Path) -> None:
    """A file of exactly the most bytes is read whole."""
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert b"12345" == read_bytes(path, 5)


def test_a_larger_file_is_refused_with_its_path(tmp_path: Path) -> None:
    """One byte more is refused; the path names the file."""
    path = tmp_path / "file"
    path.write_bytes(b"123456")
    with pytest.raises(BoundError) as error:
        read_bytes(path, 5)
    assert f"{path}: has more than 5 bytes, which is the most that is read" == str(error.value)


def test_a_larger_file_is_refused_with_its_name(tmp_path: Path) -> None:
    """A name for the file is used in place of its path."""
    path = tmp_path / "file"
    path.write_bytes(b"123456")
    with pytest.raises(BoundError, match=r"^the certificate: has more than 5 bytes"):
        read_bytes(path, 5, "the certificate")


def test_a_device_is_not_read() -> None:
    """An endless device is refused at once, with its path and the reason."""
    with pytest.raises(OSError, match="it is not a regular file") as error:
        read_bytes(Path("/dev/zero"), 5)
    assert (22, "/dev/zero") == (error.value.errno, error.value.filename)


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused at once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="it is not a regular file"):
        read_bytes(pipe, 5)


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    """A folder is refused by the error that opening one gives, with its path."""
    with pytest.raises(IsADirectoryError, match="Is a directory") as error:
        read_bytes(tmp_path, 5)
    assert (21, str(tmp_path)) == (error.value.errno, error.value.filename)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    """A file that is not there is the usual error."""
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "missing", 5)


@pytest.mark.parametrize(
    ("text", "expected"), [("", True), (b"\n", True), (" \n", True), (b"\t", True), ("a ", False), (b" a", False)]
)
def test_a_blank_text_has_nothing_but_white_space(text: str | bytes, expected: bool) -> None:
    """Of characters or of bytes."""
    assert is_blank(text) is expected
