"""The table of clients on the page of the matrix, in a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser import RULES, Open, launched, out_of_reach, visiting
from factories import make_results
from standings import GOOD, ODD
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.standing.reports import section
from token_conformance.report.page.render import render
from token_conformance.results.history import History

WIDTHS = (390, 768, 1280)
LONG = replace(ODD, name="long", product="a-client-with-a-name-that-is-long-and-has-no-space-in-it (npm), as a server")


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


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with three clients, and no matrix."""
    path = tmp_path_factory.mktemp("section") / "matrix.html"
    path.write_text(render(make_results(), History(), section([GOOD, LONG, ODD])), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_every_result_can_be_seen(visit: Open, file: Path, width: int) -> None:
    """Nothing of the table is cut or beyond the window, so that no reader has to scroll to the side."""
    page = visit(file, width=width)
    assert [] == out_of_reach(page, "#integrations :is(tbody :is(th, td), dt, dd, thead:not([hidden]) a)")
    assert 3 * len(REQUIREMENTS) == page.locator("#integrations td[data-id]:visible").count()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(visit: Open, file: Path, color_scheme: str, width: int) -> None:
    """A reader with a screen reader, or with weak eyes, gets the same results."""
    page = visit(file, width=width, color_scheme=color_scheme)
    assert "" == Axe().run(page, context={"include": ["#integrations"]}, options=RULES).generate_snapshot()


def test_a_code_leads_to_its_words(visit: Open, file: Path) -> None:
    """The head of a column has the words too, and a click shows the whole sentence."""
    page = visit(file)
    page.get_by_role("link", name="T7 an empty 200 is no success").click()
    assert REQUIREMENTS["T7"].title in page.locator(":target").inner_text()
