"""Ending what a subject's processes have left behind, also where it has left their process group."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")


def end_strays(home: Path) -> None:
    """End every process whose environment names a scenario's home. Where there is no `/proc`, nothing is done."""
    for process in _strays(f"HOME={home}".encode()):
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)


def _strays(setting: bytes) -> Iterator[int]:
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile, or is somebody else's
            if setting in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
