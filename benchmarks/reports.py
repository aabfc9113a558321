"""How long reading, comparing, merging and each report take for many cells, and how much memory is added meanwhile.

    python benchmarks/reports.py [CELLS ...]

measures for each number of cells, by default 5,000 and 50,000, in a new process for each line. The cells are copies of
the project's own: 560 stay endpoints, and all others become calls of the whole catalogue. Run it from the project's
root.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from token_conformance.model.outcome import Outcome
from token_conformance.report import badge, markdown, matrix, terminal
from token_conformance.report.comparison import results as differences
from token_conformance.report.every_call import listed, of_catalogue
from token_conformance.report.page.render import render
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import Selection
from token_conformance.results.difference import differences as compared
from token_conformance.results.file import Results, dump, dump_condensed, footer, read
from token_conformance.results.history import History
from token_conformance.results.merge import merge
from token_conformance.results.record import CellResult

RESULTS = Path("reports", "results.json")
SIZES = (5_000, 50_000)
WIDTH = 120
KILOBYTE = 1024
Job = Callable[[], object]


def main() -> None:
    """Print a line for each job and number of cells."""
    own = read(RESULTS)
    for size in [int(word.replace(",", "")) for word in sys.argv[1:]] or SIZES:
        results = _many(own, size)
        print(f"{len(results.cells):,} cells")
        with tempfile.TemporaryDirectory() as folder:
            for name, job in _jobs(results, Path(folder)).items():
                _measure(name, job, len(results.cells))


def _measure(name: str, job: Job, cells: int) -> None:
    """Do a job in a child, so that what it keeps and what others have left does not count."""
    sys.stdout.flush()
    if os.fork():
        os.wait()
        return
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    job()
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    each = f"{seconds / cells * 1e6:6.0f} µs  {(after - before) / cells:6.2f} KB a cell"
    print(f"  {name:24} {seconds:7.2f} s  {(after - before) / KILOBYTE:7.1f} MB  {each}", flush=True)
    os._exit(0)  # nothing of the parent is cleaned up


def _many(results: Results, size: int) -> Results:
    copies = (_renamed(cell, number) for number in count(1) for cell in results.cells)
    return replace(results, cells=(*results.cells, *islice(copies, max(size - len(results.cells), 0))))


def _renamed(cell: CellResult, number: int) -> CellResult:
    endpoint = f"catalogue/{cell.product}/{cell.endpoint.partition('/')[2]}-{number}"
    operation = f"{cell.operation}/{number}"
    return replace(cell, endpoint=endpoint, operation=operation, cell=f"{endpoint}/{cell.credential}-{cell.url_form}")


def _jobs(results: Results, folder: Path) -> dict[str, Job]:
    history = History().with_results(listed(results).cells)
    calls = matrix.ordered(of_catalogue(results).cells)
    changed = [replace(cell, outcome=Outcome.GONE) for cell in results.cells]
    return {
        **_reading(results, folder),
        "diff, nothing changed": lambda: compared(results.cells, results.cells),
        "diff, all changed": lambda: differences.text(compared(results.cells, changed), results, history),
        "merge of four shards": lambda: merge(_shards(results)),
        "write catalogue.json": lambda: dump_condensed(results.header, calls),
        "terminal": lambda: terminal.render(results, WIDTH),
        "matrix.md": lambda: markdown.render(results),
        "matrix.html": lambda: render(results, history),
        "badge.svg": lambda: badge.as_svg(results),
        "table of the endpoints": lambda: FORMATS["github"](contents(results, Selection(full=True, scopes=True))),
    }


def _reading(results: Results, folder: Path) -> dict[str, Job]:
    """Each form of a file, read as a whole."""
    lines = [results.header.to_json(), *(cell.to_json() for cell in results.cells), footer(len(results.cells))]
    texts = {
        "results.jsonl": "\n".join([*lines, ""]),
        "results.json": dump(results.header, results.cells),
        "catalogue.json": dump_condensed(results.header, results.cells),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {f"read {name}": _reader(folder / name) for name in texts}


def _reader(path: Path) -> Job:
    return lambda: read(path)


def _shards(results: Results) -> dict[str, Results]:
    size = -(-len(results.cells) // 4)
    parts = [results.cells[start : start + size] for start in range(0, len(results.cells), size)]
    headers = [replace(results.header, shard=f"{number}/{len(parts)}") for number in range(1, len(parts) + 1)]
    return {header.shard or "": Results(header, cells) for header, cells in zip(headers, parts, strict=True)}


if __name__ == "__main__":
    main()
