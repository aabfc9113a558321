"""The size of the page, and how fast a browser opens it: 500 cells in a new tab of headless Chromium.

Run it from the project's root: `python benchmarks/page.py [RUNS]`. The browser measures the time from the start of the
navigation to the end of the load event, when the script has set up the filters, and to the first contentful paint.
"""

import shutil
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from token_conformance.report.matrix import ordered
from token_conformance.report.page.render import render
from token_conformance.results.file import read
from token_conformance.results.history import History

RESULTS = Path("reports", "results.json")
CELLS = 500
MOMENTS = {
    "loaded": "performance.getEntriesByType('navigation')[0].loadEventEnd",
    "first contentful paint": "performance.getEntriesByName('first-contentful-paint')[0].startTime",
}


def main() -> None:
    """Print the size, and the median time to each moment."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "matrix.html")
        file.write_text(_page(), encoding="utf-8")
        print(f"{CELLS} cells: {file.stat().st_size:,} bytes")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        times = [_open(browser, file) for _ in range(runs + 1)][1:]  # the first run only warms up
        browser.close()
    for name, seconds in zip(MOMENTS, zip(*times, strict=True), strict=True):
        print(f"{name:24} {statistics.median(seconds):5.0f} ms  (min {min(seconds):.0f}, max {max(seconds):.0f})")


def _page() -> str:
    results = read(RESULTS)
    cells = tuple(ordered(results.cells)[:CELLS])
    return render(replace(results, cells=cells), History().with_results(cells))


def _open(browser: Browser, file: Path) -> list[float]:
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    moments = [page.evaluate(moment) for moment in MOMENTS.values()]
    page.close()
    return moments


if __name__ == "__main__":
    main()
