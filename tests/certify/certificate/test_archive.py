"""A zip file is read only if each of its bytes is what `certify pack` writes, or the content of a file."""

import io
import zlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from for_each import for_each
from hand_made_zip import Made, deflated, made
from token_conformance._version import __version__
from token_conformance.certify.certificate import archive
from token_conformance.certify.certificate.archive import ArchiveError

COMMITTED = Path(__file__).parents[3] / "reports" / "certified" / __version__ / "reference.zip"
FILES = {"a.txt": b"content\n", "b/c.json": b"{}" * 99, "empty": b""}

GOOD = Made(b"a.txt")
OTHER = Made(b"b.txt", b"other\n")


def read(data: bytes) -> Mapping[str, bytes]:
    """The content of each file."""
    return {entry.name: archive.content(data, entry) for entry in archive.entries(data)}


def test_what_is_written_is_read() -> None:
    """No file is lost, and the order in which they are given does not matter."""
    assert FILES == read(archive.write(FILES))
    assert archive.write(FILES) == archive.write(dict(reversed(FILES.items())))


def test_other_programs_read_it_too() -> None:
    """Python's own reader sees the same files, and finds no damage."""
    with ZipFile(io.BytesIO(archive.write(FILES))) as zipped:
        assert zipped.testzip() is None
        assert FILES == {name: zipped.read(name) for name in zipped.namelist()}


def test_the_layout_is_the_one_that_is_made_by_hand() -> None:
    """The tests below change a zip file that is right before the change."""
    assert archive.write({"a.txt": b"content\n", "b.txt": b"other\n"}) == made(GOOD, OTHER)


def test_nothing_is_a_zip_file_without_files() -> None:
    """An end record alone has no files."""
    assert {} == read(archive.write({}))


def test_a_stored_file_is_read() -> None:
    """A file need not be compressed."""
    stored = Made(b"a.txt", b"PK\x05\x06" * 9, both={"method": 0}, packed=b"PK\x05\x06" * 9)
    assert {"a.txt": b"PK\x05\x06" * 9} == read(made(stored))


def test_the_committed_certificate_is_read_and_written_again() -> None:
    """Its bytes are those of its files: nothing else is in it."""
    files = read(COMMITTED.read_bytes())
    assert 59 == len(files)
    if zlib.ZLIB_RUNTIME_VERSION.startswith("1.2"):  # others may compress differently
        assert COMMITTED.read_bytes() == archive.write(files)


def _bomb() -> Made:
    """A file that declares 100 bytes and holds a hundred thousand times as many."""
    return Made(b"a.txt", bytes(100), packed=deflated(bytes(10_000_000)), both={})


_STREAM = deflated(b"content\n")
_LINK = 0o120777 << 16
_FOLDER = 0o040755 << 16 | 0x10
_ZIP64 = b"\x01\x00\x10\x00" + (8).to_bytes(8, "little") * 2
_ZIP64_END = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(44) + b"PK\x06\x07" + bytes(16)
_END = b"PK\x05\x06" + bytes(18)

REFUSED = {
    # What is around the files.
    "nothing": (b"", "it does not start with a file"),
    "a text": (b"# A certificate", "it does not start with a file"),
    "a script in front": (made(GOOD, front=b"#!/bin/sh\nexit 1\n"), "it does not start with a file"),
    "a PDF in front": (made(GOOD, front=b"%PDF-1.7\n"), "it does not start with a file"),
    "another zip file in front": (made(GOOD) + made(GOOD), "the end record has the offset of the directory"),
    "another zip file in front, with offsets that know of it": (
        made(GOOD, front=made(GOOD)),
        "'a.txt' in the directory has the offset 118, not 0",
    ),
    "a part of a spanned file in front": (made(GOOD, front=b"PK\x07\x08"), "it does not start with a file"),
    "a comment": (made(GOOD, behind=b"hello", commented=5), "it does not end with the end record"),
    "an end record in the comment": (made(GOOD, behind=_END, commented=22), "the end record has the offset of"),
    "a second end record": (made(GOOD) + _END, "the end record has the offset of the directory 0, not"),
    "HTML behind": (made(GOOD, behind=b"<html></html>"), "it does not end with the end record"),
    "one byte behind": (made(GOOD, behind=b"\0"), "it does not end with the end record"),
    "a declared comment": (made(GOOD, commented=1), "the end record has the length of the comment 1, not 0"),
    "a cut file": (made(GOOD)[:-1], "it does not end with the end record"),
    "another disk": (made(GOOD, disk=1), "the end record has the number of this disk 1, not 0"),
    "a directory on another disk": (made(GOOD, first_disk=1), "the end record has the disk of the directory 1, not 0"),
    "fewer entries here": (made(GOOD, here=0), "the end record has the number of entries on this disk 0, not 1"),
    "fewer entries than files": (made(GOOD, OTHER, here=1, count=1), "bytes in it belong to no file"),
    "more entries than files": (made(GOOD, here=2, count=2), "its directory has fewer entries than the end record"),
    "another size of the directory": (made(GOOD, length=50), "the end record has the offset of the directory"),
    "a size that is too large": (made(GOOD, length=0xFFFFFFFF), "the end record has the offset of the directory"),
    "a gap in the directory": (
        made(Made(b"a.txt", listed_extra=b"payload"), OTHER),
        "bytes in its directory belong to no entry",
    ),
    "a gap behind the last entry of the directory": (
        made(Made(b"a.txt", listed_extra=b"payload")),
        "bytes in it belong to no file",
    ),
    "a gap in front of the directory": (made(GOOD, gap=b"payload"), "bytes in it belong to no file"),
    "a gap between files": (
        made(Made(b"a.txt", behind=b"payload"), OTHER),
        "'b.txt' in the directory has the offset 52, not 45",
    ),
    "a file that is not listed": (
        made(GOOD, Made(b"evil", listed=False), OTHER),
        "'b.txt' in the directory has the offset 89, not 45",
    ),
    "a last file that is not listed": (made(GOOD, Made(b"evil", listed=False)), "bytes in it belong to no file"),
    "a file that is only listed": (made(GOOD, Made(b"b.txt", there=False)), "bytes in it belong to no file"),
    "two entries of one file": (
        made(GOOD, Made(b"b.txt", there=False, central={"offset": 0})),
        "'b.txt' in the directory has the offset 0, not 45",
    ),
    "zip64 records": (made(GOOD, gap=_ZIP64_END), "bytes in it belong to no file"),
    "zip64 counts": (made(GOOD, here=0xFFFF, count=0xFFFF), "it has 65,535 files or more, and 500 are the most that"),
    "zip64 sizes": (
        made(Made(b"a.txt", both={"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF, "extended": 20}, extra=_ZIP64)),
        "'a.txt' in the directory has the length of the extra field 20, not 0",
    ),
    "files in another order": (made(OTHER, GOOD), "its files are not in the order of their names"),
    # The headers of a file.
    "a folder": (
        made(Made(b"../../../evil/", b"payload", both={"external": _FOLDER})),
        "'../../../evil/' in the directory has the external attributes",
    ),
    "a link": (made(Made(b"a.txt", both={"external": _LINK})), "has the external attributes"),
    "internal attributes": (made(Made(b"a.txt", both={"internal": 1})), "has the internal attributes 1, not 0"),
    "a comment of a file": (made(Made(b"a.txt", central={"commented": 2})), "has the length of the comment 2, not 0"),
    "an extra field": (
        made(Made(b"a.txt", both={"extended": 4}, extra=bytes(4), listed_extra=bytes(4))),
        "has the length of the extra field 4, not 0",
    ),
    "an extra field in front of the content alone": (
        made(Made(b"a.txt", local={"extended": 4}, extra=bytes(4))),
        "bytes in it belong to no file",
    ),
    "a declared extra field in front of the content": (
        made(Made(b"a.txt", local={"extended": 4})),
        "'a.txt' in front of its content has the length of the extra field 4, not 0",
    ),
    "encryption": (made(Made(b"a.txt", both={"flags": 1})), "has the flags 1, not 0"),
    "a data descriptor": (made(Made(b"a.txt", both={"flags": 8}, behind=bytes(16))), "has the flags 8, not 0"),
    "a name that is declared as UTF-8": (made(Made(b"a.txt", both={"flags": 0x800})), "has the flags 2048, not 0"),
    "a flag in front of the content alone": (made(Made(b"a.txt", local={"flags": 8})), "has the flags 8, not 0"),
    "deflate64": (made(Made(b"a.txt", both={"method": 9})), "'a.txt' has the method 9; files are stored (0) or"),
    "bzip2": (made(Made(b"a.txt", both={"method": 12})), "'a.txt' has the method 12; files are stored (0) or"),
    "lzma": (made(Made(b"a.txt", both={"method": 14})), "'a.txt' has the method 14; files are stored (0) or"),
    "another method in front of the content": (made(Made(b"a.txt", local={"method": 0})), "has the method 0, not 8"),
    "a newer version": (made(Made(b"a.txt", both={"needed": 63})), "has the version needed 63, not 20"),
    "an older version": (made(Made(b"a.txt", both={"needed": 10})), "has the version needed 10, not 20"),
    "another system": (made(Made(b"a.txt", both={"made_by": 20})), "has the version that made it 20, not 788"),
    "a time": (made(Made(b"a.txt", both={"time": 1})), "has the time 1, not 0"),
    "a date": (made(Made(b"a.txt", local={"date": 0x22})), "has the date 34, not 33"),
    "a disk of a file": (made(Made(b"a.txt", both={"disk": 1})), "has the number of the disk 1, not 0"),
    "another name in front of the content": (
        made(GOOD).replace(b"a.txt", b"e.txt", 1),
        "'a.txt' has another name in front of its content",
    ),
    "another length of the name": (made(Made(b"a.txt", local={"named": 4})), "has the length of the name 4, not 5"),
    "a name longer than the file": (made(Made(b"a.txt", central={"named": 999})), "has the length of the name 999"),
    "a name that is not ASCII": (made(Made("а.txt".encode())), r"the name b'\xd0\xb0.txt' is not ASCII"),  # noqa: RUF001  # a Cyrillic letter
    "another CRC in front of the content": (made(Made(b"a.txt", local={"crc": 1})), "has the CRC 1, not"),
    "another size in front of the content": (made(Made(b"a.txt", local={"size": 1})), "has the size 1, not 8"),
    "another signature": (made(Made(b"a.txt", central={"signature": 1})), "bytes in its directory belong to no entry"),
    "no signature in front of a file": (
        made(GOOD, Made(b"b.txt", local={"signature": 1})),
        "'b.txt' in front of its content has the signature",
    ),
    # The content of a file.
    "a wrong CRC": (made(Made(b"a.txt", both={"crc": 1})), "has another size or CRC than its header says"),
    "a size that is one too large": (made(Made(b"a.txt", both={"size": 9})), "has another size or CRC than its"),
    "a size that is one too small": (
        made(Made(b"a.txt", both={"size": 7})),
        "it unpacks to more than the 7 bytes",
    ),
    "more content than declared": (made(_bomb()), "bytes for a content of 100 bytes"),
    "more content than declared, well compressed": (
        made(Made(b"a.txt", bytes(10_000), packed=deflated(bytes(1_000_000)))),
        "content of 'a.txt' cannot be unpacked: it unpacks to more than the 10,000 bytes that its header says",
    ),
    "data behind the compressed content": (
        made(Made(b"a.txt", packed=_STREAM + b"x")),
        "the content of 'a.txt' cannot be unpacked: it does not end with its last byte",
    ),
    "more data behind the compressed content": (
        made(Made(b"a.txt", packed=_STREAM + b"payload")),
        "the content of 'a.txt' cannot be unpacked: it does not end with its last byte",
    ),
    "compressed content that is cut": (
        made(Made(b"a.txt", packed=_STREAM[:-1])),
        "the content of 'a.txt' cannot be unpacked: it does not end with its last byte",
    ),
    "no compressed content": (made(Made(b"a.txt", b"", packed=b"")), "does not end with its last byte"),
    "damaged compressed content": (
        made(Made(b"a.txt", packed=b"\xff" * 9)),
        "cannot be unpacked: it is damaged (",
    ),
    "a bit behind the compressed content": (
        made(Made(b"a.txt", packed=_STREAM[:-1] + bytes([_STREAM[-1] | 0x80]))),
        "the content of 'a.txt' cannot be unpacked: it has bits behind its end",
    ),
    "parts without content": (
        made(Made(b"a.txt", packed=b"\0\0\0\xff\xff" * 99 + _STREAM)),
        "'a.txt' takes 505 bytes for a content of 8 bytes",
    ),
    "a stored file of another size": (
        made(Made(b"a.txt", both={"method": 0}, packed=b"short")),
        "'a.txt' takes 5 bytes for a content of 8 bytes",
    ),
}


@for_each("name", REFUSED)
def test_any_other_layout_is_refused(name: str) -> None:
    """One line says what is there, and what should be."""
    data, said = REFUSED[name]
    with pytest.raises(ArchiveError) as refused:
        read(data)
    assert said in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("size", [0, 1, 7, 2048, 70_000])
def test_content_that_cannot_be_compressed_is_read(size: int) -> None:
    """Such content takes a little more space compressed than not."""
    noise = zlib.compress(bytes(range(256)) * 1000)[:size]
    assert {"a": noise} == read(archive.write({"a": noise}))


def test_each_flipped_bit_of_a_small_file_is_noticed() -> None:
    """Every byte is content or known, also the last bits of compressed content."""
    whole = archive.write({"a.txt": b"content\n", "b.txt": b"other\n"})
    for index in range(8 * len(whole)):
        data = bytearray(whole)
        data[index // 8] ^= 1 << index % 8
        with pytest.raises(ArchiveError):
            read(bytes(data))
