"""The size of the page, how fast a browser opens it, and how fast it answers: in a new tab of headless Chromium.

Run it from the project's root: `python benchmarks/page.py [RUNS]`. It measures the page of the committed results
without and with those of the whole catalogue. *Loaded* is the end of the load event, when the script has set up the
filters. For the *first answer*, an operation is typed into the search right after that. A *search* is a later one, from
the event of the field to the new content, and *rows* is the same for the list of calls.
"""

import gzip
import shutil
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from token_conformance.report.page.render import render
from token_conformance.results.file import Results, read
from token_conformance.results.history import History

RESULTS, CATALOGUE = Path("reports", "results.json"), Path("reports", "catalogue.json")
OPERATION = "GET /rest/api/3/issue/{issueIdOrKey}/votes"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
TYPE = """([form, text]) => {
  const { elements } = document.getElementById(form);
  const start = performance.now();
  elements.text.value = text;
  elements.text.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight;  // the layout of what is new is a part of it
  return performance.now() - start;
}"""


def main() -> None:
    """Print for each page the size, and the median time to each moment."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    endpoints = read(RESULTS)
    calls = read(CATALOGUE).cells if CATALOGUE.exists() else ()
    pages = [endpoints, *([replace(endpoints, cells=endpoints.cells + calls)] if calls else [])]
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        for results in pages:
            _measure(browser, Path(folder, "matrix.html"), results, runs)
        browser.close()


def _measure(browser: Browser, file: Path, results: Results, runs: int) -> None:
    content = render(results, History().with_results(results.cells)).encode()
    file.write_bytes(content)
    print(f"{len(results.cells):,} cells: {len(content):,} bytes, {len(gzip.compress(content)):,} with gzip")
    times = [_open(browser, file) for _ in range(runs + 1)][1:]  # the first run only warms up
    for name in times[0]:
        seconds = [one[name] for one in times]
        print(f"  {name:24} {statistics.median(seconds):6.0f} ms  (min {min(seconds):.0f}, max {max(seconds):.0f})")


def _open(browser: Browser, file: Path) -> dict[str, float]:
    page = browser.new_page(bypass_csp=True)  # the page lets no script in but its own
    page.goto(file.as_uri())
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    loaded, painted = page.evaluate(LOADED), page.evaluate(PAINTED)
    first = page.evaluate(TYPE, ["find", OPERATION])
    times = {"first contentful paint": painted, "loaded": loaded, "first answer": max(loaded, painted) + first}
    times["a search"] = page.evaluate(TYPE, ["find", OPERATION.replace("votes", "watchers")])
    times.update(_rows(page))
    page.close()
    return times


def _rows(page: Page) -> dict[str, float]:
    """The time of the list of calls, if the page has one."""
    if not page.query_selector("#calls"):
        return {}
    first = page.evaluate(TYPE, ["calls", "permission"])
    return {"rows, the first time": first, "rows": page.evaluate(TYPE, ["calls", "issue"])}


if __name__ == "__main__":
    main()
