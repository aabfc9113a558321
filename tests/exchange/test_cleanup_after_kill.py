"""Runs that are killed at some point: nothing that they made is left once `token-conformance cleanup` has run.

KILL_POINTS in the environment says at how many points (2 unless told); they are the same for the same number.
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

from inventory import inventory
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge

pytestmark = pytest.mark.slow

Start = Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]

REQUESTS = 190
"""Nearly as many as such a run makes, from its preflight to its last deletion."""

AMONG_CELLS = 66
"""The number of a request that a cell makes."""

POINTS = random.Random(5).sample(range(1, REQUESTS), int(os.environ.get("KILL_POINTS", "2")))  # noqa: S311  # no secret


def await_requests(edge: Edge, number: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the run has made so many requests."""
    while len(edge.seen) < number:
        assert process.poll() is None, "the run ended by itself"
        time.sleep(0.001)


def await_silence(edge: Edge) -> None:
    """Wait until the edge has ended with what the killed run had asked."""
    while any(seen.ended is None for seen in edge.seen):
        time.sleep(0.01)


@pytest.mark.parametrize(("point", "workers"), list(zip(POINTS, cycle([0, 2]), strict=False)))
def test_nothing_is_left_of_a_killed_run_after_cleanup(
    edge: Edge, folder: Path, start: Start, point: int, workers: int
) -> None:
    """SIGKILL leaves no time for anything, to one process or to all of a distributed run."""
    before = inventory(edge.state)
    with start("--allow-writes", "-n", str(workers)) as process:
        await_requests(edge, point, process)
        os.killpg(process.pid, signal.SIGKILL)
    await_silence(edge)
    assert 0 == main(["cleanup", "--journal", str(folder / "journal.jsonl")])
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGINT, 0), (signal.SIGTERM, 2)])
def test_an_interrupted_run_deletes_what_it_made_itself(
    edge: Edge, folder: Path, start: Start, number: int, workers: int
) -> None:
    """Ctrl-C and a plain kill, which reaches only the first of the processes, end the run in order."""
    before = inventory(edge.state)
    with start("--allow-writes", "-n", str(workers)) as process:
        await_requests(edge, AMONG_CELLS, process)
        process.send_signal(number)
    assert pytest.ExitCode.INTERRUPTED == process.returncode
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()
