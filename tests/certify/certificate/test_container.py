"""The container of a certificate is read without trusting it, because it comes from somebody else."""

import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from token_conformance.certify.certificate import container
from token_conformance.errors import CertificateError


def _zip(path: Path, *entries: ZipInfo, content: bytes = b"x") -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for entry in entries:
            archive.writestr(entry, content)
    return path


def _link(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def _squeezed(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_BZIP2
    return entry


UNSAFE = {
    "above": "../run.json",
    "root": "/etc/run.json",
    "drive": "C:run.json",
    "backslash": "observations\\..\\run.json",
    "hidden": ".git/config",
    "control": "run\x1b[2J.json",
    "deep": "a/b/c/d/e",
    "null": "run.json\0.txt",
}


@pytest.mark.parametrize("name", UNSAFE.values(), ids=UNSAFE)
def test_an_unsafe_name_is_refused(tmp_path: Path, name: str) -> None:
    """No file of a certificate can be outside its folder."""
    entry = ZipInfo("run.json")
    entry.filename = name
    with pytest.raises(CertificateError, match="unsafe name"):
        container.read(_zip(tmp_path / "unsafe.zip", entry))


@pytest.mark.parametrize("names", [("run.json", "run.json"), ("run.json", "RUN.json")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    """Two readers could each read a different one."""
    with pytest.raises(CertificateError, match=r"contains (run|RUN)\.json twice"):
        container.read(_zip(tmp_path / "twice.zip", *map(ZipInfo, names)))


@pytest.mark.parametrize("entry", [_link("run.json"), _squeezed("run.json")], ids=["link", "unusual compression"])
def test_an_entry_that_is_not_a_plain_file_is_refused(tmp_path: Path, entry: ZipInfo) -> None:
    """A zip file can contain links, and compression that few programs support."""
    with pytest.raises(CertificateError, match="is a link, or compressed unusually"):
        container.read(_zip(tmp_path / "odd.zip", entry))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """A file that would unpack to more than any certificate is refused, however small it is."""
    bomb = _zip(tmp_path / "bomb.zip", ZipInfo("wire.jsonl"), content=b"")
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive, archive.open("wire.jsonl", "w") as file:
        for _ in range(65):
            file.write(bytes(1024 * 1024))
    assert bomb.stat().st_size < 100_000
    with pytest.raises(CertificateError, match=r"contains 1 files with 68,157,440 bytes, but"):
        container.read(bomb)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """A container with more files than any certificate is refused."""
    with pytest.raises(CertificateError, match="contains 501 files"):
        container.read(_zip(tmp_path / "many.zip", *(ZipInfo(f"{n}.txt") for n in range(501))))


def _cut(path: Path) -> Path:
    whole = _zip(path, ZipInfo("run.json"), content=b"x" * 999).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _flipped(path: Path) -> Path:
    data = bytearray(_zip(path, ZipInfo("run.json")).read_bytes())
    data[data.index(b"run.json") + len("run.json")] ^= 0xFF
    path.write_bytes(data)
    return path


def _no_zip(path: Path) -> Path:
    path.write_text("# A certificate")
    return path


@pytest.mark.parametrize("make", [_cut, _flipped, _no_zip])
def test_a_broken_zip_file_is_refused(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """The error is one line."""
    with pytest.raises(CertificateError, match="cannot be read as a zip file") as refused:
        container.read(make(tmp_path / "broken.zip"))
    assert 1 == len(str(refused.value).splitlines())


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    """A link in a pull request could point to any file of the machine that reads it."""
    (tmp_path / "certificate").mkdir()
    (tmp_path / "certificate" / "run.json").symlink_to("/etc/hostname")
    with pytest.raises(CertificateError, match=r"run\.json: is a link or a device"):
        container.read(tmp_path / "certificate")


def test_an_unsafe_name_in_a_folder_is_refused(tmp_path: Path) -> None:
    """The same names are unsafe in a folder and in a zip file."""
    (tmp_path / "run file.json").write_text("{}")
    with pytest.raises(CertificateError, match="unsafe name"):
        container.read(tmp_path)


def test_entries_of_folders_in_a_zip_file_are_ignored(tmp_path: Path) -> None:
    """A folder that was zipped by another program still contains the same files."""
    with ZipFile(tmp_path / "again.zip", "w") as archive:
        archive.mkdir("outputs")
        archive.writestr("outputs/T1.txt", "x")
    assert {"outputs/T1.txt": b"x"} == container.read(tmp_path / "again.zip")
