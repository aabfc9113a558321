"""The files to scan, and their texts, also those of binary files."""

import codecs
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from token_conformance.errors import UserError

SEALED = frozenset({".7z", ".bz2", ".gz", ".tgz", ".whl", ".xz", ".zip", ".zst"})
"""The suffixes of compressed files, whose contents are not scanned."""

_SKIPPED = frozenset({".git", ".hg", "__pycache__", "node_modules", ".mypy_cache", ".pytest_cache", ".ruff_cache"})
_BLOCK_BYTES = 1 << 22
_UNPRINTABLE = re.compile(rb"[^\x20-\x7e\n]")
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def files(paths: Iterable[Path]) -> list[Path]:
    """The given files and those in the given folders, each once; raises UserError if there is nothing to scan.

    In a git checkout, files that git ignores are left out, unless the given folder itself is ignored.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UserError(f"{path}: there is no such file or folder; name one that exists")
    found = sorted(_known_to_git(path) or _walked(path))
    if not found:
        raise UserError(f"{path}: has no files, so nothing was scanned; name a folder with files")
    return found


def _known_to_git(folder: Path) -> list[Path]:
    command = ["git", "-C", str(folder), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, capture_output=True, check=False).stdout  # noqa: S603  # it is not run by a shell
    except OSError:
        return []  # git is not installed
    paths = (folder / os.fsdecode(name) for name in listing.split(b"\0") if name)
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def _walked(folder: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _SKIPPED and not name.startswith(".venv")]
        yield from (path for name in names if not (path := Path(current, name)).is_symlink())


def blocks(path: Path) -> Iterator[tuple[int, str]]:
    """The text of a file in blocks of whole lines, each with the number of its first line.

    Raises UserError if the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            number = 1
            while lines := file.readlines(_BLOCK_BYTES):
                yield number, _text(b"".join(lines))
                number += len(lines)
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); make it readable or leave it out") from None


def _text(data: bytes) -> str:
    """Bytes as text; of bytes that are not text, the printable ASCII characters."""
    encoding = _BOMS.get(data[:2], "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _UNPRINTABLE.sub(b" ", data).decode("ascii")
    return text.replace("\0", " ")
