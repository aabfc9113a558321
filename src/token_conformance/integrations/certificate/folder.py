"""A certificate as a folder, as it is kept in a repository; read without following any link."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from token_conformance.errors import CertificateError
from token_conformance.integrations.certificate.names import MOST_FILES, refuse_excess, refuse_unsafe


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files below a folder that is made for them; raises OSError."""
    path.mkdir(parents=True)
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def read(path: Path) -> dict[str, bytes]:
    """The content of each file; raises CertificateError for links, devices, unsafe names and too much of anything."""
    found = {file.relative_to(path).as_posix(): file for file in _files(path)}
    try:
        refuse_excess(path, (file.stat().st_size for file in found.values()))
        refuse_unsafe(path, found)
        return {name: file.read_bytes() for name, file in found.items()}
    except OSError as error:
        raise CertificateError(f"{error.filename}: cannot be read ({error.strerror}); make it readable") from error


def _files(folder: Path) -> Iterator[Path]:
    for count, path in enumerate(folder.rglob("*")):  # it does not walk into linked folders
        if count > 2 * MOST_FILES:
            raise CertificateError(f"{folder}: holds more files than a certificate can have; name its own folder")
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise CertificateError(f"{path}: is a link or a device, which a certificate never holds; pack it again")
        if path.is_file():
            yield path
