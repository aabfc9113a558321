"""The file of a journal as processes share it: one at a time changes it, and one run at a time creates things."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from token_conformance.errors import JournalError
from token_conformance.model.file import append

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]

_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_NO_LOCKS = (
    "nothing keeps two runs apart on this system; create and delete on Linux or macOS, or leave out --allow-writes"
)
_START = 1000
"""The bytes of a first line that are compared; an entry has about 250."""


def append_line(path: Path, line: str) -> None:
    """Append a line, which is on the disk afterwards; raises OSError, and the file is then as it was before."""
    with _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as file:
        size = os.fstat(file).st_size
        if size == 0:
            _sync(path.parent)  # its name must be on the disk too
        append(file, f"{_line_break(file, size)}{line}\n".encode(), durably=True)


def first_line(path: Path) -> bytes:
    """The start of the first line of a file, which tells it from another one; empty if it cannot be read."""
    with suppress(OSError):
        file = os.open(path, os.O_RDONLY | _NO_WAIT)
        try:
            return os.read(file, _START).partition(b"\n")[0]
        finally:
            os.close(file)
    return b""


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Let no other process change the file during the context; raises OSError, FileNotFoundError if there is none."""
    with _opened(path, os.O_RDWR):
        yield


@contextmanager
def only_run(journal: Path) -> Iterator[None]:
    """Let no other run use a journal during the context; raises JournalError if one does, or if nothing can stop it.

    The lock is on the folder, so no file is left; the system releases it if this process is killed.
    """
    if fcntl is None:
        raise JournalError(f"{journal}: {_NO_LOCKS}")
    with ExitStack() as opened:
        with suppress(OSError):  # a folder that cannot be locked, as on some networks, must not prevent a run
            folder = os.open(journal.parent, os.O_RDONLY)
            opened.callback(os.close, folder)
            _lock_now(folder, journal)
        yield


def _lock_now(file: int, journal: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        what = "is in use by another run that may create things, or by a clean-up"
        raise JournalError(f"{journal}: {what}; wait for its end") from None


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    """Open a regular file and lock it, so that no other process changes or removes it."""
    while True:
        file = os.open(path, flags, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file")
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_at(path, file):
                yield file
                return
        finally:
            os.close(file)


def _is_at(path: Path, file: int) -> bool:
    """Whether the path still leads to an open file: the process that had the lock may have removed it."""
    with suppress(FileNotFoundError):
        return os.path.samestat(path.stat(), os.fstat(file))
    return False


def _line_break(file: int, size: int) -> str:
    """The line break that a line needs before it if the last line of the file is incomplete, else nothing."""
    return "" if size == 0 or os.pread(file, 1, size - 1) == b"\n" else "\n"


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
