"""The page in a real browser, which is installed on the machine and is not allowed to use the network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import Open, launched, visiting
from token_conformance.report.page.render import render
from token_conformance.results.file import Results, read
from token_conformance.results.history import History


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module, so that its event loop does not disturb tests that have their own."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def committed(request: pytest.FixtureRequest) -> Results:
    """The results that the project publishes."""
    return read(request.config.rootpath / "reports" / "results.json")


@pytest.fixture(scope="session")
def site(committed: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of these results, as a file."""
    file = tmp_path_factory.mktemp("page") / "matrix.html"
    file.write_text(render(committed, History().with_results(committed.cells)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def opened(browser: Browser, site: Path) -> Iterator[Page]:
    """One page for the tests of a module that only ask its search."""
    with visiting(browser) as visit_file:
        yield visit_file(site)


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page, by default that of the project; the page must not log a message and must not load anything."""
    with visiting(browser) as visit_file:

        def visit(address: str = "", *, file: Path = site, **options: Any) -> Page:
            return visit_file(file, address, **options)

        yield visit
