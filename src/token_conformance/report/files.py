"""Report files: a file is replaced as a whole, or compared with the text that it should have."""

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from token_conformance.errors import ReportError
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.redaction.output import complain, say

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def renew(files: Mapping[Path, str], *, check: bool, remedy: str) -> int:
    """Write the files, or check that each already has its text; returns the exit status, 1 if a file is stale.

    `remedy` says in the message on a stale file what to do.
    """
    if check:
        return _check(files, remedy)
    for path, text in files.items():
        write(path, text)
        say(f"{path}: written")
    return 0


def write(path: Path, text: str) -> None:
    """Replace a file and keep its permissions; raises ReportError, with the file unchanged, if this is impossible."""
    try:
        if path.exists() and not path.is_file():
            raise ReportError(f"{path}: is not a regular file, so it is not replaced; name another path")
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_protected(path)
        replace_text(path.resolve(), text)  # what a link points to, not the link
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = reason_of(error) if isinstance(error, OSError) else "it is a link that leads to itself"
        raise ReportError(f"{path}: cannot be written ({reason}); make it writable or name another") from error


def stale(files: Mapping[Path, str]) -> list[Path]:
    """The files that are missing or have another text than they should; raises ReportError if one is unreadable."""
    return [path for path, text in files.items() if not _has_content(path, text.encode())]


def _check(files: Mapping[Path, str], remedy: str) -> int:
    outdated = stale(files)
    for path in outdated:
        complain(f"{path}: stale; {remedy}")
    return 1 if outdated else 0


def _refuse_protected(path: Path) -> None:
    """Raise PermissionError for a write-protected file: replacing it, or being root, would bypass the protection."""
    if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & _WRITABLE):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _has_content(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({reason_of(error)}); make it readable") from error
