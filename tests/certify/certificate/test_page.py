"""The certificate's own page, in a real browser."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser import RULES, Open, launched, out_of_reach, visiting
from token_conformance.certify.certificate.report import MARKDOWN, PAGE
from token_conformance.certify.requirements import REQUIREMENTS

pytestmark = pytest.mark.slow

WIDTHS = (390, 768, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for this module."""
    with launched() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a file."""
    with visiting(browser) as visit:
        yield visit


@pytest.fixture(scope="session")
def page_file(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a certificate with findings of every kind."""
    path = tmp_path_factory.mktemp("certificate") / PAGE
    path.write_bytes(files[PAGE])
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_every_finding_can_be_read(visit: Open, page_file: Path, width: int) -> None:
    """Nothing is cut or beyond the window, no word is torn, and what stands between backticks is code."""
    page = visit(page_file, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert [] == out_of_reach(page, "main *")
    assert len(REQUIREMENTS) == page.locator("article").count()
    words = page.locator(".codes a, .result, .level, .facts dt")
    assert [] == [word.inner_text() for word in words.all() if _lines(word) > 1]
    page.evaluate("document.querySelectorAll('pre').forEach(each => each.remove())")
    assert "`" not in page.locator("main").inner_text()
    assert "list-projects" in page.locator("#T7 code").all_inner_texts()


def _lines(locator: object) -> int:
    lines: int = locator.evaluate("element => element.getClientRects().length")  # type: ignore[attr-defined]
    return lines


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(visit: Open, page_file: Path, color_scheme: str, width: int) -> None:
    """A reader with a screen reader, or with weak eyes, gets the same findings."""
    page = visit(page_file, width=width, color_scheme=color_scheme)
    assert "" == Axe().run(page, options=RULES).generate_snapshot()


def test_the_markdown_has_no_escaped_backtick(files: Mapping[str, bytes]) -> None:
    """The names of actions are code there, too."""
    assert r"\`" not in files[MARKDOWN].decode()
