"""How fast the cells of the whole catalogue are run: against the edge, replayed, and with workers, beside pytest alone.

    python benchmarks/catalogue.py [RUNS [SAMPLE [SETUP...]]]

Run it from the project's root. The default is 3 runs of all cells; a sample is that of so many calls, `all` is all, and
set-ups are chosen by their numbers in the table, from 1. Every figure is of a whole process with those that it starts:
seconds, seconds of CPU, and the memory of the largest process. The set-ups run in turn, so that a change of the
machine's speed affects all of them equally; on a busy machine, CPU says more than time.

"pytest alone" are as many empty tests. What it gains from workers is the most that a run of so short tests can gain.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from replay import OTHERS, alone, measure, print_medians

SUITE = "suites/catalogue"
WORKERS = ["-n", "2"]


def main() -> None:
    """Print the medians of each set-up, and its cost per cell over pytest alone."""
    runs, size, *chosen = [*sys.argv[1:], *("3", "all")[len(sys.argv) - 1 :]]
    sample = [] if size == "all" else ["--sample", size]
    with tempfile.TemporaryDirectory() as name:
        cells = _collected([SUITE, *sample])
        empty = [str(alone(Path(name, "alone"), cells)), *OTHERS]
        setups = {
            "against the edge": [SUITE, *sample, "--target", "edge"],
            "replay": [SUITE, *sample],
            "replay, 2 workers": [SUITE, *sample, *WORKERS],
            "pytest alone": empty,
            "pytest alone, 2 workers": [*empty, *WORKERS],
        }
        names = [list(setups)[int(number) - 1] for number in chosen] or list(setups)
        measured = {name: setups[name] for name in setups if name in {*names, "pytest alone"}}
        print_medians(measure(Path.cwd(), measured, int(runs)), cells, int(runs))


def _collected(arguments: list[str]) -> int:
    """The number of cells that pytest collects."""
    command = [sys.executable, "-m", "pytest", *arguments, "--collect-only", "-q", "-p", "no:cacheprovider"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sum("::" in line for line in listed.splitlines())


if __name__ == "__main__":
    main()
