"""A certificate as a zip file: the same bytes for the same files, and read without trusting any of it."""

import stat
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DecompressionError  # noqa: N812  # its own name says too little

from token_conformance.errors import CertificateError
from token_conformance.integrations.certificate.names import refuse_excess, refuse_unsafe

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644
_UNIX = 3
_ENCRYPTED = 1
_BROKEN = (BadZipFile, DecompressionError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What Python's reader of zip files raises for damaged, encrypted or exotic ones."""


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files in the order of their names, with nothing of this machine but its zlib; raises OSError."""
    with ZipFile(path, "x") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(_entry(name), content, ZIP_DEFLATED, compresslevel=9)


def read(path: Path) -> dict[str, bytes]:
    """The content of each file; raises CertificateError for what is no zip file, or an unsafe or too large one."""
    try:
        with ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse(path, members)
            return {member.filename: archive.read(member) for member in members}  # never more than it declares
    except _BROKEN as error:
        raise CertificateError(f"{path}: cannot be read as a zip file ({error}); pack it again") from error


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIXED_TIME)
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | _PERMISSIONS) << 16
    return entry


def _refuse(path: Path, members: list[ZipInfo]) -> None:
    refuse_excess(path, (member.file_size for member in members))
    refuse_unsafe(path, (member.orig_filename for member in members))
    for member in members:
        if not _is_plain(member):
            raise CertificateError(f"{path}: {member.filename} is a link, or packed in an unusual way; pack it again")


def _is_plain(member: ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    plain = kind in {0, stat.S_IFREG} and not member.flag_bits & _ENCRYPTED
    return plain and member.compress_type in {ZIP_STORED, ZIP_DEFLATED}
