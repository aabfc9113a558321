"""One run of a tool: its files, its commands one after the other, and what they used."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from beside.access import Access
from beside.cells import ReadCell
from beside.edge import RunningEdge
from beside.peer import NOTHING, OUTPUT, Peer, Place, Seen
from beside.this_project import ROOT

_LOADER = ("NODE_OPTIONS", "NODE_USE_ENV_PROXY")
"""Variables of the edge that only some tools need: the others read HTTPS_PROXY themselves, and a loader costs time."""

_NO_NETWORK = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), "http://127.0.0.1:9")
"""A proxy that nobody is at."""


_USED = "used.txt"
_MEASURE = """
import os, sys
file, *command = sys.argv[1:]
_, _, used = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
with open(file, "w") as written:
    written.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
"""
"""A small process that starts the command: the memory that the kernel reports of a process is at least its parent's."""


class Used(NamedTuple):
    """What a run used: seconds, seconds of CPU, the most megabytes of one process, and requests to the edge."""

    seconds: float
    cpu: float
    memory: float
    requests: float


def prepared(peer: Peer, work: Path, access: Access, cells: Sequence[ReadCell], programs: Path) -> Place:
    """An empty folder with the files of a tool."""
    folder = work / peer.name.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    place = Place(folder, programs, access)
    peer.write(cells, place)
    return place


def run(peer: Peer, place: Place, commands: Sequence[Sequence[str]], edge: RunningEdge | None) -> tuple[Used, Seen]:
    """Run the commands, without a network if there is no edge."""
    (place.folder / OUTPUT).unlink(missing_ok=True)
    before = edge.requests() if edge else 0
    parts = [_command(peer, place, command, {} if edge else _NO_NETWORK) for command in commands]
    asked = edge.requests() - before if edge else 0
    seconds, cpu, memory = zip(*parts, strict=True)
    return Used(sum(seconds), sum(cpu), max(memory), asked), _read(peer, place, must=edge is not None)


def _read(peer: Peer, place: Place, *, must: bool) -> Seen:
    """What a tool said; without a network, a tool that has written nothing has said nothing."""
    try:
        said = peer.read(place)
    except (OSError, ValueError):
        said = NOTHING
    if must and not said.ran:
        raise SystemExit(f"{peer.name} has said nothing of any cell; {place.folder / OUTPUT} says why")
    return said


def _command(
    peer: Peer, place: Place, command: Sequence[str], network: Mapping[str, str]
) -> tuple[float, float, float]:
    unused = () if peer.loader else _LOADER
    given = {name: value for name, value in place.access.values.items() if name not in unused}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PYTHONPATH") if name in os.environ}
    with (place.folder / OUTPUT).open("a", encoding="utf-8") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", _MEASURE, str(place.folder / _USED), *command],
            cwd=ROOT if peer.at_root else place.folder,
            env=kept | given | dict(peer.variables) | dict(network),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        process.wait()  # a tool that finds something wrong ends with another status than 0
    seconds = time.perf_counter() - started
    cpu, kilobytes = map(float, (place.folder / _USED).read_text(encoding="ascii").split())
    return seconds, cpu, kilobytes / 1024
