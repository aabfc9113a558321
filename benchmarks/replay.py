"""How fast the cells are replayed by this project, by a straightforward pytest-recording set-up, and by pytest alone.

Run it from the project's root: `python benchmarks/replay.py [RUNS]`. Every figure is the wall time of a whole process.
The three run in turn, so that a change of the machine's speed affects all of them equally.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

CASSETTES = Path("cassettes", "endpoints")
OTHERS = ["-p", "no:token_conformance.plugin"]
"""Options that disable this project's plugin, which is installed, in the other two set-ups."""

STRAIGHTFORWARD = """
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

CELLS = json.loads(Path(__file__).with_name("cells.json").read_text())


@pytest.fixture(scope="module")
def vcr_config():
    return {"filter_headers": ["authorization"]}


@pytest.fixture(scope="module")
def client():
    with httpx.Client() as client:
        yield client


@pytest.mark.vcr
@pytest.mark.parametrize("number", range(len(CELLS)))
def test_cell(number, client):
    cell = CELLS[number]
    response = client.request(cell["method"], cell["uri"], content=cell["body"])
    assert cell["status"] == response.status_code
"""

ALONE = """
import pytest


@pytest.mark.parametrize("number", range({cells}))
def test_cell(number):
    assert number >= 0
"""


def main() -> None:
    """Print the median of each set-up and the cost per cell."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cassettes = [json.loads(path.read_text()) for path in sorted(CASSETTES.rglob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        setups = {
            "this project": Path("suites"),
            "straightforward pytest-recording": _straightforward(Path(folder, "straightforward"), cassettes),
            "pytest alone": _alone(Path(folder, "alone"), len(cassettes)),
        }
        _print(_measure(setups, runs), len(cassettes), runs)


def _straightforward(folder: Path, cassettes: list[dict[str, Any]]) -> Path:
    """Write the same cells as in pytest-recording's documentation: YAML, default names, one client."""
    library = folder / "cassettes" / "test_cells"
    library.mkdir(parents=True)
    for number, cassette in enumerate(cassettes):
        plain = {"interactions": cassette["interactions"], "version": 1}
        (library / f"test_cell[{number}].yaml").write_text(yaml.safe_dump(plain))
    (folder / "cells.json").write_text(json.dumps([_cell(cassette) for cassette in cassettes]))
    (folder / "test_cells.py").write_text(STRAIGHTFORWARD)
    return folder


def _cell(cassette: dict[str, Any]) -> dict[str, Any]:
    (interaction,) = cassette["interactions"]
    request = interaction["request"]
    status = interaction["response"]["status"]["code"]
    return {
        "method": request["method"],
        "uri": request["uri"],
        "body": request["body"] or None,
        "status": status,
    }


def _alone(folder: Path, cells: int) -> Path:
    folder.mkdir()
    (folder / "test_cells.py").write_text(ALONE.format(cells=cells))
    return folder


def _measure(setups: dict[str, Path], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in setups}
    for number in range(runs + 1):
        for name, folder in setups.items():
            seconds = _seconds(folder)
            if number:  # the first round only warms up
                times[name].append(seconds)
    return times


def _seconds(folder: Path) -> float:
    options = ["-q", "-p", "no:cacheprovider", *(OTHERS if folder.is_absolute() else [])]
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pytest", str(folder), *options], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _print(times: dict[str, list[float]], cells: int, runs: int) -> None:
    alone = statistics.median(times["pytest alone"])
    print(f"{cells} cells, median of {runs} runs, whole process")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        spread = f"(min {min(seconds):.2f}, max {max(seconds):.2f})"
        over = (median - alone) / cells * 1000
        print(f"{name:34} {median:6.2f} s  {spread}  {over:5.2f} ms per cell over pytest")


if __name__ == "__main__":
    main()
