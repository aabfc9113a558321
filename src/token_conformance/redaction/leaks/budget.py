"""What may be unpacked from one file, and what is said of everything beyond."""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from token_conformance.model.bounds import MEGABYTE

MOST_BYTES = 64 * MEGABYTE
"""The most bytes that are unpacked from one file, all together."""

MOST_MEMBERS = 10_000
"""The most files that are unpacked from one file, all together."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises for archives that are damaged, encrypted, or packed by a method it does not have."""


@dataclass(frozen=True)
class Unseen:
    """Something that was not looked at, and why; `name` is empty if it is no member of an archive."""

    name: str
    reason: str


class TooMuchError(Exception):
    """More would be unpacked than the budget allows; the message names the bound."""


class Budget:
    """What may still be unpacked from one file."""

    def __init__(self) -> None:
        self.bytes = MOST_BYTES
        self.members = MOST_MEMBERS

    def take(self, count: int) -> None:
        """Count bytes that were unpacked; raises TooMuchError if they are too many."""
        self.bytes -= count
        if self.bytes < 0:
            raise TooMuchError(f"it unpacks to more than {MOST_BYTES // MEGABYTE} MB")

    def take_member(self) -> None:
        """Count one file; raises TooMuchError if it is one too many."""
        self.members -= 1
        if self.members < 0:
            raise TooMuchError(f"it has more than {MOST_MEMBERS:,} files")


Part = tuple[str, bytes]
"""The name of something in an archive, and its bytes."""

Opener = Callable[[bytes, Budget], Iterator["Part | Unseen"]]
