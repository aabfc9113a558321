"""Pages in a real browser, which is installed on the machine and is not allowed to use the network."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

Open = Callable[..., Page]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
"""The rules of axe that every page must meet."""

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


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, until the context ends."""
    executable = _executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser) -> Iterator[Open]:
    """A function that opens a file as a page; no page must log a message or load anything."""
    problems: list[str] = []
    contexts = []

    def visit(file: Path, address: str = "", *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(15_000)
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


_OUT_OF_REACH = """selector => [...document.querySelectorAll(selector)].filter(element => {
  const box = element.getBoundingClientRect(), wide = document.documentElement.clientWidth;
  return element.scrollWidth > Math.ceil(box.width) || box.left < 0 || box.right > wide + 1 || !box.width;
}).map(element => element.tagName + " " + element.textContent.trim().slice(0, 40))"""


def out_of_reach(page: Page, selector: str) -> list[str]:
    """What a reader cannot see of a page without scrolling to the side: elements that are cut, or beyond the window."""
    wide = ["the page"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    found: list[str] = page.evaluate(_OUT_OF_REACH, selector)
    return wide + found
