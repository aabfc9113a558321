"""Where a certificate is kept: a zip file or a folder, by the name that the user gave."""

from collections.abc import Mapping
from pathlib import Path

from token_conformance.errors import CertificateError
from token_conformance.integrations.certificate import archive, folder
from token_conformance.integrations.certificate.names import refuse_excess

ZIP = ".zip"


def read(path: Path) -> dict[str, bytes]:
    """The files of a certificate by name; raises CertificateError where it cannot be read as one."""
    if path.is_dir():
        return folder.read(path)
    if not path.is_file():
        raise CertificateError(f"{path}: there is no such file or folder; name a certificate")
    return archive.read(path)


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files as a zip file where the name ends so, or else as a folder; nothing is ever overwritten."""
    if path.exists():
        raise CertificateError(f"{path}: is there already; remove it, or name another with --output")
    refuse_excess(path, map(len, files.values()))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        (archive if path.suffix == ZIP else folder).write(path, files)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be written ({error.strerror}); name another with --output") from error
