"""How much faster a live run is with workers: runs once without and once with workers, and compares the results.

Run it from the project's root: `python benchmarks/live.py [WORKERS] [LATENCY]`. The default is 8 workers, and a latency
of 0.1 seconds for each answer. A second process of the edge acts as the tenant, and the throttling limits are too high
to have an effect. Every figure is the wall time of a whole process, with the preflight, the start of the workers and
the cleanup.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dotenv import dotenv_values

OPTIONS = ["--target", "live", "--allow-writes", "--rate", "200", "--concurrency", "64", "-q", "-p", "no:cacheprovider"]

Recorded = dict[str, str]
"""Results by cell, and cassettes by path."""


def main() -> None:
    """Print both times, their quotient, and whether results and cassettes are the same."""
    workers = sys.argv[1] if len(sys.argv) > 1 else "8"
    latency = sys.argv[2] if len(sys.argv) > 2 else "0.1"  # noqa: PLR2004  # the second argument
    with tempfile.TemporaryDirectory() as folder, _tenant(Path(folder), latency) as environment:
        single, recorded = _run(Path(folder, "single"), environment)
        parallel, by_workers = _run(Path(folder, "parallel"), environment, "-n", workers)
    print(f"{latency} s per answer")
    print(f"one process   {single:6.2f} s")
    print(f"{workers:>2} workers    {parallel:6.2f} s  ({parallel / single:.2f} of that)")
    differing = sorted(name for name in recorded | by_workers if recorded.get(name) != by_workers.get(name))
    print(f"{len(recorded)} results and cassettes: {f'these differ: {differing}' if differing else 'identical'}")


@contextmanager
def _tenant(folder: Path, latency: str) -> Iterator[dict[str, str]]:
    """Start a process of the edge with slow answers; yields the environment variables for a run against it."""
    file = folder / "tenant.env"
    command = Path(sys.executable).with_name("token-conformance")
    options = ["--tenant", "random", "--seed", "3", "--fault", f"slow:{latency}", "--env-file", str(file)]
    edge = subprocess.Popen([command, "edge", *options], stdout=subprocess.DEVNULL)
    try:
        while not file.exists():
            time.sleep(0.05)
        yield os.environ | {name: value or "" for name, value in dotenv_values(file).items()}
    finally:
        edge.terminate()
        edge.wait()


def _run(folder: Path, environment: dict[str, str], *options: str) -> tuple[float, Recorded]:
    """Run the suites live, and record to a folder; returns the seconds and the recorded results and cassettes."""
    folder.mkdir()
    results, cassettes = folder / "results.jsonl", folder / "cassettes"
    arguments = ["suites", *OPTIONS, "--results", str(results), "--cassettes", str(cassettes), *options]
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pytest", *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started, _results(results) | _cassettes(cassettes)


def _results(file: Path) -> Recorded:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {cell: line for line in lines if (cell := json.loads(line).get("cell"))}


def _cassettes(folder: Path) -> Recorded:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.json")}


if __name__ == "__main__":
    main()
