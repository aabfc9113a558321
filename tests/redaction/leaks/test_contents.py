"""The texts of files: in all encodings, in blocks, out of archives; what was not looked at is named."""

import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from token_conformance.commands.leaks import scan
from token_conformance.redaction.leaks import contents
from token_conformance.redaction.leaks.budget import MOST_BYTES, MOST_MEMBERS, Unseen
from token_conformance.redaction.leaks.packed import MOST_DEPTH
from token_conformance.redaction.leaks.scan import Finding

EMAIL = "anna.berg" + "@northwind-mail.se"
LINE = f"one\n{EMAIL}\n".encode()


def found_in(path: Path) -> list[tuple[str, int, str]]:
    """The findings of a file: the path below it, the line and the kind."""
    results = scan(path)
    return [(str(f.path)[len(str(path)) :], f.line, f.kind) for f in results if isinstance(f, Finding)]


def not_looked_at(path: Path) -> list[str]:
    """The reasons for which something in a file was not looked at."""
    return [result.reason for result in scan(path) if isinstance(result, Unseen)]


def zipped(**members: bytes) -> bytes:
    """A zip archive."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return file.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    """A tar archive of one file."""
    with io.BytesIO() as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            item = tarfile.TarInfo(name)
            item.size = len(content)
            archive.addfile(item, io.BytesIO(content))
        return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        *(
            LINE.decode().encode(encoding)
            for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
        ),
        b"\x89PNG\r\x00\xff\xfe\n" + EMAIL.encode() + b"\x00\x80",
        b"\x89PNG\r\x00\xff\xfe\n" + EMAIL.encode("utf-16-le") + b"\x00\x80\x01",
        "é\n".encode("latin-1") + EMAIL.encode(),
    ],
)
def test_a_file_that_is_not_utf_8_is_scanned(tmp_path: Path, content: bytes) -> None:
    """Everything that can be read in it is scanned."""
    (tmp_path / "file").write_bytes(content)
    assert ["email"] == [kind for _, _, kind in found_in(tmp_path / "file")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_huge_file_is_scanned_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """The lines of a later block have the numbers of the file."""
    monkeypatch.setattr(contents, "_BLOCK_BYTES", 1001)
    (tmp_path / "log").write_bytes(("a line of a log\n" * 5000 + EMAIL).encode(encoding))
    assert [("", 5001, "email")] == found_in(tmp_path / "log")


def test_a_value_where_a_long_line_is_cut_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of such a line overlap."""
    monkeypatch.setattr(contents, "_BLOCK_BYTES", 10_000)
    (tmp_path / "log").write_text("." * (14_096 - 5) + EMAIL + "." * 30_000)
    assert ("", 1, "email") in found_in(tmp_path / "log")


@pytest.mark.parametrize(
    ("content", "member"),
    [
        (gzip.compress(LINE), ""),
        (gzip.compress(b"nothing\n") + gzip.compress(LINE), ""),
        (lzma.compress(LINE), ""),
        (zlib.compress(LINE), ""),
        (zipped(log=LINE), "/log"),
        (zipped(inner=zipped(log=LINE.decode().encode("utf-16"))), "/inner/log"),
        (tarred("logs/log", LINE), "/logs/log"),
        (gzip.compress(tarred("logs/log", gzip.compress(LINE))), "/logs/log"),
        (b"%PDF-1.7\nstream\r\n" + zlib.compress(LINE) + b"endstream", ""),
    ],
    ids=["gzip", "two streams", "xz", "zlib", "zip", "zip in zip", "tar", "gzip in tar in gzip", "PDF"],
)
def test_what_is_packed_is_unpacked(tmp_path: Path, content: bytes, member: str) -> None:
    """By how it starts, whatever its name is; the finding names the member."""
    (tmp_path / "file.LOG").write_bytes(content)
    assert [member] == [found for found, _, _ in found_in(tmp_path / "file.LOG")]


def test_the_names_of_members_are_scanned(tmp_path: Path) -> None:
    """An export is named by the person who made it."""
    (tmp_path / "file").write_bytes(zipped(**{EMAIL: b"nothing"}))
    assert [("", 2, "email")] == found_in(tmp_path / "file")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(LINE)[:-12], "damaged"),
        (zipped(log=LINE)[:40], "damaged"),
        (zipped(log=LINE).replace(b"\x08\x00", b"\x63\x00"), "packed in a way"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "7z cannot be unpacked here"),
        (b"Rar!\x1a\x07\x01\x00", "RAR cannot be unpacked here"),
        (b"%PDF-1.7\n", "a PDF may show other characters"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA", "encrypted data cannot be unpacked here"),
        (gzip.compress(bytes(MOST_BYTES + 1)), "it unpacks to more than 64 MB"),
        (zipped(**{str(number): b"" for number in range(MOST_MEMBERS + 1)}), "it has more than 10,000 files"),
    ],
    ids=["cut gzip", "cut zip", "another method", "7z", "RAR", "PDF", "PGP", "bomb", "many files"],
)
def test_what_cannot_be_unpacked_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    """It is never clean."""
    (tmp_path / "file").write_bytes(content)
    (told,) = not_looked_at(tmp_path / "file")
    assert reason in told


def test_an_encrypted_member_is_named_and_the_others_are_scanned(tmp_path: Path) -> None:
    """The flag of encryption is in the directory of the archive."""
    content = bytearray(zipped(a=LINE, b=LINE))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    (tmp_path / "file").write_bytes(content)
    assert [Unseen(f"{tmp_path}/file/a", "it is encrypted")] == [
        r for r in scan(tmp_path / "file") if isinstance(r, Unseen)
    ]
    assert [("/b", 2, "email")] == found_in(tmp_path / "file")


def test_archives_in_each_other_end_somewhere(tmp_path: Path) -> None:
    """The bound is named."""
    content = LINE
    for _ in range(MOST_DEPTH + 1):
        content = gzip.compress(content)
    (tmp_path / "file").write_bytes(content)
    assert ["more than 5 archives are in each other"] == not_looked_at(tmp_path / "file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Only regular files are read."""
    os.mkfifo(tmp_path / "pipe")
    assert ["it is no regular file"] == not_looked_at(tmp_path / "pipe")
    assert ["it is no regular file"] == not_looked_at(Path(os.devnull))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The others are scanned all the same."""
    (reason,) = not_looked_at(tmp_path / "missing")
    assert reason.startswith("it cannot be read")


def test_text_that_starts_like_an_archive_is_text(tmp_path: Path) -> None:
    """Two letters are not enough."""
    for text in ("PK and others", "BZh is a format", "x\x01", "LZIP is one, too", "hello"):
        (tmp_path / "file").write_text(text)
        assert [] == list(scan(tmp_path / "file"))
