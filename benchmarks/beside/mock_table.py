"""The edge and mock servers under the same load: what each uses, and which requests it answers as the edge does."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tabulate import tabulate

from beside.mocks import Running, Server, answered, mixture, servers
from edge_load import MIXTURE, Load

SCOPED_AT_SITE = "site: a scoped token at the gate"
_LEAST_WARM_UP = 200


class Figures(NamedTuple):
    """Requests a second, ms of CPU a request, MB after the load, and seconds to the first answer."""

    rate: float
    cpu: float
    memory: float
    start: float


def measure(work: Path, runs: int, requests: int) -> str:
    """The table; the servers run in turn, and each is started anew for each run."""
    figures: dict[str, list[Figures]] = defaultdict(list)
    statuses: dict[str, dict[str, int]] = {}
    for server in servers(work) * runs:
        one, statuses[server.name] = _run(server, requests)
        figures[server.name].append(one)
    return table(figures, statuses)


def table(figures: Mapping[str, Sequence[Figures]], statuses: Mapping[str, Mapping[str, int]]) -> str:
    """A row for each server with its medians, their ratios to the first one, and its answers."""
    medians = {name: Figures(*map(median, zip(*runs, strict=True))) for name, runs in figures.items()}
    base = next(iter(medians.values()))
    heads = ["", "requests/s", "ratio", "ms of CPU a request", "ratio", "MB", "s to the first answer", "ratio"]
    rows = [
        [
            name,
            f"{one.rate:.0f}",
            f"{one.rate / base.rate:.2f}",
            f"{one.cpu:.2f}",
            f"{one.cpu / base.cpu:.2f}",
            f"{one.memory:.0f}",
            f"{one.start:.1f}",
            f"{one.start / base.start:.2f}",
            _as_edge(statuses[name]),
            _scoped(statuses[name][SCOPED_AT_SITE]),
        ]
        for name, one in medians.items()
    ]
    heads += ["statuses that are the edge's", "a scoped token at the site"]
    return tabulate(rows, heads, tablefmt="github", disable_numparse=True)


def _as_edge(statuses: Mapping[str, int]) -> str:
    same = sum(statuses[sample.what] == sample.status for sample in MIXTURE)
    return f"{same} of {len(MIXTURE)}"


def _scoped(status: int) -> str:
    return "200 with all content: it does not look at the token" if status == 200 else f"{status}, as evidence says"  # noqa: PLR2004


def _run(server: Server, requests: int) -> tuple[Figures, dict[str, int]]:
    with server.running() as running:
        statuses = answered(running)
        with Load(running.connect, mixture(statuses)) as load:
            load.send(max(requests // 10, _LEAST_WARM_UP))  # the first requests are not measured
            rate, cpu = _under(load, running, requests)
        return Figures(rate, cpu, running.process.resident, running.seconds), statuses


def _under(load: Load, running: Running, requests: int) -> tuple[float, float]:
    started, used = time.perf_counter(), running.process.cpu_seconds
    load.send(requests)
    seconds, used = time.perf_counter() - started, running.process.cpu_seconds - used
    return requests / seconds, 1_000 * used / requests
