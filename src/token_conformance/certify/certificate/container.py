"""Reads and writes the container of a certificate: a zip file, or a folder. Nothing in it is trusted.

The same files give the same bytes of a zip file.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from token_conformance.certify.certificate import archive
from token_conformance.certify.certificate.archive import MOST_FILES, ArchiveError
from token_conformance.errors import BoundError, CertificateError
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.file import is_blank, read_bytes
from token_conformance.model.text_file import reason_of
from token_conformance.model.unfinished import unfinished

ZIP = ".zip"
MOST_BYTES = 16 * MEGABYTE
"""A certificate of 30 scenarios has about 2 MB; more than this may be an attack."""

_MOST_ARCHIVE = MOST_BYTES + MEGABYTE
"""The most bytes of a zip file: its files need not be compressed, and each has two headers."""

_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"
_SAFE = re.compile(rf"{_PART}(?:/{_PART}){{0,3}}")
_REMEDY = "pack it again"


def read(path: Path) -> dict[str, bytes]:
    """The files of a certificate by name; raises CertificateError if it cannot be read."""
    try:
        return _read_folder(path) if path.is_dir() else _read_zip(path)
    except FileNotFoundError:
        raise CertificateError(f"{path}: there is no such file or folder; name a certificate") from None
    except BoundError as error:
        raise CertificateError(f"{error}; name a certificate") from error
    except OSError as error:
        raise CertificateError(
            f"{error.filename or path}: cannot be read ({error.strerror}); name a certificate that can be read"
        ) from error


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files as a zip file if the name ends with `.zip`, or else as a folder.

    Raises CertificateError if the path exists or cannot be written.
    """
    refuse_excess(path, map(len, files.values()))
    try:
        if path.exists():
            raise CertificateError(f"{path}: already exists; remove it, or name another with --output")
        path.parent.mkdir(parents=True, exist_ok=True)
        part = unfinished(path)
        with _removed(part):
            (_write_zip if path.suffix == ZIP else write_folder)(part, files)
            part.rename(path)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be written ({reason_of(error)}); name another with --output") from error


@contextmanager
def _removed(part: Path) -> Iterator[None]:
    """Remove an unfinished file or folder at the end, also one that a process with the same id has left."""
    remove(part)
    try:
        yield
    finally:
        remove(part)


def remove(path: Path) -> None:
    """Remove a file or folder; what cannot be removed stays."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    shutil.rmtree(path, ignore_errors=True)


def _write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new file; raises OSError."""
    with path.open("xb") as file:
        file.write(archive.write(files))


def _read_zip(path: Path) -> dict[str, bytes]:
    """The content of each file; raises CertificateError unless it is a zip file that is safe and not too large."""
    data = read_bytes(path, _MOST_ARCHIVE)
    if is_blank(data):
        raise CertificateError(f"{path}: is empty; {_REMEDY}")
    try:
        entries = archive.entries(data)
        refuse_excess(path, (entry.size for entry in entries))
        refuse_unsafe(path, (entry.name for entry in entries))
        return {entry.name: archive.content(data, entry) for entry in entries}
    except ArchiveError as error:
        raise CertificateError(f"{path}: cannot be read as a zip file ({error}); {_REMEDY}") from error


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Create a folder and write the files into it; raises OSError."""
    path.mkdir(parents=True)
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _read_folder(path: Path) -> dict[str, bytes]:
    """The content of each file; raises CertificateError for links, devices, unsafe names, or too many bytes."""
    found = {file.relative_to(path).as_posix(): file for file in _files(path)}
    refuse_excess(path, (file.stat().st_size for file in found.values()))
    refuse_unsafe(path, found)
    contents: dict[str, bytes] = {}
    for name, file in sorted(found.items()):
        contents[name] = read_bytes(file, MOST_BYTES - sum(map(len, contents.values())))  # it may have grown
    return contents


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder; never more entries are looked at than a certificate can have."""
    folders, count = [folder], 0
    while folders:
        inside = folders.pop()
        before = count
        for entry in _scanned(inside):
            count += 1
            _refuse_entry(folder, entry, count)
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                yield Path(entry.path)
        if count == before and inside != folder:
            raise CertificateError(f"{inside}: is an empty folder, which no certificate contains; {_REMEDY}")


def _scanned(folder: Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        yield from entries


def _refuse_entry(folder: Path, entry: "os.DirEntry[str]", count: int) -> None:
    if count > 2 * MOST_FILES:
        raise CertificateError(
            f"{folder}: contains more than {2 * MOST_FILES} files and folders, but a certificate has at most"
            f" {MOST_FILES} files; name a certificate's folder"
        )
    if not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
        raise CertificateError(f"{entry.path}: is a link or a device, which no certificate contains; {_REMEDY}")


def refuse_unsafe(path: Path, names: Iterable[str]) -> None:
    """Raise CertificateError for a name that could leave the folder, is hidden, or equals another but for its case."""
    known: set[str] = set()
    for name in names:
        if not _SAFE.fullmatch(name):
            raise CertificateError(f"{path}: contains a file with the unsafe name {name[:80]!r}; {_REMEDY}")
        if name.lower() in known:
            raise CertificateError(f"{path}: contains {name} twice; {_REMEDY}")
        known.add(name.lower())


def refuse_excess(path: Path, sizes: Iterable[int]) -> None:
    """Raise CertificateError for more files or bytes than a certificate can have."""
    known = list(sizes)
    if len(known) > MOST_FILES or sum(known) > MOST_BYTES:
        raise CertificateError(
            f"{path}: contains {len(known)} files with {sum(known):,} bytes, but a certificate has at most {MOST_FILES}"
            f" files with {MOST_BYTES:,} bytes"
        )
