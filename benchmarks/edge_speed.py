"""How fast the edge answers and starts: `python benchmarks/edge_speed.py [--beside CHECKOUT]`.

With `--beside` the edge of another checkout, such as a git worktree of an older commit, is measured in turn with that
of this one, so that a change of the machine's speed affects both equally. Every figure is a median of the rounds. The
load and the cores are those of `edge_load.py`; the processor time is that of the edge's process alone.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from edge_load import MIXTURE, EdgeProcess, Load, environment, running_edge

DOORS = {"through CONNECT": True, "to the edge itself": False}
_STARTS = 2
"""The starts in each round: a start takes long beside a request."""


def main() -> None:
    """Print a line for each checkout and door, and one for each checkout's start."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--beside", type=Path, help="the root of another checkout to measure in turn")
    parser.add_argument("--requests", type=int, default=2_000, help="the requests of a round, for each door")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    sources = {str(root): root.resolve() / "src" for root in (asked.beside, Path()) if root is not None}
    figures: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as running:
        edges = {name: running.enter_context(running_edge(source)) for name, source in sources.items()}
        for _ in range(asked.rounds):
            for name, edge in edges.items():
                _measure_requests(figures, name, edge, asked.requests)
    for _ in range(asked.rounds * _STARTS):
        for name, source in sources.items():
            _measure_start(figures, name, source)
    print(f"{len(MIXTURE)} kinds of requests, medians of {asked.rounds} rounds of {asked.requests:,}")
    for what, measured in sorted(figures.items()):
        print(f"{what:60} {median(measured):8.2f}   ({min(measured):.2f} to {max(measured):.2f})")


def _measure_requests(figures: dict[str, list[float]], name: str, edge: EdgeProcess, requests: int) -> None:
    for door, through_proxy in DOORS.items():
        with Load(partial(edge.connect, through_proxy=through_proxy)) as load:
            load.send(requests // 10)  # the connections and the first requests are not measured
            started, used = time.perf_counter(), edge.cpu_seconds
            load.send(requests)
            seconds, used = time.perf_counter() - started, edge.cpu_seconds - used
        figures[f"requests a second {door}: {name}"].append(requests / seconds)
        figures[f"milliseconds of CPU a request {door}: {name}"].append(1_000 * used / requests)


def _measure_start(figures: dict[str, list[float]], name: str, source: Path) -> None:
    """The time from the start of the command to its text, and to the first answer of a product."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "edge.env")
        command = [sys.executable, "-m", "token_conformance.cli", "edge", "--env-file", str(file)]
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=-1, env=environment(source), text=True) as process:
            assert process.stdout  # noqa: S101  # it is a pipe
            process.stdout.readline()
            figures[f"seconds from start to text: {name}"].append(time.perf_counter() - started)
            values = dict(line.rstrip().split("=", 1) for line in file.read_text().splitlines()[1:])
            port = int(values["HTTPS_PROXY"].strip("'").rpartition(":")[2])
            edge = EdgeProcess(process.pid, port, 0, values["SSL_CERT_FILE"].strip("'"))
            edge.first_answer()
            figures[f"seconds from start to first answer: {name}"].append(time.perf_counter() - started)
            figures[f"seconds of CPU from start to first answer: {name}"].append(edge.cpu_seconds)
            process.terminate()


if __name__ == "__main__":
    main()
