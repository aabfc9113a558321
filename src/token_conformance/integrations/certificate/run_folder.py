"""The folder of a subject's run, which a new run of the same subject replaces as a whole."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from token_conformance.errors import CertificateError
from token_conformance.integrations.certificate import folder, run_record


def refuse_other(path: Path) -> None:
    """Raise CertificateError where something else than a run stands in the place of a run."""
    if path.exists() and not (path / run_record.NAME).is_file():
        raise CertificateError(f"{path}: is there and holds no run, so it is left alone; name another with --output")


def renew(path: Path, files: Mapping[str, bytes]) -> None:
    """Put a run in its place; raises CertificateError where it cannot be written, and leaves the old one then."""
    refuse_other(path)
    part = path.with_name(f"{path.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        folder.write(part, files)
        shutil.rmtree(path, ignore_errors=True)
        part.rename(path)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be written ({error.strerror}); name another with --output") from error
