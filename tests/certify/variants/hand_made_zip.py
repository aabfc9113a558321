"""Zip files that are made by hand: each field of each header can be wrong, and bytes can be anywhere."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

_LOCAL = ("signature", "needed", "flags", "method", "time", "date", "crc", "packed", "size", "named", "extended")
_CENTRAL = (
    *("signature", "made_by", "needed", "flags", "method", "time", "date", "crc", "packed", "size", "named"),
    *("extended", "commented", "disk", "internal", "external", "offset"),
)
_END = ("signature", "disk", "first_disk", "here", "count", "length", "offset", "commented")

_USUAL = {"made_by": 0x0314, "needed": 20, "flags": 0, "method": 8, "time": 0, "date": 0x21}
_REST = {"extended": 0, "commented": 0, "disk": 0, "internal": 0, "external": 0o100644 << 16}

Fields = Mapping[str, int]


def deflated(content: bytes) -> bytes:
    """The content as a raw deflate stream."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(content) + compressor.flush()


@dataclass(frozen=True)
class Made:
    """One file: `both` changes fields of both headers, `local` and `central` those of one; `packed` is its stream.

    `extra` follows the name in front of the content, `listed_extra` that in the directory, and `behind` the content. A
    file that is not `listed` is missing in the directory, one that is not `there` is nowhere else.
    """

    name: bytes
    content: bytes = b"content\n"
    both: Fields = field(default_factory=dict)
    local: Fields = field(default_factory=dict)
    central: Fields = field(default_factory=dict)
    packed: bytes | None = None
    extra: bytes = b""
    listed_extra: bytes = b""
    behind: bytes = b""
    listed: bool = True
    there: bool = True

    @property
    def stream(self) -> bytes:
        """What is between the headers."""
        return deflated(self.content) if self.packed is None else self.packed

    def fields(self, offset: int) -> dict[str, int]:
        """The fields that both headers have, as they should be."""
        sizes = {"crc": zlib.crc32(self.content), "packed": len(self.stream), "size": len(self.content)}
        return {**_USUAL, **_REST, **sizes, "named": len(self.name), "offset": offset, **self.both}


def made(*files: Made, front: bytes = b"", gap: bytes = b"", behind: bytes = b"", **end: int) -> bytes:
    """A zip file with bytes in front of it, in front of its directory and behind it; `end` changes the end record."""
    data, directory, count = front, b"", 0
    for file in files:
        fields = file.fields(len(data))
        if file.listed:
            count += 1
            known = {"signature": 0x02014B50, **fields, **file.central}
            directory += struct.pack("<I6H3I5H2I", *(known[name] for name in _CENTRAL)) + file.name + file.listed_extra
        if file.there:
            known = {"signature": 0x04034B50, **fields, **file.local}
            data += struct.pack("<I5H3I2H", *(known[name] for name in _LOCAL)) + file.name + file.extra
            data += file.stream + file.behind
    data += gap
    usual = {"signature": 0x06054B50, "disk": 0, "first_disk": 0, "here": count, "count": count, "commented": 0}
    known = usual | {"length": len(directory), "offset": len(data)} | end
    return data + directory + struct.pack("<I4H2IH", *(known[name] for name in _END)) + behind
