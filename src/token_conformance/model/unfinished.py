"""Unfinished files: a process writes `<name>.<process id>.part`, and renames it to its name when it is complete.

The process id keeps two runs in one folder apart, and shows which files a killed process has left.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OWNER = re.compile(r"\.([1-9][0-9]*)\.part\Z")
_HIGHEST_ID = 2**31 - 1
"""The highest process id that the system accepts."""


def unfinished(path: Path) -> Path:
    """The file that this process writes before it becomes the file at a path."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def abandoned(path: Path) -> Iterator[Path]:
    """The unfinished files of a path whose processes do not exist any more; raises OSError."""
    for other in path.parent.iterdir():
        owner = _OWNER.match(other.name, len(path.name))
        if owner and other.name.startswith(path.name) and is_gone(int(owner[1])):
            yield other


def abandoned_below(folder: Path) -> Iterator[Path]:
    """All such files in a folder and its folders, and those that older versions wrote, without a process id."""
    for part in folder.rglob("*.part"):
        owner = _OWNER.search(part.name)
        if owner is None or is_gone(int(owner[1])):
            yield part


def is_gone(process: int) -> bool:
    """Whether there is no process with this id; false for a number that no process can have, and where nothing tells.

    On Windows, the call would end the process instead of looking at it.
    """
    if process > _HIGHEST_ID or os.name == "nt":
        return False
    try:
        with suppress(PermissionError):  # it exists, and belongs to another user
            os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False
