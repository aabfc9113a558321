"""The files to scan."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.redaction.leaks.checkout import known_files

_SKIPPED = frozenset({".git", ".hg", "__pycache__", "node_modules", ".mypy_cache", ".pytest_cache", ".ruff_cache"})


def files(paths: Iterable[Path]) -> list[Path]:
    """The given files and those in the given folders, each once; raises UserError if there is nothing to scan.

    In the git checkout of the current folder, files that git ignores are left out, unless the given folder itself is
    ignored. Links in a folder are left out. What is no regular file, such as a named pipe, is in the list, so that it
    can be reported.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(_known(path)) or sorted(_walked(path))
        if not found:
            raise UserError(f"{path}: has no files, so nothing was scanned; name a folder with files")
        return found
    if not os.path.lexists(path):
        raise UserError(f"{path}: there is no such file or folder; name one that exists")
    return [path]


def _known(folder: Path) -> Iterator[Path]:
    for path in known_files(folder):
        if path.is_dir() and not path.is_symlink():  # a repository in the checkout, such as a submodule
            yield from _walked(path)
        elif path.exists() and not path.is_symlink():
            yield path


def _walked(folder: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if name not in _SKIPPED and not name.startswith(".venv")]
        yield from (path for name in names if not (path := Path(current, name)).is_symlink())


def _unreadable(error: OSError) -> None:
    raise UserError(f"{error.filename}: cannot be read ({error.strerror}); make it readable or leave it out")
