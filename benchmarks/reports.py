"""How long each report takes for 10,000 cells, which are copies of the project's own cells under other names.

Run it from the project's root: `python benchmarks/reports.py [RUNS]`.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from token_conformance.report import badge, markdown, matrix, terminal
from token_conformance.report.page.render import render
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import Selection
from token_conformance.results.file import Results, read
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

RESULTS = Path("reports", "results.json")
CELLS = 10_000
WIDTH = 120
FULL = Selection(full=True, scopes=True)


def main() -> None:
    """Print the median time of each report, and its size."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    results = _many(read(RESULTS))
    print(f"{len(results.cells):,} cells, median of {runs} runs")
    for name, renderer in _renderers(History().with_results(results.cells)).items():
        size = len(renderer(results).encode())  # the first run only warms up
        seconds = [_seconds(renderer, results) for _ in range(runs)]
        print(f"{name:20} {statistics.median(seconds):6.2f} s  (max {max(seconds):.2f})  {size:12,} bytes")


def _many(results: Results) -> Results:
    copies = (_renamed(cell, number) for number in count() for cell in results.cells)
    return replace(results, cells=tuple(islice(copies, CELLS)))


def _renamed(cell: CellResult, number: int) -> CellResult:
    endpoint = f"{cell.endpoint}-{number}"
    return replace(cell, endpoint=endpoint, cell=f"{endpoint}/{cell.credential}-{cell.url_form}")


def _renderers(history: History) -> dict[str, Callable[[Results], str]]:
    tables = {f"table {name}": _table(draw) for name, draw in FORMATS.items()}
    return {
        "terminal": lambda results: terminal.render(results, WIDTH),
        "matrix.md": markdown.render,
        "matrix.html": lambda results: render(results, history),
        "results.json": matrix.render,
        "badge.svg": badge.as_svg,
        **tables,
    }


def _table(draw: Callable[..., str]) -> Callable[[Results], str]:
    return lambda results: draw(contents(results, FULL))


def _seconds(render: Callable[[Results], str], results: Results) -> float:
    started = time.perf_counter()
    render(results)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
