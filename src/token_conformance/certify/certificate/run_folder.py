"""Whether a folder has only the files of an earlier run, so that it can be replaced as a whole."""

import re
from pathlib import Path

from token_conformance.errors import CertificateError

_OF_A_RUN = re.compile(r"[^/]+\.json|subject\.toml|observations(/[^/]+\.json)?")
"""The names in the folder of a run, of this version or an earlier one."""


def refuse_foreign_files(folder: Path) -> None:
    """Raise CertificateError if a folder has something that no run writes; a folder that does not exist has nothing."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not _OF_A_RUN.fullmatch(name):
            raise CertificateError(
                f"{folder}: contains {name}, which no run writes, so it is not replaced; name another with --output"
            )
