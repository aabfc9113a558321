"""The zip file of a certificate: one layout, in which every byte is either content or known. Nothing in it is trusted.

Two readers of a zip file can see different files: one reads the directory at the end, another the headers in front of
the files, and both skip what is between. So the layout here is the one that `write` makes, and `entries` refuses any
other: files in the order of their names from the first byte on, the directory behind the last one, and the end record
as the last 22 bytes. Only how a file is compressed is free, since versions of zlib differ.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Any

from token_conformance.certify.certificate.deflate import StreamError, deflated, inflated, most_deflated

MOST_FILES = 500
"""A certificate of 30 scenarios has about 100 files; more than this may be an attack."""

_LOCAL = Struct("<4s5H3L2H")
_LOCAL_FIELDS = (
    "the signature",
    "the version needed",
    "the flags",
    "the method",
    "the time",
    "the date",
    "the CRC",
    "the compressed size",
    "the size",
    "the length of the name",
    "the length of the extra field",
)

_CENTRAL = Struct("<4s6H3L5H2L")
_CENTRAL_FIELDS = (
    _LOCAL_FIELDS[0],
    "the version that made it",
    *_LOCAL_FIELDS[1:],
    "the length of the comment",
    "the number of the disk",
    "the internal attributes",
    "the external attributes",
    "the offset",
)

_END = Struct("<4s4H2LH")
_END_FIELDS = (
    "the signature",
    "the number of this disk",
    "the disk of the directory",
    "the number of entries on this disk",
    "the number of entries",
    "the size of the directory",
    "the offset of the directory",
    "the length of the comment",
)

_LOCAL_SIGNATURE, _CENTRAL_SIGNATURE, _END_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_NEEDED = 20
_MADE_BY = 3 << 8 | _NEEDED
"""Unix, which gives the external attributes their meaning."""

_TIME, _DATE = 0, 0x21
"""The first day of 1980, so that the same files are the same bytes on any day."""

_ATTRIBUTES = 0o100644 << 16
"""A regular file that its owner may write and everyone may read."""

_STORED, _DEFLATED = 0, 8


class ArchiveError(ValueError):
    """The bytes are not a zip file of this layout; the message says why, in one line."""


@dataclass(frozen=True)
class Entry:
    """One file: `packed` is its compressed size in bytes, `offset` the number of its header's first byte."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def start(self) -> int:
        """The number of the first byte of its compressed content."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """The number of the byte after its compressed content."""
        return self.start + self.packed

    @property
    def label(self) -> str:
        """The name as a line of text can show it."""
        return repr(self.name[:80])


def write(files: Mapping[str, bytes]) -> bytes:
    """The zip file of some files, whose names are ASCII: the same files and the same zlib give the same bytes."""
    entries, parts, offset = [], [], 0
    for name, content in sorted(files.items()):
        packed = deflated(content)
        entry = Entry(name, _DEFLATED, zlib.crc32(content), len(packed), len(content), offset)
        parts += [_LOCAL.pack(*_local(entry)), name.encode("ascii"), packed]
        entries.append(entry)
        offset = entry.end
    directory = b"".join(_CENTRAL.pack(*_central(entry)) + entry.name.encode("ascii") for entry in entries)
    return b"".join([*parts, directory, _END.pack(*_end(len(entries), len(directory), offset))])


def entries(data: bytes) -> list[Entry]:
    """The files of a zip file, whose contents are not yet unpacked; raises ArchiveError for any other layout.

    Names are ASCII, but otherwise not checked, and they can occur twice.
    """
    end = len(data) - _END.size
    count, size = _end_record(data, end)
    found = list(_directory(data, end - size, end, count))
    for entry in found:
        _check_local(data, entry)
    names = [entry.name for entry in found]
    if names != sorted(names):
        raise ArchiveError("its files are not in the order of their names")
    return found


def content(data: bytes, entry: Entry) -> bytes:
    """Unpack one file, to no more bytes than it declares; raises ArchiveError if it is not what its header says."""
    packed = data[entry.start : entry.end]
    try:
        plain = packed if entry.method == _STORED else inflated(packed, entry.size)
    except StreamError as error:
        raise ArchiveError(f"the content of {entry.label} cannot be unpacked: {error}") from error
    if len(plain) != entry.size or zlib.crc32(plain) != entry.crc:
        raise ArchiveError(f"the content of {entry.label} has another size or CRC than its header says")
    return plain


def _local(entry: Entry) -> tuple[Any, ...]:
    """The fields of the header in front of a file."""
    sizes = (entry.crc, entry.packed, entry.size, len(entry.name))
    return (_LOCAL_SIGNATURE, _NEEDED, 0, entry.method, _TIME, _DATE, *sizes, 0)


def _central(entry: Entry) -> tuple[Any, ...]:
    """The fields of a file in the directory."""
    return (_CENTRAL_SIGNATURE, _MADE_BY, *_local(entry)[1:], 0, 0, 0, _ATTRIBUTES, entry.offset)


def _end(count: int, size: int, offset: int) -> tuple[Any, ...]:
    """The fields of the end record."""
    return (_END_SIGNATURE, 0, 0, count, count, size, offset, 0)


def _end_record(data: bytes, end: int) -> tuple[int, int]:
    """The number of files, and the size of the directory in bytes."""
    if not data.startswith((_LOCAL_SIGNATURE, _END_SIGNATURE)):
        raise ArchiveError("it does not start with a file: it is no zip file, or has other data in front of it")
    if end < 0 or not data.startswith(_END_SIGNATURE, end):
        raise ArchiveError("it does not end with the end record: it is cut, or has a comment or other data behind it")
    fields = _END.unpack_from(data, end)
    count, size = fields[4:6]
    if count > MOST_FILES:
        raise ArchiveError(f"it has {count:,} files or more, and {MOST_FILES} are the most that are read")
    _compare("the end record", _END_FIELDS, _end(count, size, end - size), fields)
    return count, size


def _directory(data: bytes, start: int, end: int, count: int) -> Iterator[Entry]:
    """The entries of the directory, which must fill its bytes, and whose files must fill those in front of it."""
    position = offset = 0
    for _ in range(count):
        entry = _central_entry(data, start + position, end, offset)
        yield entry
        position, offset = position + _CENTRAL.size + len(entry.name), entry.end
    if start + position != end or offset != start:
        raise ArchiveError("bytes in it belong to no file")


def _central_entry(data: bytes, position: int, end: int, offset: int) -> Entry:
    if position + _CENTRAL.size > end:
        raise ArchiveError("its directory has fewer entries than the end record says")
    fields = _CENTRAL.unpack_from(data, position)
    if fields[0] != _CENTRAL_SIGNATURE:
        raise ArchiveError("bytes in its directory belong to no entry")
    method, (crc, packed, size, length) = fields[4], fields[7:11]
    name = data[position + _CENTRAL.size : position + _CENTRAL.size + length]
    if not name.isascii():
        raise ArchiveError(f"the name {name[:80]!r} is not ASCII")
    entry = Entry(name.decode("ascii"), method, crc, packed, size, offset)
    _check_method(entry)
    _compare(f"{entry.label} in the directory", _CENTRAL_FIELDS, _central(entry), fields)
    return entry


def _check_method(entry: Entry) -> None:
    if entry.method not in {_STORED, _DEFLATED}:
        raise ArchiveError(f"{entry.label} has the method {entry.method}; files are stored (0) or deflated (8)")
    most = entry.size if entry.method == _STORED else most_deflated(entry.size)
    if entry.packed > most or (entry.method == _STORED and entry.packed != entry.size):
        raise ArchiveError(f"{entry.label} takes {entry.packed:,} bytes for a content of {entry.size:,} bytes")


def _check_local(data: bytes, entry: Entry) -> None:
    """The header in front of a file says the same as the directory. The directory is behind all of it."""
    found = _LOCAL.unpack_from(data, entry.offset)
    _compare(f"{entry.label} in front of its content", _LOCAL_FIELDS, _local(entry), found)
    if data[entry.start - len(entry.name) : entry.start] != entry.name.encode("ascii"):
        raise ArchiveError(f"{entry.label} has another name in front of its content")


def _compare(what: str, names: Sequence[str], expected: Sequence[object], found: Sequence[object]) -> None:
    for name, wanted, value in zip(names, expected, found, strict=True):
        if wanted != value:
            raise ArchiveError(f"{what} has {name} {value!r}, not {wanted!r}")
