"""The files that a gate and its reports are written to: as a whole or not at all."""

from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.model.text_file import is_writable_folder, reason_of, replace_text

_REMEDY = "make its folder writable, or name another file"


def refuse_unwritable(path: Path) -> None:
    """Raise UserError if the file could not be written: it is better to know before a run, which takes a minute."""
    if path.is_dir() or not is_writable_folder(path.absolute().parent):
        raise UserError(f"{path}: cannot be written; {_REMEDY}")


def write(path: Path, text: str) -> None:
    """Write a file in place of an earlier one; raises UserError."""
    try:
        replace_text(path, text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({reason_of(error)}); {_REMEDY}") from error
