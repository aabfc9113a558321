"""Reads and writes the container of a certificate: a zip file, or a folder. Nothing in it is trusted.

The same files give the same bytes of a zip file.
"""

import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DecompressionError  # noqa: N812  # its own name says too little

from token_conformance.errors import CertificateError
from token_conformance.model.text_file import reason_of
from token_conformance.model.unfinished import unfinished

ZIP = ".zip"
MOST_FILES = 500
MOST_BYTES = 64 * 1024 * 1024
"""A certificate of 30 scenarios has about 100 files and 2 MB; more than this may be an attack."""

_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_SAFE = re.compile(rf"{_PART}(?:/{_PART}){{0,3}}")

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644
_UNIX = 3
_ENCRYPTED = 1
_READ_ERRORS = (BadZipFile, DecompressionError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""The errors that `zipfile` raises for damaged, encrypted or unusual files."""


def read(path: Path) -> dict[str, bytes]:
    """The files of a certificate by name; raises CertificateError if it cannot be read."""
    if path.is_dir():
        return _read_folder(path)
    if not path.is_file():
        raise CertificateError(f"{path}: there is no such file or folder; name a certificate")
    return _read_zip(path)


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
    """Write the files in the order of their names, so that only zlib's version can change the bytes; raises OSError."""
    with ZipFile(path, "x") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(_entry(name), content, ZIP_DEFLATED, compresslevel=9)


def _read_zip(path: Path) -> dict[str, bytes]:
    """The content of each file; raises CertificateError unless it is a zip file that is safe and not too large."""
    try:
        with ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_members(path, members)
            return {member.filename: archive.read(member) for member in members}  # never more than it declares
    except _READ_ERRORS as error:
        raise CertificateError(f"{path}: cannot be read as a zip file ({error}); pack it again") from error


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIXED_TIME)
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | _PERMISSIONS) << 16
    return entry


def _refuse_members(path: Path, members: list[ZipInfo]) -> None:
    refuse_excess(path, (member.file_size for member in members))
    refuse_unsafe(path, (member.orig_filename for member in members))
    for member in members:
        if not _is_plain(member):
            raise CertificateError(f"{path}: {member.filename} is a link, or compressed unusually; pack it again")


def _is_plain(member: ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    plain = kind in {0, stat.S_IFREG} and not member.flag_bits & _ENCRYPTED
    return plain and member.compress_type in {ZIP_STORED, ZIP_DEFLATED}


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
    try:
        refuse_excess(path, (file.stat().st_size for file in found.values()))
        refuse_unsafe(path, found)
        return {name: file.read_bytes() for name, file in found.items()}
    except OSError as error:
        raise CertificateError(f"{error.filename}: cannot be read ({error.strerror}); make it readable") from error


def _files(folder: Path) -> Iterator[Path]:
    for count, path in enumerate(folder.rglob("*")):  # rglob does not follow links to folders
        if count > 2 * MOST_FILES:
            raise CertificateError(f"{folder}: has more files than a certificate can have; name a certificate's folder")
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise CertificateError(f"{path}: is a link or a device, which no certificate contains; pack it again")
        if path.is_file():
            yield path


def refuse_unsafe(path: Path, names: Iterable[str]) -> None:
    """Raise CertificateError for a name that could leave the folder, is hidden, or equals another but for its case."""
    known: set[str] = set()
    for name in names:
        if not _SAFE.fullmatch(name):
            raise CertificateError(f"{path}: contains a file with the unsafe name {name[:80]!r}; pack it again")
        if name.lower() in known:
            raise CertificateError(f"{path}: contains {name} twice; pack it again")
        known.add(name.lower())


def refuse_excess(path: Path, sizes: Iterable[int]) -> None:
    """Raise CertificateError for more files or bytes than a certificate can have."""
    known = list(sizes)
    if len(known) > MOST_FILES or sum(known) > MOST_BYTES:
        raise CertificateError(
            f"{path}: contains {len(known)} files with {sum(known):,} bytes, but a certificate has at most {MOST_FILES}"
            f" files with {MOST_BYTES:,} bytes"
        )
