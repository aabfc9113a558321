"""The limits of a live run hold at the server, in any second, over all of its processes."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factories import make_jira_cell, make_live_target
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import LoggedRequest
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.semaphore import Semaphore
from token_conformance.exchange.throttling import Limits, Throttle

INFO = make_jira_cell("none-site", "GET /rest/api/3/serverInfo")

WORKER = """
import sys
from dataclasses import replace
from pathlib import Path

from token_conformance.exchange.client import Exchange
from token_conformance.exchange.throttling import Limits, Throttle
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.target import CASSETTES

proxy, ca_file, folder = sys.argv[1:]
cell = Cell(Endpoint(Product.JIRA_PLATFORM, "info", "GET /rest/api/3/serverInfo"), Credential.NONE, UrlForm.SITE)
target = replace(CASSETTES, name="live", proxy=proxy, ca_file=Path(ca_file))
with Exchange(target, Throttle(Limits(rate=20, concurrency=2), Path(folder))) as exchange:
    for _ in range(12):
        exchange.send(cell)
"""

HOLDER = """
import sys
from pathlib import Path
from token_conformance.exchange.semaphore import Semaphore

folder = Path(sys.argv[1])
with Semaphore(folder, "at-once", 1).taken(), Semaphore(folder, "a-minute", 1, rest_seconds=60).taken():
    print("taken", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def edge() -> Iterator[Edge]:
    """An edge that takes a little time to answer, now more and now less."""
    with Edge(faults=[parse_fault("slow:0.05@every=3"), parse_fault("slow:0.02")]) as edge:
        yield edge


def most_in_a_second(seen: list[LoggedRequest]) -> int:
    """The most requests that arrived within one second, wherever that second begins."""
    arrivals = sorted(request.started for request in seen)
    return max(sum(first <= arrival < first + 1 for arrival in arrivals) for first in arrivals)


def most_at_once(seen: list[LoggedRequest]) -> int:
    """The most requests that were under way at the same time."""
    return max(sum(one.started <= other.started < (one.ended or 0) for one in seen) for other in seen)


def test_one_process_keeps_to_the_rate(edge: Edge, tmp_path: Path) -> None:
    """No second of the server's holds more requests than the limit."""
    with Exchange(make_live_target(edge), Throttle(Limits(rate=8), tmp_path)) as exchange:
        for _ in range(20):
            exchange.send(INFO)
    assert 20 == len(edge.seen)
    assert most_in_a_second(edge.seen) <= 8


@pytest.mark.slow
def test_four_processes_keep_to_the_limits_together(edge: Edge, tmp_path: Path) -> None:
    """The limits are the run's, not each worker's."""
    arguments = [sys.executable, "-c", WORKER, edge.proxy_url, str(edge.ca_file), str(tmp_path)]
    workers = [subprocess.Popen(arguments) for _ in range(4)]  # our own script
    assert [0] * 4 == [worker.wait() for worker in workers]
    assert 48 == len(edge.seen)
    assert most_in_a_second(edge.seen) <= 20
    assert most_at_once(edge.seen) <= 2


def test_an_exchange_with_a_live_target_is_polite_by_itself(edge: Edge) -> None:
    """Whoever forgets to ask for politeness gets that of the default."""
    with Exchange(make_live_target(edge)) as exchange:
        for _ in range(8):
            exchange.send(INFO)
    assert most_in_a_second(edge.seen) <= 5


def test_other_targets_are_not_slowed(edge: Edge) -> None:
    """The edge needs no sparing."""
    with Exchange(replace(make_live_target(edge), name="edge")) as exchange:
        assert exchange._politeness is None


def test_a_killed_process_gives_its_slots_back(tmp_path: Path) -> None:
    """A worker that dies leaves the others no less to do, but what it has sent counts still."""
    ((at_once,), (a_minute,)) = (Semaphore(tmp_path, name, 1)._slots for name in ("at-once", "a-minute"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert b"taken\n" == holder.stdout.readline()
        assert not at_once.try_take()
        holder.kill()
        holder.wait()
        assert at_once.try_take()
        assert not a_minute.try_take()
        at_once.give_back()
