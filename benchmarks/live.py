"""How much faster a live run is with workers: one whole run without, one with them, and whether they saw the same.

Run it from the project's root: `python benchmarks/live.py [WORKERS] [LATENCY]` (default: 8 workers, and 0.1 seconds
that each answer takes). A second process of the edge plays the tenant; the limits of politeness are out of the way.
Every figure is the wall time of a whole process, with preflight, the start of the workers, and the cleanup at the end.
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

Seen = dict[str, str]
"""Results by cell, and cassettes by path."""


def main() -> None:
    """Print both times, their quotient, and whether results and cassettes are the same."""
    workers = sys.argv[1] if len(sys.argv) > 1 else "8"
    latency = sys.argv[2] if len(sys.argv) > 2 else "0.1"  # noqa: PLR2004  # the second argument
    with tempfile.TemporaryDirectory() as folder, _tenant(Path(folder), latency) as environment:
        alone, seen = _run(Path(folder, "alone"), environment)
        together, seen_by_workers = _run(Path(folder, "together"), environment, "-n", workers)
    print(f"{latency} s an answer")
    print(f"one process   {alone:6.2f} s")
    print(f"{workers:>2} workers    {together:6.2f} s  ({together / alone:.2f} of that)")
    differing = sorted(name for name in seen | seen_by_workers if seen.get(name) != seen_by_workers.get(name))
    print(f"{len(seen)} results and cassettes: {f'these differ: {differing}' if differing else 'identical'}")


@contextmanager
def _tenant(folder: Path, latency: str) -> Iterator[dict[str, str]]:
    """A process of the edge with slow answers; yields the environment that leads to it."""
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


def _run(folder: Path, environment: dict[str, str], *options: str) -> tuple[float, Seen]:
    """A live run that leaves what it has seen in a folder: its seconds, and what that is."""
    folder.mkdir()
    results, cassettes = folder / "results.jsonl", folder / "cassettes"
    arguments = ["suites", *OPTIONS, "--results", str(results), "--cassettes", str(cassettes), *options]
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pytest", *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started, _results(results) | _cassettes(cassettes)


def _results(file: Path) -> Seen:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {cell: line for line in lines if (cell := json.loads(line).get("cell"))}


def _cassettes(folder: Path) -> Seen:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.json")}


if __name__ == "__main__":
    main()
