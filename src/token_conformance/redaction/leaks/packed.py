"""Unpacks archives and compressed data, within bounds, and says what it did not look at."""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from token_conformance.model.bounds import inflate_one
from token_conformance.redaction.leaks.budget import DAMAGED, MOST_MEMBERS, Budget, Opener, Part, TooMuchError, Unseen
from token_conformance.redaction.leaks.compressed import BZIP2, XZ, ZSTANDARD, gzip, zlib_stream

MOST_DEPTH = 5
"""The most archives that are unpacked in each other."""

_TAR = 257


def leaves(data: bytes, name: str, budget: Budget, depth: int = MOST_DEPTH) -> Iterator[Part | Unseen]:
    """What is in data after everything in it is unpacked: data with names, and what was not looked at."""
    opened = _opener(data)
    if opened is None:
        yield name, data
    elif isinstance(opened, str):
        yield Unseen(name, f"{opened} cannot be unpacked here")
        yield name, data
    elif depth == 0:
        yield Unseen(name, f"more than {MOST_DEPTH} archives are in each other")
    else:
        yield from _opened(opened, data, name, budget, depth)


def is_packed(head: bytes) -> bool:
    """Whether a file that starts like this has to be unpacked; `head` should have 300 bytes or more."""
    return _opener(head) is not None


def _opened(opened: Opener, data: bytes, name: str, budget: Budget, depth: int) -> Iterator[Part | Unseen]:
    try:
        for part in opened(data, budget):
            if isinstance(part, Unseen):
                yield Unseen(_within(name, part.name), part.reason)
            else:
                yield from leaves(part[1], _within(name, part[0]), budget, depth - 1)
    except TooMuchError as error:
        yield Unseen(name, str(error))
    except DAMAGED as error:
        if opened is not zlib_stream:  # two bytes say little: it was something else
            yield Unseen(
                name, f"it is damaged, or packed in a way that cannot be unpacked here ({type(error).__name__})"
            )
        yield name, data


def _within(name: str, member: str) -> str:
    return f"{name}/{member}" if name and member else name or member


def _opener(data: bytes) -> Opener | str | None:
    """What unpacks data that starts like this; its format's name if nothing here does; None if it is not packed."""
    if data[_TAR : _TAR + 5] == b"ustar":
        return _tar
    for magic, opened in _FORMATS:
        if data.startswith(magic):
            return opened
    return None


def _zip(data: bytes, budget: Budget) -> Iterator[Part | Unseen]:
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise TooMuchError(f"it has more than {MOST_MEMBERS:,} files")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        yield (
            "",
            b"\n".join(
                [archive.comment, *(item.filename.encode() + b" " + item.comment for item in archive.infolist())]
            ),
        )
        for item in archive.infolist():
            if not item.is_dir():
                yield _zipped(archive, item, budget)


def _zipped(archive: zipfile.ZipFile, item: zipfile.ZipInfo, budget: Budget) -> Part | Unseen:
    budget.take_member()
    if item.flag_bits & 1:
        return Unseen(item.filename, "it is encrypted")
    try:
        with archive.open(item) as member:
            content = member.read(budget.bytes + 1)
    except DAMAGED as error:
        return Unseen(
            item.filename, f"it is damaged, or packed in a way that cannot be unpacked here ({type(error).__name__})"
        )
    budget.take(len(content))
    return item.filename, content


def _tar(data: bytes, budget: Budget) -> Iterator[Part]:
    with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
        for item in archive:
            budget.take_member()
            yield "", f"{item.name} {item.linkname}".encode(errors="replace")
            if item.isreg() and (member := archive.extractfile(item)):
                content = member.read(budget.bytes + 1)
                budget.take(len(content))
                yield item.name, content


def _pdf(data: bytes, budget: Budget) -> Iterator[Part | Unseen]:
    """The streams of a PDF; its fonts may hide what they say, so it counts as not looked at."""
    yield Unseen("", "a PDF may show other characters than it has; make text of it")
    yield "", b"%" + data[4:]
    end = 0
    while (start := data.find(b"stream", end)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        budget.take_member()
        with suppress(zlib.error):  # a stream that is not compressed, or in another way
            yield "", inflate_one(data[start + len(b"stream") : end].lstrip(b"\r\n"), zlib.MAX_WBITS, budget.take)[0]
        end += len(b"endstream")


_FORMATS: tuple[tuple[bytes, Opener | str], ...] = (
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"\x1f\x8b\x08", gzip),
    *((b"BZh%d1AY&SY" % size, BZIP2) for size in range(1, 10)),
    (b"\xfd7zXZ\x00", XZ),
    (b"\x28\xb5\x2f\xfd", ZSTANDARD),
    (b"\x78\x01", zlib_stream),
    (b"\x78\x9c", zlib_stream),
    (b"\x78\xda", zlib_stream),
    (b"%PDF-", _pdf),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x9d", "compress"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"LZIP\x01", "lzip"),
    (b"\x89LZO", "LZO"),
    (b"MSCF\0\0\0\0", "a cabinet"),
    (b"!<arch>\ndebian", "a Debian package"),
    (b"\xed\xab\xee\xdb", "an RPM package"),
    (b"hsqs", "SquashFS"),
    (b"PAR1\x15", "Parquet"),
    (b"age-encryption.org/", "encrypted data"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted data"),
    (b"$ANSIBLE_VAULT", "encrypted data"),
    (b"Salted__", "encrypted data"),
    (b"\x03\xd9\xa2\x9a", "a KeePass database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old document of Microsoft Office"),
)
"""How packed data starts, and what unpacks it, or what it is if nothing here does."""
