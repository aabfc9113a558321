"""The limits of a live run at the server, in any second and for all processes of the run."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from factories import make_jira_cell, make_live_target
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import LoggedRequest
from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.limits import Limits
from token_conformance.exchange.semaphore import Semaphore, SharedTimestamp
from token_conformance.exchange.throttling import Throttle

INFO = make_jira_cell("none-site", "GET /rest/api/3/serverInfo")

WORKER = """
import sys
from dataclasses import replace
from pathlib import Path

from token_conformance.exchange.client import Exchange
from token_conformance.exchange.limits import Limits
from token_conformance.exchange.throttling import Throttle
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
with Semaphore(folder, "plain", 1).acquire(), Semaphore(folder, "cooling", 1, cooldown_seconds=60).acquire():
    print("acquired", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def edge() -> Iterator[Edge]:
    """An edge that answers after a short delay, which varies."""
    with Edge(faults=[parse_fault("slow:0.05@every=3"), parse_fault("slow:0.02")]) as edge:
        yield edge


def most_in_a_second(log: list[LoggedRequest]) -> int:
    """The largest number of requests that arrived within any one second."""
    arrivals = sorted(request.started for request in log)
    return max(sum(first <= arrival < first + 1 for arrival in arrivals) for first in arrivals)


def most_at_once(log: list[LoggedRequest]) -> int:
    """The largest number of requests that were processed at the same time."""
    return max(sum(one.started <= other.started < (one.ended or 0) for one in log) for other in log)


@pytest.mark.slow
def test_one_process_keeps_to_the_rate(edge: Edge, tmp_path: Path) -> None:
    """In no second do more requests arrive at the server than the limit."""
    with Exchange(make_live_target(edge), Throttle(Limits(rate=8), tmp_path)) as exchange:
        for _ in range(12):
            exchange.send(INFO)
    assert 12 == len(edge.request_log)
    assert most_in_a_second(edge.request_log) <= 8


@pytest.mark.slow
def test_four_processes_keep_to_the_limits_together(edge: Edge, tmp_path: Path) -> None:
    """The limits are for the whole run, not for each worker."""
    arguments = [sys.executable, "-c", WORKER, edge.proxy_url, str(edge.ca_file), str(tmp_path)]
    workers = [subprocess.Popen(arguments) for _ in range(4)]  # our own script
    assert [0] * 4 == [worker.wait() for worker in workers]
    assert 48 == len(edge.request_log)
    assert most_in_a_second(edge.request_log) <= 20
    assert most_at_once(edge.request_log) <= 2


@pytest.mark.slow
def test_an_exchange_with_a_live_target_is_throttled_by_default(edge: Edge) -> None:
    """An exchange without a throttle has the default limits."""
    with Exchange(make_live_target(edge)) as exchange:
        for _ in range(8):
            exchange.send(INFO)
    assert most_in_a_second(edge.request_log) <= 5


def test_other_targets_are_not_slowed(edge: Edge) -> None:
    """An edge needs no limits."""
    with Exchange(replace(make_live_target(edge), name="edge")) as exchange:
        assert exchange._throttle is None


def test_the_slots_of_a_killed_process_are_released(tmp_path: Path) -> None:
    """The other workers can use them, but the cooldown of a request that was sent still applies."""
    ((plain,), (cooling,)) = (Semaphore(tmp_path, name, 1)._slots for name in ("plain", "cooling"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert b"acquired\n" == holder.stdout.readline()
        assert not plain.try_acquire()
        holder.kill()
        holder.wait()
        assert plain.try_acquire()
        assert not cooling.try_acquire()
        plain.release()


def test_a_full_disk_for_temporary_files_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the shared times nobody could keep to the rate, so nothing is sent."""

    def fill(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    throttle = Throttle(Limits(), tmp_path)
    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(UserError) as refusal:
        throttle.send("GET", pytest.fail)
    problem = "cannot be written (No space left on device), so the limits of the run cannot be kept"
    assert f"{tmp_path}: {problem}; make room for it, or name another folder in TMPDIR" == str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"\0\0\0"])
def test_half_of_a_time_is_none(tmp_path: Path, content: bytes) -> None:
    """A process was killed, or its disk full, while it wrote one."""
    path = tmp_path / "free-at"
    path.write_bytes(content)
    assert 0.0 == SharedTimestamp(path).get()
    SharedTimestamp(path).set(2.5)
    assert 2.5 == SharedTimestamp(path).get()
