"""How time and memory grow with the number of cells: collection, run, two workers, reports, page, diff and merge.

    python benchmarks/scale.py [CELLS...]

The default is 500, 5,000 and 50,000 cells, which are copies of the project's own under other names (see cells.py). Run
it from the project's root. Each figure is of a whole process; memory is the most that one process of the step had.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from cells import make
from token_conformance.results.file import Results, read
from token_conformance.results.writer import ResultsWriter
from used import python

SIZES = (500, 5_000, 50_000)
RESULTS = "results.jsonl"
PARTS = ("part-1.jsonl", "part-2.jsonl")

PYTEST = ("-m", "pytest", "suites", "-q", "-p", "no:cacheprovider")
COMMAND = ("-m", "token_conformance.cli")
PAGE = """
import sys
from pathlib import Path
from token_conformance.report.page.render import render
from token_conformance.results.file import read
from token_conformance.results.history import History
results = read(Path(sys.argv[1]))
Path("page.html").write_text(render(results, History().with_results(results.cells)))
"""

STEPS: dict[str, tuple[str, ...]] = {
    "collect": (*PYTEST, "--collect-only"),
    "run": PYTEST,
    "run, 2 workers": (*PYTEST, "-n", "2"),
    "all reports": (*COMMAND, "report", "--results", RESULTS, "--output", "reports"),
    "the page": ("-c", PAGE, RESULTS),
    "diff": (*COMMAND, "diff", RESULTS, RESULTS),
    "merge": (*COMMAND, "merge", *PARTS, "--output", "merged.jsonl"),
}


def main() -> None:
    """Print one line per number of cells and step."""
    sizes = [int(text.replace(",", "")) for text in sys.argv[1:]] or SIZES
    print(f"{'cells':>7}  {'step':15} {'seconds':>8} {'CPU':>8} {'CPU ms per cell':>16} {'MB':>7}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "project")
            cells = make(folder, size)
            for step, arguments in STEPS.items():
                if step == "merge":
                    _divide(read(folder / RESULTS), folder)
                seconds, cpu, memory = python(arguments, folder)
                print(f"{cells:7,}  {step:15} {seconds:8.1f} {cpu:8.1f} {cpu / cells * 1000:16.2f} {memory:7.0f}")


def _divide(results: Results, folder: Path) -> None:
    """Write the results as those of two shards."""
    middle = len(results.cells) // 2
    halves = results.cells[:middle], results.cells[middle:]
    for number, (name, cells) in enumerate(zip(PARTS, halves, strict=True), start=1):
        writer = ResultsWriter(folder / name, replace(results.header, shard=f"{number}/2"))
        for cell in cells:
            writer.write(cell)
        writer.close()


if __name__ == "__main__":
    main()
