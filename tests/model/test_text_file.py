"""Text files are read or refused in one line, and replaced as a whole."""

import errno
import os
from pathlib import Path

import pytest

from token_conformance.errors import ReportError, UserError
from token_conformance.model.text_file import (
    LARGEST,
    is_writable_folder,
    read_text,
    reason_of,
    replace_text,
    shown_path,
)

TEXT = "näïve ✗\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a file that does not exist yet."""
    return tmp_path / "notes.txt"


def test_a_text_is_read_as_it_was_written(path: Path) -> None:
    """The encoding is UTF-8 in both directions."""
    replace_text(path, TEXT)
    assert TEXT == read_text(path, "restore it", UserError)
    assert TEXT.encode() == path.read_bytes()


@pytest.mark.parametrize("content", ["", " \n\t"])
def test_an_empty_file_is_refused_unless_it_may_be_empty(path: Path, content: str) -> None:
    """White space alone says no more than nothing."""
    path.write_text(content)
    with pytest.raises(ReportError) as raised:
        read_text(path, "restore it", ReportError)
    assert f"{path}: is empty; restore it" == str(raised.value)
    assert content == read_text(path, "restore it", ReportError, may_be_empty=True)


@pytest.mark.parametrize(("newline", "text"), [(None, "a\nb"), ("", "a\r\nb")])
def test_line_ends_are_read_as_line_feeds_unless_they_must_stay(path: Path, newline: str | None, text: str) -> None:
    """As `open` defines it."""
    path.write_bytes(b"a\r\nb")
    assert text == read_text(path, "restore it", UserError, newline=newline)


def test_line_ends_are_written_as_they_are(path: Path) -> None:
    """On every system."""
    replace_text(path, "a\r\nb\n")
    assert b"a\r\nb\n" == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file or directory"), (b"\xff", "it is not UTF-8 text")]
)
@pytest.mark.parametrize("kind", [UserError, ReportError])
def test_a_file_that_cannot_be_read_is_an_error_of_the_given_kind(
    path: Path, content: bytes | None, reason: str, kind: type[UserError]
) -> None:
    """The line has the path, the reason and the remedy."""
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as raised:
        read_text(path, "restore it", kind)
    assert kind is type(raised.value)
    assert f"{path}: cannot be read ({reason}); restore it" == str(raised.value)


def test_a_missing_file_may_have_a_text(path: Path) -> None:
    """Also if one of its folders is a file; a file that is not text is an error nevertheless."""
    assert "" == read_text(path, "restore it", UserError, missing="")
    path.write_bytes(b"\xff")
    assert "none" == read_text(path / "notes.txt", "restore it", UserError, missing="none")
    with pytest.raises(UserError, match="not UTF-8"):
        read_text(path, "restore it", UserError, missing="")


def test_a_reason_without_a_number_of_the_system_is_the_message() -> None:
    """Python raises some of these errors itself."""
    assert "closed" == reason_of(OSError("closed"))


def test_a_replaced_file_keeps_its_permissions(path: Path) -> None:
    """A file that only its owner may read stays so."""
    path.write_text("old")
    path.chmod(0o600)
    replace_text(path, "new")
    assert ("new", 0o600) == (path.read_text(), path.stat().st_mode & 0o777)


def test_nothing_is_left_beside_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither after success nor after a failure, which leaves the file as it was."""
    replace_text(path, "old")
    assert [path] == list(path.parent.iterdir())
    monkeypatch.setattr(Path, "replace", _fail)
    with pytest.raises(OSError, match="full"):
        replace_text(path, "new")
    assert [path] == list(path.parent.iterdir())
    assert "old" == path.read_text()


def test_a_failure_before_anything_is_written_is_reported_as_it_is(tmp_path: Path) -> None:
    """The temporary file that does not exist is not a second failure, and the error names the file itself."""
    path = tmp_path / "missing" / "notes.txt"
    with pytest.raises(FileNotFoundError) as raised:
        replace_text(path, "new")
    assert ("No such file or directory", str(path)) == (raised.value.strerror, raised.value.filename)


def test_a_disk_that_is_full_is_named_with_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system does not say which file it could not write, and a command must not blame another one."""

    def fill(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fill)
    with pytest.raises(OSError, match="No space left on device") as raised:
        replace_text(path, "new")
    assert (errno.ENOSPC, str(path)) == (raised.value.errno, raised.value.filename)


def _fail(path: Path, target: Path) -> None:
    assert target == path.with_name("notes.txt")
    assert path == target.with_name(f"notes.txt.{os.getpid()}.part")
    raise OSError("full")


@pytest.mark.parametrize(("size", "is_read"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_text_has_at_most_10_megabytes(path: Path, size: int, is_read: bool) -> None:
    """A larger file is refused with the bound, and without being read as a whole."""
    with path.open("wb") as file:
        file.truncate(size)
    if is_read:
        assert size == len(read_text(path, "restore it", UserError))
        return
    with pytest.raises(ReportError) as error:
        read_text(path, "restore it", ReportError)
    assert f"{path}: has more than 10,485,760 bytes, which is the most that is read; restore it" == str(error.value)


def test_a_named_pipe_is_not_waited_for(path: Path) -> None:
    """Its other end may never be opened."""
    os.mkfifo(path)
    with pytest.raises(UserError, match=r"cannot be read \(it is not a regular file\); restore it$"):
        read_text(path, "restore it", UserError)


def test_a_link_in_place_of_the_unfinished_file_is_not_followed(path: Path) -> None:
    """What it points to stays as it is."""
    other = path.with_name("other.txt")
    other.write_text("kept")
    path.with_name(f"{path.name}.{os.getpid()}.part").symlink_to(other)
    replace_text(path, "new")
    assert ("kept", "new", False) == (other.read_text(), path.read_text(), path.is_symlink())


def test_a_path_is_shown_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not below it is shown as it is."""
    monkeypatch.chdir(tmp_path)
    assert Path("a", "b.toml") == shown_path(tmp_path / "a" / "b.toml")
    assert tmp_path.parent / "b.toml" == shown_path(tmp_path.parent / "b.toml")


def test_files_can_be_made_in_a_writable_folder_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is not a folder, and a folder can be protected, or on a system that is only read."""
    path.touch()
    assert is_writable_folder(path.parent)
    assert not is_writable_folder(path)
    assert not is_writable_folder(path / "missing")
    monkeypatch.setattr(os, "access", lambda *asked: (path.parent, os.W_OK) != asked)
    assert not is_writable_folder(path.parent)
