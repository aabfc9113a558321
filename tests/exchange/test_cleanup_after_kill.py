"""Runs that are killed at some point: `token-conformance cleanup` deletes everything that they created.

The environment variable KILL_POINTS is the number of points (default: 2); the same number means the same points.
"""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import cycle
from pathlib import Path

import pytest

from gate import Gate
from inventory import inventory
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge

pytestmark = pytest.mark.slow

Start = Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]

REQUESTS = 320
"""Almost the number of requests of such a run, from its preflight to its last deletion."""

AMONG_CELLS = 66
"""The number of a request of a cell."""

POINTS = random.Random(5).sample(range(1, REQUESTS), int(os.environ.get("KILL_POINTS", "2")))  # noqa: S311  # no secret


MARGIN = 20
"""The most requests that are answered after the point, until the test has noticed that the run has reached it."""


def await_requests(edge: Edge, gate: Gate, number: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the run has sent a number of requests; it waits a few requests later, so it cannot go on for long."""
    gate.close_after(number + MARGIN)
    while len(edge.request_log) < number:
        assert process.poll() is None, "the run ended by itself"
        time.sleep(0.001)


def await_silence(edge: Edge) -> None:
    """Wait until the edge has answered all requests of the killed run."""
    while any(request.ended is None for request in edge.request_log):
        time.sleep(0.01)


@pytest.mark.parametrize(("point", "workers"), list(zip(POINTS, cycle([0, 2]), strict=False)))
def test_nothing_is_left_of_a_killed_run_after_cleanup(  # noqa: PLR0917  # each is a fixture or a parameter
    edge: Edge, gate: Gate, folder: Path, start: Start, point: int, workers: int
) -> None:
    """SIGKILL ends one process, or all processes of a distributed run, without any clean-up."""
    before = inventory(edge.state)
    with start("--allow-writes", "-n", str(workers)) as process:
        await_requests(edge, gate, point, process)
        os.killpg(process.pid, signal.SIGKILL)
    gate.open()
    await_silence(edge)
    assert 0 == main(["cleanup", "--journal", str(folder / "journal.jsonl")])
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGINT, 0), (signal.SIGTERM, 2)])
def test_an_interrupted_run_deletes_what_it_created(  # noqa: PLR0917  # each is a fixture or a parameter
    edge: Edge, gate: Gate, folder: Path, start: Start, number: int, workers: int
) -> None:
    """After Ctrl-C, and after a plain kill of the first process only, the run ends in order."""
    before = inventory(edge.state)
    with start("--allow-writes", "-n", str(workers)) as process:
        await_requests(edge, gate, AMONG_CELLS, process)
        process.send_signal(number)
        gate.open()
    assert pytest.ExitCode.INTERRUPTED == process.returncode
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()
