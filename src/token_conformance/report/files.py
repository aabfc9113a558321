"""Report files: compared with what they should be, or replaced as a whole."""

import errno
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from token_conformance.errors import ReportError
from token_conformance.model.text_file import replace_text

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def renew(files: Mapping[Path, str], *, check: bool, remedy: str) -> int:
    """Write the files, or check that they hold their texts already; returns the exit status, 1 for a stale one."""
    if check:
        return _check(files, remedy)
    for path, text in files.items():
        write(path, text)
        sys.stdout.write(f"{path}: written\n")
    return 0


def write(path: Path, text: str) -> None:
    """Replace a file, whose permissions stay, or leave it as it was; raises ReportError where it cannot be written."""
    if path.exists() and not path.is_file():
        raise ReportError(f"{path}: is no file, and would be replaced by one; name another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_protected(path)
        replace_text(path.resolve(), text)  # what a link points to, not the link
    except OSError as error:
        raise ReportError(f"{path}: cannot be written ({error.strerror}); make it writable or name another") from error


def stale(files: Mapping[Path, str]) -> list[Path]:
    """The files that do not hold the text they should, or are not there."""
    return [path for path, text in files.items() if not _holds(path, text.encode())]


def _check(files: Mapping[Path, str], remedy: str) -> int:
    outdated = stale(files)
    for path in outdated:
        sys.stderr.write(f"{path}: stale; {remedy}\n")
    return 1 if outdated else 0


def _refuse_protected(path: Path) -> None:
    """Replacing a file asks nothing of the file itself, and root may write to any: so its owner's wish is looked up."""
    if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & _WRITABLE):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
