"""What a process uses: seconds, seconds of CPU, and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Used(NamedTuple):
    """What a process used: seconds, seconds of CPU, and the megabytes that it had at most."""

    seconds: float
    cpu: float
    memory: float


def python(arguments: Sequence[str], folder: Path) -> Used:
    """What this Python uses with these arguments in a folder. Ends the benchmark if the process fails."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments[:4])} ended with {process.returncode}")
    return Used(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
