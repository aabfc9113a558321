"""The home folder of a subject in a scenario: its log files, its size, and its removal.

The subject made what is in it, so no link is followed below it, and everything that is read has a bound.
"""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial, reduce
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

MOST_FILES = 20_000
"""The most files and folders that a subject may have in its home."""
MOST_BYTES = 200_000_000
"""The most bytes that they may use on the disk."""
MOST_LOGS = 100
"""The most log files that are read."""
MOST_LOG_BYTES = 1_000_000
"""The most bytes that are read of all log files together."""
_DEEPEST = 16
_HOMES = "subjects-"
_REMOVE_SECONDS = 60


@contextmanager
def folder_of_homes() -> Iterator[Path]:
    """A folder for the homes of several scenarios, so that all but one can be hidden from a subject."""
    with TemporaryDirectory(prefix=_HOMES, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def home_in(homes: Path) -> Iterator[Path]:
    """A new home, with a folder for temporary files, until the context ends."""
    home = Path(mkdtemp(prefix="subject-", dir=homes))
    (home / "tmp").mkdir()
    try:
        yield home
    finally:
        _remove(home)


def siblings_of(home: Path) -> Path | None:
    """The folder with the homes of all scenarios, which contains this one; None if the home is alone."""
    return home.parent if home.parent.name.startswith(_HOMES) else None


def is_too_full(home: Path) -> bool:
    """Whether there are more files or bytes below a home than a subject may write."""
    used = 0
    for files, entry in enumerate(_entries(home), 1):
        with suppress(OSError):
            used += entry.stat(follow_symlinks=False).st_blocks * 512
        if files > MOST_FILES or used > MOST_BYTES:
            return True
    return False


def _entries(home: Path) -> Iterator[os.DirEntry[str]]:
    folders = [str(home)]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def logs_in(home: Path) -> bytes:
    """The log files below a home, each with its name in front, cut at a limit for all of them together.

    A log that is a link, or otherwise not a file of the subject's own, has the reason why it was not read.
    """
    parts: list[bytes] = []
    for number, (name, content_of) in enumerate(_logs(home)):
        room = MOST_LOG_BYTES - sum(map(len, parts))
        if room <= 0:
            break  # the last part is cut, and nothing may follow where a token may be cut
        if number == MOST_LOGS:
            parts.append(f"\n--- (there are more than {MOST_LOGS} log files; the others were not read)\n".encode())
            break
        parts.append(b"\n--- %s\n%s" % (name, content_of(room)))
    return b"".join(parts)[:MOST_LOG_BYTES]


def _logs(home: Path) -> Iterator[tuple[bytes, Callable[[int], bytes]]]:
    """The name of each log file, and what reads it up to a number of bytes."""
    with suppress(OSError):  # the product may have removed its home
        yield from _below(os.open(home, _flags("O_DIRECTORY")), b"", 0)


def _flags(*names: str) -> int:
    """Flags to open a file or folder for reading, those that the system has; of Linux and macOS, these are all."""
    return reduce(or_, (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", *names)), os.O_RDONLY)


def _below(folder: int, place: bytes, depth: int) -> Iterator[tuple[bytes, Callable[[int], bytes]]]:
    """The same for an open folder, which is closed at the end."""
    try:
        for name in sorted(map(os.fsencode, os.listdir(folder))):
            if (inner := _folder_in(folder, name)) is not None and depth < _DEEPEST:
                yield from _below(inner, place + name + b"/", depth + 1)
            elif name.endswith(b".log"):
                yield place + name, partial(_read, folder, name)
    finally:
        os.close(folder)


def _folder_in(folder: int, name: bytes) -> int | None:
    try:
        return os.open(name, _flags("O_DIRECTORY"), dir_fd=folder)
    except OSError:  # it is a file or a link, or the product has made it unreadable
        return None


def _read(folder: int, name: bytes, most: int) -> bytes:
    """The start of a file in an open folder, or why it is not read."""
    try:
        file = os.open(name, _flags("O_NONBLOCK", "O_NOCTTY"), dir_fd=folder)
    except OSError as error:
        return f"(not read: {error.strerror})\n".encode()
    with os.fdopen(file, "rb") as opened:
        info = os.fstat(file)
        if not stat.S_ISREG(info.st_mode) or info.st_nlink > 1:
            return b"(not read: it is not a file, or has another name elsewhere)\n"
        return opened.read(most)


def _remove(home: Path) -> None:
    """Remove a home, also with folders that are locked, or nested deeper than Python can follow."""
    if home.is_symlink():
        home.unlink()
    with suppress(RecursionError):
        shutil.rmtree(home, ignore_errors=True)
    for words in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]) if home.exists() else ():
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603  # the system's own programs, which follow no link below a folder
                [*words, "--", str(home)],
                env={"PATH": os.defpath},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_REMOVE_SECONDS,
                check=False,
            )
