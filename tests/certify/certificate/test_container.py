"""The container of a certificate is read without trusting it, because it comes from somebody else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from hand_made_zip import Made, deflated, made
from token_conformance.certify.certificate import container
from token_conformance.certify.certificate.container import MOST_BYTES
from token_conformance.errors import CertificateError


def _zip(path: Path, *files: Made) -> Path:
    path.write_bytes(made(*files))
    return path


UNSAFE = {
    "above": b"../run.json",
    "root": b"/etc/run.json",
    "drive": b"C:run.json",
    "backslash": b"observations\\..\\run.json",
    "hidden": b".git/config",
    "control": b"run\x1b[2J.json",
    "line feed": b"run.json\n::error::x",
    "deep": b"a/b/c/d/e",
    "null": b"run.json\0.txt",
    "folder": b"outputs/",
    "two slashes": b"outputs//T1.txt",
    "here": b"./run.json",
    "nothing": b"",
    "long": b"a" * 101,
}


@pytest.mark.parametrize("name", UNSAFE.values(), ids=UNSAFE)
def test_an_unsafe_name_is_refused(tmp_path: Path, name: bytes) -> None:
    """No file of a certificate can be outside its folder."""
    with pytest.raises(CertificateError, match="unsafe name") as refused:
        container.read(_zip(tmp_path / "unsafe.zip", Made(name)))
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("names", [(b"run.json", b"run.json"), (b"RUN.json", b"run.json")])
def test_a_name_that_is_there_twice_is_refused(tmp_path: Path, names: tuple[bytes, bytes]) -> None:
    """Two readers could each read a different one."""
    with pytest.raises(CertificateError, match=r"contains run\.json twice"):
        container.read(_zip(tmp_path / "twice.zip", *map(Made, names)))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """A file that would unpack to more than any certificate is refused, however small it is."""
    bomb = _zip(tmp_path / "bomb.zip", Made(b"wire.jsonl", bytes(MOST_BYTES + 1)))
    assert bomb.stat().st_size < 100_000
    with pytest.raises(CertificateError, match=r"contains 1 files with 16,777,217 bytes, but"):
        container.read(bomb)


def test_a_zip_file_that_holds_more_than_it_declares_is_refused(tmp_path: Path) -> None:
    """What is unpacked is bounded by what was declared, which is bounded before."""
    bomb = Made(b"wire.jsonl", bytes(100_000), packed=deflated(bytes(4 * MOST_BYTES)))
    with pytest.raises(
        CertificateError, match=r"'wire\.jsonl' cannot be unpacked: it unpacks to more than the 100,000"
    ):
        container.read(_zip(tmp_path / "bomb.zip", bomb))


def test_a_zip_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A file of a gigabyte is refused at once, and the bound is named."""
    with (tmp_path / "large.zip").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(CertificateError, match=r"large\.zip: has more than 17,825,792 bytes, which is the most"):
        container.read(tmp_path / "large.zip")


@pytest.mark.parametrize(("number", "is_read"), [(500, True), (501, False)])
def test_too_many_files_are_refused(tmp_path: Path, number: int, is_read: bool) -> None:
    """A container with more files than any certificate is refused."""
    path = _zip(tmp_path / "many.zip", *(Made(b"%03d.txt" % n) for n in range(number)))
    if is_read:
        assert number == len(container.read(path))
    else:
        with pytest.raises(
            CertificateError, match=f"it has {number} files or more, and 500 are the most that are read"
        ):
            container.read(path)


def test_a_zip_file_of_another_program_is_refused(tmp_path: Path) -> None:
    """Only `certify pack` writes certificates: other programs add times, attributes, folders and more."""
    with ZipFile(tmp_path / "again.zip", "w") as archive:
        archive.writestr("outputs/T1.txt", "x")
    with pytest.raises(
        CertificateError, match=r"cannot be read as a zip file \('outputs/T1\.txt' in the directory has"
    ):
        container.read(tmp_path / "again.zip")


def test_a_file_that_is_no_zip_file_is_refused_in_one_line(tmp_path: Path) -> None:
    """The line says what to do."""
    (tmp_path / "text.zip").write_text("# A certificate")
    with pytest.raises(CertificateError, match=r"text\.zip: cannot be read as a zip file \(it .*\); pack it again$"):
        container.read(tmp_path / "text.zip")


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def _link_to_folder(path: Path) -> None:
    path.symlink_to("/etc")


ODD = {"link": _link, "link to a folder": _link_to_folder, "pipe": os.mkfifo}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_a_link_or_pipe_in_a_folder_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A link in a pull request could point to any file of the machine that reads it."""
    (tmp_path / "certificate").mkdir()
    make(tmp_path / "certificate" / "run.json")
    with pytest.raises(CertificateError, match=r"run\.json: is a link or a device"):
        container.read(tmp_path / "certificate")


def test_an_unsafe_name_in_a_folder_is_refused(tmp_path: Path) -> None:
    """The same names are unsafe in a folder and in a zip file."""
    (tmp_path / "run file.json").write_text("{}")
    with pytest.raises(CertificateError, match="unsafe name"):
        container.read(tmp_path)


def test_an_empty_folder_in_a_folder_is_refused(tmp_path: Path) -> None:
    """It belongs to no file, as an entry of a folder in a zip file does."""
    (tmp_path / "run.json").write_text("{}")
    (tmp_path / "evil").mkdir()
    with pytest.raises(CertificateError, match="evil: is an empty folder, which no certificate contains"):
        container.read(tmp_path)


def test_a_folder_is_not_looked_through_to_its_end(tmp_path: Path) -> None:
    """A folder with more entries than any certificate is refused, and the bound is named."""
    for number in range(1001):
        (tmp_path / f"{number}").touch()
    with pytest.raises(CertificateError, match="contains more than 1000 files and folders, but a certificate has at"):
        container.read(tmp_path)


def test_a_folder_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Its sizes are known before it is read."""
    for name in ("one", "two"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(MOST_BYTES // 2 + 1)
    with pytest.raises(CertificateError, match=r"contains 2 files with 16,777,218 bytes, but"):
        container.read(tmp_path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


NOT_READ = {
    "missing": (lambda _: None, "there is no such file or folder; name a certificate"),
    "pipe": (os.mkfifo, "cannot be read (it is not a regular file)"),
    "link to a device": (lambda path: path.symlink_to("/dev/zero"), "cannot be read (it is not a regular file)"),
    "link to nothing": (lambda path: path.symlink_to("nowhere"), "there is no such file or folder"),
    "link to itself": (_loop, "cannot be read (Too many levels of symbolic links)"),
}


@pytest.mark.parametrize(("make", "said"), NOT_READ.values(), ids=NOT_READ)
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    """A named pipe never has data, and a device never ends."""
    make(tmp_path / "a.zip")
    with pytest.raises(CertificateError) as refused:
        container.read(tmp_path / "a.zip")
    assert str(refused.value).startswith(f"{tmp_path / 'a.zip'}: {said}")


def test_a_path_that_is_too_long_is_refused(tmp_path: Path) -> None:
    """The system's own reason is in the line."""
    with pytest.raises(CertificateError, match=r"cannot be read \(File name too long\)"):
        container.read(tmp_path / ("a" * 300))


_UNDER_A_LIMIT = """
import resource, sys
from pathlib import Path
from token_conformance.certify.certificate import container
from token_conformance.errors import CertificateError
resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
try:
    container.read(Path(sys.argv[1]))
except CertificateError as error:
    print(error)
"""


def test_a_gigabyte_in_a_small_file_needs_little_memory(tmp_path: Path) -> None:
    """It is refused after the bytes that it declares, under a limit of 512 MB for the process."""
    noughts = deflated(bytes(1 << 26))
    bomb = Made(b"wire.jsonl", bytes(MOST_BYTES), packed=noughts)
    found = subprocess.run(
        [sys.executable, "-c", _UNDER_A_LIMIT, _zip(tmp_path / "bomb.zip", bomb)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "unpacks to more than the 16,777,216 bytes that its header says" in found.stdout
