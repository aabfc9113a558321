"""Text files: read as UTF-8 within a bound, and replaced as a whole."""

import os
import shutil
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path

from token_conformance.errors import BoundError
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.file import is_blank, read_bytes
from token_conformance.model.unfinished import unfinished

LARGEST = 10 * MEGABYTE
"""The most bytes of a text file that is read: more than anybody writes by hand."""


def read_text(
    path: Path,
    remedy: str,
    kind: type[Exception],
    *,
    missing: str | None = None,
    newline: str | None = None,
    most: int = LARGEST,
    may_be_empty: bool = False,
) -> str:
    """Read a UTF-8 text file of at most `most` bytes; raises `kind` with one line that has the remedy otherwise.

    `missing` is the text to return if there is no such file; without it, that is an error too. `newline` is that of
    `open`: with an empty text, line ends stay as they are in the file. A file that is empty or has only white space is
    an error too, unless it `may_be_empty`: what wrote it was stopped, or the disk was full.
    """
    try:
        content = read_bytes(path, most)
        text = TextIOWrapper(BytesIO(content), encoding="utf-8", newline=newline).read()
    except BoundError as error:
        raise kind(f"{error}; {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        if missing is not None and isinstance(error, FileNotFoundError | NotADirectoryError):
            return missing
        raise kind(f"{path}: cannot be read ({reason_of(error)}); {remedy}") from error
    if not may_be_empty and is_blank(text):
        raise kind(f"{path}: is empty; {remedy}")
    return text


def shown_path(path: Path) -> Path:
    """The path as a message names it: relative to the current folder, if it is below that."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def reason_of(error: OSError | UnicodeDecodeError) -> str:
    """The reason why a text file could not be read, without the path."""
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror or str(error)


def is_writable_folder(path: Path) -> bool:
    """Whether it is a folder in which files can be made: better known before long work than after it."""
    return path.is_dir() and os.access(path, os.W_OK)


def replace_text(path: Path, text: str) -> None:
    """Replace a file, whose permissions stay, or create it: readers find the old text or all of the new one.

    Line ends are written as they are in the text. Raises OSError that names the file if it cannot be written; it is
    then unchanged.
    """
    part = unfinished(path)
    try:
        part.unlink(missing_ok=True)  # somebody may have put a link there, which would be followed
        part.write_text(text, encoding="utf-8", newline="")
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, reason_of(error), str(path)) from error
    finally:
        with suppress(OSError):  # a folder that cannot be written has no part of the file
            part.unlink()
