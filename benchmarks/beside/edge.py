"""An edge in a process of its own, as users start it, with the log of what it was asked."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from beside.access import Access

_SECONDS_TO_START = 120


@dataclass(frozen=True)
class RunningEdge:
    """How a program gets to the edge, and the edge's log."""

    access: Access
    log: Path

    def requests(self) -> int:
        """How many requests the edge has answered."""
        return self.log.read_bytes().count(b"\n") if self.log.exists() else 0


@contextmanager
def running_edge(folder: Path, world: str = "known") -> Iterator[RunningEdge]:
    """`token-conformance edge` until the context ends; `folder` gets its files."""
    variables, log = folder / f"{world}.env", folder / f"{world}.jsonl"
    for file in (variables, log):
        file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "token_conformance.cli", "edge", "--edge", world]
    command += ["--env-file", str(variables), "--log", str(log)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(variables, process)
            yield RunningEdge(Access.read(variables), log)
        finally:
            process.terminate()


def _wait_for(file: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while not file.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise SystemExit("the edge has not started")
        time.sleep(0.05)
