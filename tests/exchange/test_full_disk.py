"""A live run that writes, on a disk that becomes full: nothing is lost, nothing is left, and there is no traceback.

The environment variable DISK_SIZES is the number of sizes (default: 2); the same number means the same sizes.
"""

import json
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest

from inventory import inventory
from live_run import LiveRun, assert_results_are_whole_or_refused
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("DISK_SIZES", "2"))

PAGE = 4096
FREE_PAGES = random.Random(7).sample(range(90), COUNT)  # noqa: S311  # no secret
"""The free pages of the disk at the start of the run, which needs about 100."""

FILE_SIZES = random.Random(8).sample(range(20_000), COUNT)  # noqa: S311  # no secret
"""The most bytes of each file; the journal of the run grows to about 20,000, and a line ends anywhere."""


@pytest.fixture
def disk(folder: Path) -> Iterator[Path]:
    """The folder of the run on a small disk of its own, in memory, which only root can make."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def leave_free(disk: Path, pages: int) -> Path:
    """Fill a disk but for some pages; returns the file to remove."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        with suppress(OSError):  # the disk is full
            while True:
                file.write(b"\0" * PAGE)
        file.truncate(max(file.tell() - pages * PAGE, 0))
    return ballast


def nothing_is_left(edge: Edge, folder: Path, before: object) -> None:
    """A clean-up after the run deletes what is left, says so by its status, and removes the journal."""
    assert 0 == main(["cleanup", "--journal", str(folder / "journal.jsonl")])
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()


def recordings_are_whole(folder: Path) -> None:
    """Each cassette is a whole one, and no unfinished one is left."""
    for path in (folder / "recordings").rglob("*.json"):
        json.loads(path.read_text())
    assert [] == list((folder / "recordings").rglob("*.part"))


@pytest.mark.parametrize(("pages", "workers"), list(zip(FREE_PAGES, cycle([0, 2]), strict=False)))
def test_a_disk_that_becomes_full(edge: Edge, disk: Path, live_run: LiveRun, pages: int, workers: int) -> None:
    """The journal, the results and the recordings do not fit."""
    for name in ("suites", "pyproject.toml"):
        source = Path(__file__).parents[2] / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, disk / name)
    before = inventory(edge.state)
    ballast = leave_free(disk, pages)
    ended = live_run("--allow-writes", "-n", str(workers))
    ended.must_be_plain()
    ballast.unlink()
    nothing_is_left(edge, disk, before)
    recordings_are_whole(disk)
    assert_results_are_whole_or_refused(disk, ended)


@pytest.mark.parametrize(("size", "workers"), list(zip(FILE_SIZES, cycle([2, 0]), strict=False)))
def test_a_file_that_may_not_grow(edge: Edge, folder: Path, live_run: LiveRun, size: int, workers: int) -> None:
    """A quota ends a file at any byte, as the limit of the system for the size of a file does, without root."""
    before = inventory(edge.state)
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
    ended = live_run("--allow-writes", "-n", str(workers), before=limit)
    ended.must_be_plain()
    nothing_is_left(edge, folder, before)
    recordings_are_whole(folder)
    assert_results_are_whole_or_refused(folder, ended)
