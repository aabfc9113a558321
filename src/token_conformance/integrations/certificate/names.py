"""The names of files that a certificate may hold: whoever unpacks one must not be surprised by where a file lands."""

import re
from collections.abc import Iterable
from pathlib import Path

from token_conformance.errors import CertificateError

MOST_FILES = 500
MOST_BYTES = 64 * 1024 * 1024
"""A certificate of 30 scenarios has about 100 files and 2 MB; more than this is no certificate but an attack."""

_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_SAFE = re.compile(rf"{_PART}(?:/{_PART}){{0,3}}")


def refuse_unsafe(path: Path, names: Iterable[str]) -> None:
    """Raise CertificateError for a name that leads elsewhere, is hidden, or is another one in other letters."""
    seen: set[str] = set()
    for name in names:
        if not _SAFE.fullmatch(name):
            raise CertificateError(f"{path}: holds a file with the unsafe name {name[:80]!r}; pack it again")
        if name.lower() in seen:
            raise CertificateError(f"{path}: holds {name} twice; pack it again")
        seen.add(name.lower())


def refuse_excess(path: Path, sizes: Iterable[int]) -> None:
    """Raise CertificateError for more files or bytes than a certificate can have."""
    known = list(sizes)
    if len(known) > MOST_FILES or sum(known) > MOST_BYTES:
        raise CertificateError(
            f"{path}: holds {len(known)} files of {sum(known):,} bytes, and a certificate has at most {MOST_FILES} of"
            f" {MOST_BYTES:,}; it is none"
        )
