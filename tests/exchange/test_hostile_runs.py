"""Runs that write, in a folder or at a time that they cannot rely on: nothing is lost or left, without a traceback."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import jumping_clock as clock
from gate import Gate
from inventory import inventory
from live_run import TRACE, LiveRun, Outcome, assert_results_are_whole_or_refused
from token_conformance.cli import main
from token_conformance.edge.server.edge import Edge
from token_conformance.results.file import read

pytestmark = pytest.mark.slow

AMONG_CELLS = 66
"""The number of a request of a cell."""

MARGIN = 20
"""The most requests that a run sends after that one, until it is disturbed."""

PRESSES = [float(text) for text in os.environ.get("CTRL_C_GAPS", "0 0.3").split()]
"""The seconds between the first and the second Ctrl-C."""


@pytest.fixture
def before(edge: Edge) -> Any:
    """The tenant before the run."""
    return inventory(edge.state)


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """The folder of the run, on which nothing can be written, not even by root."""
    for words in (["--bind", str(folder), str(folder)], ["-o", "remount,bind,ro", str(folder)]):
        made = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"no folder can be made read-only here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def jumping_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes of a run find the plugin with such a clock."""
    monkeypatch.setenv("PYTHONPATH", str(Path(clock.__file__).parent), prepend=os.pathsep)


def disturbed(edge: Edge, gate: Gate, run: Callable[[], Outcome], disturb: Callable[[], object]) -> Outcome:
    """Run to the end, and disturb the run when it is among its cells; soon after, it waits until that is done."""
    gate.close_after(AMONG_CELLS + MARGIN)

    def wait_and_disturb() -> None:
        deadline = time.monotonic() + 120
        while len(edge.request_log) < AMONG_CELLS and time.monotonic() < deadline:
            time.sleep(0.01)
        disturb()
        gate.open()

    disturber = threading.Thread(target=wait_and_disturb)
    disturber.start()
    ended = run()
    disturber.join()
    return ended


def nothing_is_left(edge: Edge, folder: Path, before: object) -> None:
    """The run has cleaned up, or a clean-up afterwards does."""
    assert 0 == main(["cleanup", "--journal", str(folder / "journal.jsonl")])
    assert before == inventory(edge.state)
    assert not (folder / "journal.jsonl").exists()


@pytest.mark.parametrize("workers", [0, 2])
def test_a_read_only_folder_is_one_line(
    edge: Edge, read_only: Path, live_run: LiveRun, before: object, workers: int
) -> None:
    """Nothing is sent but what the preflight reads."""
    ended = live_run("--allow-writes", "-n", str(workers))
    ended.must_be_plain()
    assert pytest.ExitCode.USAGE_ERROR == ended.status
    assert re.search(
        r"^ERROR: recordings/\S+: nothing can be recorded there \(Read-only file system\); ", ended.text, re.MULTILINE
    )
    nothing_is_left(edge, read_only, before)


@pytest.mark.usefixtures("read_only")
def test_a_read_only_folder_without_recordings_is_refused_before_the_first_cell(live_run: LiveRun) -> None:
    """The results could not be written."""
    ended = live_run("--allow-writes", "--disable-recording")
    ended.must_be_plain()
    assert pytest.ExitCode.USAGE_ERROR == ended.status
    assert re.search(
        r"^ERROR: --results: \S+\.part: cannot be written \(Read-only file system\); name", ended.text, re.MULTILINE
    )


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _replace_by_file(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    folder.write_text("a file")


def _put_folders(folder: Path) -> None:
    for path in (folder / "journal.jsonl", folder / "results.jsonl"):
        while not path.is_dir():  # the run may create the file again in between
            path.unlink(missing_ok=True)
            with suppress(FileExistsError):
                path.mkdir()
        (path / "inner").touch()


@pytest.mark.nightly
@pytest.mark.parametrize("disturb", [_remove, _replace_by_file, _put_folders])
def test_a_folder_that_disappears_during_the_run(  # noqa: PLR0917  # each is a fixture or a parameter
    edge: Edge, gate: Gate, folder: Path, live_run: LiveRun, before: object, disturb: Callable[[Path], None]
) -> None:
    """The process still knows what it has created, and deletes it."""
    ended = disturbed(edge, gate, lambda: live_run("--allow-writes"), lambda: disturb(folder))
    if disturb is _replace_by_file:  # pytest itself returns to the folder at its end, with a traceback
        assert "os.chdir(session.startpath)" in ended.text
        assert 1 == len(TRACE.findall(ended.text))
    else:
        ended.must_be_plain()
    assert pytest.ExitCode.OK != ended.status
    assert before == inventory(edge.state), ended.text


@pytest.mark.usefixtures("jumping_clock")
@pytest.mark.parametrize("workers", [0, 2])
def test_a_clock_that_jumps(edge: Edge, folder: Path, live_run: LiveRun, before: object, workers: int) -> None:
    """The time of day is corrected while the run is on; its results are those of other runs."""
    ended = live_run("--allow-writes", "-n", str(workers), "-p", "jumping_clock")
    ended.must_be_plain()
    assert pytest.ExitCode.OK == ended.status, ended.text
    assert before == inventory(edge.state)
    assert_results_are_whole_or_refused(folder, ended)


@pytest.mark.usefixtures("jumping_clock")
def test_a_clock_that_jumps_before_a_kill(
    edge: Edge, gate: Gate, folder: Path, live_run: LiveRun, before: object
) -> None:
    """The times in the journal are in the future or in the past, and a clean-up finds everything all the same."""
    ended = disturbed(
        edge,
        gate,
        lambda: live_run("--allow-writes", "-p", "jumping_clock"),
        lambda: _kill_run_in(folder),
    )
    assert -signal.SIGKILL == ended.status
    nothing_is_left(edge, folder, before)


def _kill_run_in(folder: Path) -> None:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = (process / "cwd").resolve() == folder.resolve() and b"pytest" in (process / "cmdline").read_bytes()
        except OSError:
            continue
        if here:
            os.kill(int(process.name), signal.SIGKILL)


def test_two_runs_at_once_that_write(edge: Edge, gate: Gate, folder: Path, live_run: LiveRun, before: object) -> None:
    """The later one is refused in one line, because the end of the other would delete what it uses.

    The one that may write waits for the answer to its first request until the other one has ended.
    """
    gate.close_after(0)
    with ThreadPoolExecutor(2) as threads:
        started = [threads.submit(live_run, "--allow-writes") for _ in range(2)]
        wait(started, return_when=FIRST_COMPLETED)
        gate.open()
        runs = [run.result() for run in started]
    for ended in runs:
        ended.must_be_plain()
    first, second = sorted(runs, key=lambda ended: ended.status)
    assert [pytest.ExitCode.OK, pytest.ExitCode.USAGE_ERROR] == [first.status, second.status]
    assert "journal.jsonl: is in use by another run that may create things" in second.text
    assert before == inventory(edge.state)
    assert read(folder / "results.jsonl").cells


@pytest.mark.nightly
def test_a_clean_up_waits_for_the_run(  # noqa: PLR0917  # each is a fixture
    edge: Edge, gate: Gate, folder: Path, live_run: LiveRun, before: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would delete what the run still uses."""
    journal = str(folder / "journal.jsonl")
    statuses: list[int] = []
    first = disturbed(
        edge, gate, lambda: live_run("--allow-writes"), lambda: statuses.append(main(["cleanup", "--journal", journal]))
    )
    assert (pytest.ExitCode.OK, [2]) == (first.status, statuses)
    assert "journal.jsonl: is in use by another run that may create things" in capsys.readouterr().err
    assert before == inventory(edge.state)


@pytest.mark.nightly
@pytest.mark.usefixtures("edge")
def test_two_runs_at_once_that_record(folder: Path, live_run: LiveRun) -> None:
    """Into the same cassettes: each cell of each run has its recording, and one of the two results is there, whole."""
    options = ("--cassettes", "cassettes", "--record-mode=all", "-n", "2")
    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(live_run, *options) for _ in range(2)]
    for ended in (run.result() for run in runs):
        ended.must_be_plain()
        assert "not recorded" not in ended.text
    assert [] == list(folder.rglob("*.part"))
    assert read(folder / "results.jsonl").cells


@pytest.mark.parametrize("gap", PRESSES)
@pytest.mark.parametrize("workers", [0, 2])
def test_ctrl_c_twice(  # noqa: PLR0917  # each is a fixture
    edge: Edge, folder: Path, before: object, start: Any, gap: float, workers: int
) -> None:
    """The second one may end the deletion; what is left is listed, and a clean-up deletes it."""
    log = folder / "output.txt"
    with log.open("w") as output, start("--allow-writes", "-n", str(workers), output=output) as process:
        while len(edge.request_log) < AMONG_CELLS:
            assert process.poll() is None, log.read_text()
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        time.sleep(gap)
        process.send_signal(signal.SIGINT)
    Outcome(log.read_text(), process.returncode).must_be_plain()
    while any(request.ended is None for request in edge.request_log):
        time.sleep(0.01)
    nothing_is_left(edge, folder, before)


@pytest.mark.nightly
@pytest.mark.parametrize("answer", ["c\n" * 500, "q\n", ""])
def test_the_debugger(edge: Edge, folder: Path, live_run: LiveRun, before: object, answer: str) -> None:
    """A cell that fails stops in it; whatever the person does then, nothing is left."""
    (folder / "suites" / "endpoints" / "deviations.toml").unlink()
    ended = live_run("--allow-writes", "--pdb", stdin=answer)
    assert "(Pdb)" in ended.text
    assert "INTERNALERROR" not in ended.text
    nothing_is_left(edge, folder, before)
    assert_results_are_whole_or_refused(folder, ended)


def test_reports_on_a_read_only_folder(read_only: Path) -> None:
    """Each command that writes a file says in one line that it cannot."""
    root = Path(__file__).parents[2]
    commands = [
        ["report", "--results", str(root / "reports" / "results.json"), "--output", str(read_only / "reports")],
        ["certify", "init", "--name", "mine", "--output", str(read_only)],
        ["certify", "run", "--subject", "curl", "--jail", "--output", str(read_only / "certification")],
    ]
    for words in commands:
        ended = subprocess.run(
            [sys.executable, "-m", "token_conformance.cli", *words],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (2, 1) == (ended.returncode, len(ended.stderr.splitlines())), ended.stderr
