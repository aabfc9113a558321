"""The page in a real browser, which is installed on the machine and is not allowed to use the network."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from token_conformance.report.page.render import render
from token_conformance.results.file import Results, read
from token_conformance.results.history import History

Open = Callable[..., Page]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _executable() -> str:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is not None:
        return found
    reason = f"none of {', '.join(_NAMES)} is on the PATH: install one of them (Debian: apt-get install chromium)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module, so that its event loop does not disturb tests that have their own."""
    executable = _executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_QUIET)
        yield browser
        browser.close()


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


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page, by default that of the project; the page must not log a message and must not load anything."""
    problems: list[str] = []
    contexts = []

    def visit(address: str = "", *, file: Path = site, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: problems.extend(_foreign(request)))
        page.goto(file.as_uri() + address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [] == problems


def _foreign(request: Request) -> list[str]:
    return [] if request.url.startswith(("file:", "data:")) else [request.url]
