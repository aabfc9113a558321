"""The home of a subject: its logs are read without following a link, its size has a bound, and it is always removed."""

import os
import socket
import sys
from pathlib import Path

import pytest

from token_conformance.certify.observation import home
from token_conformance.certify.observation.home import folder_of_homes, home_in, is_too_full, logs_in, siblings_of

SECRET = "THE-USERS-OWN-FILE"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder outside of the home, with a log that is not the subject's."""
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "private.log").write_text(SECRET)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The home, with one log of the subject."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "own.log").write_text("mine")
    return folder


OWN = b"\n--- own.log\nmine"


def test_logs_are_read_in_order_with_their_places(own: Path) -> None:
    """A log may be anywhere, also in a folder with the name of a log."""
    (own / "b" / "c.log").mkdir(parents=True)
    (own / "b" / "c.log" / "d.log").write_text("inner")
    (own / "a.log").write_text("first")
    (own / "settings.json").write_text("no log")
    assert b"\n--- a.log\nfirst\n--- b/c.log/d.log\ninner" + OWN == logs_in(own)


def link(own: Path, foreign: Path) -> None:
    """A link to a file."""
    (own / "x.log").symlink_to(foreign / "private.log")


def relative_link(own: Path, _: Path) -> None:
    """A link with a relative path."""
    (own / "x.log").symlink_to("../foreign/private.log")


def folder_link(own: Path, foreign: Path) -> None:
    """A link to a folder with logs."""
    (own / "x").symlink_to(foreign)


def folder_link_below(own: Path, foreign: Path) -> None:
    """A link to a folder, further below."""
    (own / "a" / "b").mkdir(parents=True)
    (own / "a" / "b" / "x.log").symlink_to(foreign)


def hard_link(own: Path, foreign: Path) -> None:
    """Another name of the same file."""
    os.link(foreign / "private.log", own / "x.log")


def link_to_a_link(own: Path, foreign: Path) -> None:
    """A link to a link."""
    (own / "y").symlink_to(foreign / "private.log")
    (own / "x.log").symlink_to("y")


def link_to_the_root(own: Path, _: Path) -> None:
    """A link to all files of the machine."""
    (own / "x.log").symlink_to("/")


def link_to_an_open_file(own: Path, _: Path) -> None:
    """A link to an open file of the process that reads the logs."""
    (own / "x.log").symlink_to("/proc/self/environ")


LINKS = [
    link, relative_link, folder_link, folder_link_below, hard_link, link_to_a_link, link_to_the_root,
    link_to_an_open_file,
]  # fmt: skip


@pytest.mark.parametrize("make", LINKS, ids=lambda make: make.__name__)
def test_no_link_is_followed(own: Path, foreign: Path, make: object) -> None:
    """The certificate gets no file that the subject did not write, and says so where it looks like a log."""
    make(own, foreign)  # type: ignore[operator]  # one of the functions above
    read = logs_in(own)
    assert SECRET.encode() not in read
    assert read.endswith(OWN) or read.startswith(OWN)
    assert (b"(not read: " in read) == (make is not folder_link)


def test_a_home_that_is_a_link_has_no_logs(foreign: Path, tmp_path: Path) -> None:
    """The subject may have replaced its home."""
    (tmp_path / "home").symlink_to(foreign)
    assert (b"", b"") == (logs_in(tmp_path / "home"), logs_in(tmp_path / "gone"))


def test_only_regular_files_are_read(own: Path) -> None:
    """A pipe does not make the reading wait, and a socket is named."""
    os.mkfifo(own / "a.log")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(own / "b.log"))
        read = logs_in(own)
    assert read.startswith(b"\n--- a.log\n(not read: it is not a file, or has another name elsewhere)\n")
    assert b"\n--- b.log\n(not read: No such device or address)\n" in read
    assert read.endswith(OWN)


def test_a_name_of_any_bytes_is_a_name(own: Path) -> None:
    """A file name need not be text."""
    Path(os.fsdecode(bytes(own) + b"/\xff\n.log")).write_text("odd")
    assert OWN + b"\n--- \xff\n.log\nodd" == logs_in(own)


def test_many_logs_have_a_bound(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line after the last one says that there are more."""
    monkeypatch.setattr(home, "MOST_LOGS", 2)
    for number in range(3):
        (own / f"{number}.log").write_text("x")
    more = b"\n--- (there are more than 2 log files; the others were not read)\n"
    assert b"\n--- 0.log\nx\n--- 1.log\nx" + more == logs_in(own)
    (own / "2.log").unlink()
    (own / "own.log").unlink()
    assert b"\n--- 0.log\nx\n--- 1.log\nx" == logs_in(own)


def test_large_logs_have_a_bound_together(own: Path) -> None:
    """Neither one log of a terabyte nor many of a megabyte take more memory than the limit; nothing follows the cut."""
    with (own / "a.log").open("wb") as file:
        file.write(b"x" * 1000)
        file.truncate(1 << 40)
    for number in range(20):
        (own / f"b{number}.log").write_bytes(b"y" * 1_000_000)
    read = logs_in(own)
    assert (home.MOST_LOG_BYTES, b"\n--- a.log\nxxx", b"\0") == (len(read), read[:14], read[-1:])


@pytest.mark.slow
def test_logs_in_deep_folders_have_a_bound(tmp_path: Path) -> None:
    """A chain of folders that is longer than the stack of Python does no harm."""
    with home_in(tmp_path) as made:  # pytest could not remove it
        (made / "own.log").write_text("mine")
        nest(made, 3000)
        assert (OWN, False) == (logs_in(made), is_too_full(made))


def nest(folder: Path, depth: int) -> None:
    """Make a chain of folders that no path can name, from the inside out."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(depth):
            os.mkdir("d")  # noqa: PTH102  # the path would be too long
            os.chdir("d")
    finally:
        os.chdir(before)


def test_a_home_has_room(own: Path) -> None:
    """Ordinary use, with an attachment of 100 MB, is not too much; the size of a file with holes does not count."""
    with (own / "attachment").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, 100_000_000)
    with (own / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    assert not is_too_full(own)


def test_too_many_files_or_bytes_are_too_much(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links and folders count as files, and what a link points to does not count."""
    (own / "below").mkdir()
    (own / "below" / "link").symlink_to("/")
    monkeypatch.setattr(home, "MOST_FILES", 3)
    assert not is_too_full(own)
    (own / "below" / "more").touch()
    assert is_too_full(own)
    monkeypatch.setattr(home, "MOST_FILES", 100)
    assert not is_too_full(own)
    monkeypatch.setattr(home, "MOST_BYTES", 50_000)
    (own / "below" / "more").write_bytes(b"x" * 60_000)
    assert is_too_full(own)


def test_a_home_is_in_the_folder_of_homes() -> None:
    """Any other folder is not a home beside others."""
    with folder_of_homes() as homes, home_in(homes) as first:
        assert (homes, True) == (siblings_of(first), (first / "tmp").is_dir())
    assert (None, False) == (siblings_of(Path("/tmp/any")), homes.exists())  # noqa: S108  # nothing is written


def test_a_home_is_removed_whatever_is_in_it(tmp_path: Path, foreign: Path) -> None:
    """Folders without permissions, deep folders and links do not stay, and nothing outside of it is touched."""
    with home_in(tmp_path) as made:
        nest(made, 2 * sys.getrecursionlimit())
        (made / "locked" / "below").mkdir(parents=True)
        (made / "locked" / "below" / "file").touch()
        (made / "locked" / "below").chmod(0)
        (made / "locked").chmod(0)
        (made / "link").symlink_to(foreign)
    assert not made.exists()
    assert SECRET == (foreign / "private.log").read_text()


def test_a_home_that_is_gone_or_a_file_is_removed(tmp_path: Path, foreign: Path) -> None:
    """The subject may remove its home, or put a link in its place, whose target stays as it is."""
    foreign.chmod(0o500)
    with home_in(tmp_path) as made:
        (made / "tmp").rmdir()
        made.rmdir()
        made.symlink_to(foreign)
    assert (False, 0o40500) == (made.is_symlink(), foreign.stat().st_mode)
    assert SECRET == (foreign / "private.log").read_text()
