"""Report files: compared with what they should be, or replaced as a whole."""

import sys
from collections.abc import Mapping
from pathlib import Path

from token_conformance.report.error import ReportError


def write(path: Path, text: str) -> None:
    """Replace a file, or leave it as it was; raises ReportError where it cannot be written."""
    part = path.with_name(path.name + ".part")
    if path.exists() and not path.is_file():
        raise ReportError(f"{path}: is no file, and would be replaced by one; name another --output")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise ReportError(f"{path}: cannot be written ({error.strerror}); name another --output") from error


def stale(files: Mapping[Path, str]) -> list[Path]:
    """The files that do not hold the text they should, or are not there."""
    return [path for path, text in files.items() if not _holds(path, text.encode())]


def check(files: Mapping[Path, str], command: str) -> int:
    """Name each stale file with the command that makes it again; the exit status is 1 if there is one."""
    outdated = stale(files)
    sys.stderr.writelines(f"{path}: stale; make it again with `{command}`\n" for path in outdated)
    return 1 if outdated else 0


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
