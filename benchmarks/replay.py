"""How fast cells are replayed by this project, by a straightforward pytest-recording set-up, and by pytest alone.

    python benchmarks/replay.py [RUNS [CELLS]]

Run it from the project's root. The default is 5 runs of the project's own cells; more cells are copies of them under
other names (see cells.py). Every figure is of a whole process: seconds, seconds of CPU, and memory. The set-ups run in
turn, so that a change of the machine's speed affects all of them equally; on a busy machine, CPU says more than time.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from cells import make
from straightforward import SET_UP
from used import Used, python

CASSETTES = Path("cassettes", "endpoints")
OTHERS = ["-p", "no:token_conformance.plugin"]
"""Options that disable this project's plugin, which is installed, in the other two set-ups."""

STRAIGHTFORWARD = (
    SET_UP
    + """

@pytest.mark.vcr
@pytest.mark.parametrize("number", range(len(CELLS)))
def test_cell(number, client):
    cell = CELLS[number]
    response = client.request(cell["method"], cell["uri"], content=cell["body"])
    assert cell["status"] == response.status_code
"""
)

ALONE = """
import pytest


@pytest.mark.parametrize("number", range({cells}))
def test_cell(number):
    assert number >= 0
"""


def main() -> None:
    """Print the medians of each set-up, and its cost per cell over pytest alone."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Path.cwd()
        if len(sys.argv) > 2:  # noqa: PLR2004  # the script and two arguments
            project = folder / "project"
            make(project, int(sys.argv[2].replace(",", "")))
        cassettes = [json.loads(path.read_text()) for path in sorted((project / CASSETTES).rglob("*.json"))]
        empty = [str(alone(folder / "alone", len(cassettes))), *OTHERS]
        straightforward = [str(_straightforward(folder / "straightforward", cassettes)), *OTHERS]
        setups = {
            "this project": ["suites"],
            "straightforward pytest-recording": straightforward,
            "pytest alone": empty,
            "pytest without pytest-recording": [*empty, "-p", "no:recording"],
        }
        print_medians(measure(project, setups, runs), len(cassettes), runs)


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


def alone(folder: Path, cells: int) -> Path:
    """Write as many empty tests as there are cells."""
    folder.mkdir()
    (folder / "test_cells.py").write_text(ALONE.format(cells=cells))
    return folder


def measure(project: Path, setups: dict[str, list[str]], runs: int) -> dict[str, list[Used]]:
    """What the processes of each set-up used, which run in turn; `setups` are arguments of pytest by names."""
    used: dict[str, list[Used]] = {name: [] for name in setups}
    for number in range(runs + 1):
        for name, arguments in setups.items():
            one = python(["-m", "pytest", *arguments, "-q", "-p", "no:cacheprovider"], project)
            if number:  # the first round only warms up
                used[name].append(one)
    return used


def print_medians(used: dict[str, list[Used]], cells: int, runs: int) -> None:
    """Print the median of each set-up beside that of "pytest alone"."""
    medians = {name: Used(*map(statistics.median, zip(*one, strict=True))) for name, one in used.items()}
    alone = medians["pytest alone"]
    print(f"{cells:,} cells, medians of {runs} runs, whole process; per cell: over pytest alone")
    heads = f"{'seconds':>8} {'ratio':>6} {'CPU':>8} {'ratio':>6} {'ms per cell':>12} {'MB':>6} {'KB per cell':>12}"
    print(f"{'':34} {heads}")
    for name, (seconds, cpu, memory) in medians.items():
        milliseconds, kilobytes = (cpu - alone.cpu) / cells * 1000, (memory - alone.memory) / cells * 1024
        time_of, cpu_of = seconds / alone.seconds, cpu / alone.cpu
        print(
            f"{name:34} {seconds:8.2f} {time_of:6.2f} {cpu:8.2f} {cpu_of:6.2f} {milliseconds:12.2f} {memory:6.0f}"
            f" {kilobytes:12.1f}"
        )


if __name__ == "__main__":
    main()
