"""The look of the page and its accessibility: in light and dark, narrow and wide, and on paper."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser import RULES, out_of_reach
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.page.render import render
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

Open = Callable[..., Page]

CELL = "jira-platform/list-projects/scoped-site"
PHONE, TABLET, WIDE = 390, 768, 1280

ENDPOINTS = [
    "jira-platform/list-projects",
    "jira-platform/create-issue",
    "jira-platform/get-issue",
    "jira-service-management/get-info",
    "confluence/get-page",
    "confluence/list-spaces",
]
_ENDS = [
    *((outcome, Verdict.CHANGED) for outcome in Outcome),
    *((None, verdict) for verdict in Verdict),
]


@pytest.mark.parametrize(
    ("width", "color_scheme"), [(PHONE, "dark"), (TABLET, "light"), (WIDE, "dark"), (WIDE, "light")]
)
def test_axe_finds_nothing(visit: Open, mixed: Path, color_scheme: str, width: int) -> None:
    """Neither in the table with all outcomes, nor in an open cell, nor in the help."""
    page = visit(f"#{CELL}", file=mixed, width=width, color_scheme=color_scheme)
    page.get_by_text("How to read this page").click()
    assert "" == Axe().run(page, options=RULES).generate_snapshot()


@pytest.fixture(scope="module")
def mixed(committed: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with few endpoints that has a cell for every outcome and every verdict."""
    cells = [cell for cell in committed.cells if cell.endpoint in ENDPOINTS]
    ends = zip((cell for cell in cells if not cell.credential.is_stranger), _ENDS, strict=False)
    changed = {cell.cell: replace(cell, outcome=outcome, verdict=verdict) for cell, (outcome, verdict) in ends}
    run = [changed.get(cell.cell, cell) for cell in cells if cell.cell != f"{ENDPOINTS[-1]}/scoped-site"]
    file = tmp_path_factory.mktemp("mixed") / "matrix.html"
    file.write_text(render(replace(committed, cells=tuple(run)), History()), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [PHONE, TABLET, WIDE])
def test_nothing_is_cut_and_the_page_does_not_scroll_sideways(
    visit: Open, request: pytest.FixtureRequest, width: int
) -> None:
    """Neither the answer on top, nor a cell of the matrix, nor one of the table of clients."""
    page = visit(f"#{CELL}", file=request.config.rootpath / "reports" / "matrix.html", width=width)
    cells = ":is(#matrix, #integrations, #glance) tbody :is(th, td:not(:has([open])))"
    shown = f"{cells}, summary, #matrix [open] > div, .lead code, input, select, button:not([hidden]), pre"
    assert [] == out_of_reach(page, shown)


def test_cells_show_that_they_open(visit: Open) -> None:
    """By a sign, an underline and the pointer; the browser reports them as closed or open."""
    page = visit(f"#{CELL}")
    sign = "summary => getComputedStyle(summary, '::before').content.split(' ')[0]"
    opened = page.locator(f'details:has(> [id="{CELL}"]) > summary')
    closed = page.locator("#matrix summary").first
    assert ('"▾"', '"▸"') == (opened.evaluate(sign), closed.evaluate(sign))
    style = "summary => [getComputedStyle(summary).cursor, getComputedStyle(summary).textDecorationLine]"
    assert ["pointer", "underline"] == closed.evaluate(style)


def test_dark_is_dark(visit: Open) -> None:
    """The preference of the reader decides."""
    light, dark = (_lightness(visit(color_scheme=scheme)) for scheme in ("light", "dark"))
    assert light > 240
    assert dark < 40


def _lightness(page: Page) -> float:
    color: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, color.removeprefix("rgb(").removesuffix(")").split(","))) / 3


@pytest.mark.parametrize(
    "width",
    [320, PHONE, TABLET, 1088, 1089, WIDE, 2560],
)
def test_an_open_cell_takes_exactly_the_width_of_its_table(visit: Open, width: int) -> None:
    """The column of the cell does not matter, and the page never scrolls horizontally."""
    page = visit(width=width)
    for column in ("unscoped-site", "unscoped-gateway", "scoped-site", "scoped-gateway"):
        page.evaluate("hash => { location.hash = hash }", f"jira-platform/list-projects/{column}")
        details = _box(page, f'[id="jira-platform/list-projects/{column}"]')
        table = _box(page, "#jira-platform table")
        assert pytest.approx((table["x"], table["width"]), abs=1) == (details["x"], details["width"])
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _box(page: Page, selector: str) -> Any:
    return page.locator(selector).bounding_box()


def test_the_table_stays_a_table_for_a_screen_reader(visit: Open, mixed: Path) -> None:
    """The browser reports the same tables, rows, headers and cells in every layout."""
    phone, tablet, wide = (_table_nodes(visit(file=mixed, width=width)) for width in (PHONE, TABLET, WIDE))
    assert wide == tablet == phone
    assert ["Operation", "unscoped token", "scoped token", "site", "gateway", "site", "gateway"] == [
        name for role, name in wide if role == "columnheader"
    ][-7:]
    assert ("rowheader", "GET /rest/api/3/project deprecated") in wide


def _table_nodes(page: Page) -> list[tuple[str, str]]:
    """The parts of tables that the browser reports to a screen reader, by role and name."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    reported = [(node["role"]["value"], node["name"]["value"]) for node in nodes if not node["ignored"]]
    return [(role, name) for role, name in reported if role in {"table", "row", "columnheader", "rowheader", "cell"}]


def test_the_focus_is_visible(visit: Open) -> None:
    """A user of the keyboard sees which element has the focus."""
    page = visit()
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the matrix")
    expect(link).to_be_in_viewport()
    assert "solid" == link.evaluate("link => getComputedStyle(link).outlineStyle")


def test_paper_has_the_matrix_and_the_open_cell(visit: Open) -> None:
    """The filters and the navigation, which work only on a screen, are left out."""
    page = visit(f"#{CELL}", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator(f'[id="{CELL}"]')).to_be_visible()
    assert _lightness(page) > 240
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_columns_of_a_service_account_have_their_own_place(
    visit: Open, tmp_path: Path, cell: Callable[..., CellResult], results: Callable[..., Results], width: int
) -> None:
    """At every width no two cells of a row overlap, the page is not wider than the window, and details fit into it."""
    columns = [f"{token}-{form}" for token in ("unscoped", "scoped", "service-account") for form in ("site", "gateway")]
    refused = {"outcome": Outcome.UNAUTHENTICATED, "status": 401, "expected": None, "verdict": Verdict.OPEN}
    file = tmp_path / "matrix.html"
    cells = [cell(f"jira-platform/get-issue/{column}", **refused) for column in columns]
    file.write_text(render(results(*cells), History()), encoding="utf-8")
    page = visit(file=file, width=width)
    boxes = [box for summary in page.locator("#matrix summary").all() if (box := summary.bounding_box())]
    assert 6 == len(boxes)
    pairs = [pair for pair in combinations(boxes, 2) if _overlap(*pair, "x", "width")]
    assert [] == [pair for pair in pairs if _overlap(*pair, "y", "height")]
    page.locator("#matrix summary").nth(4).click()
    opened = page.locator("#matrix details[open] > div").bounding_box()
    assert opened
    assert opened["x"] >= 0
    assert opened["x"] + opened["width"] <= width
    assert width >= page.evaluate("document.documentElement.scrollWidth")


def _overlap(one: Any, other: Any, start: str, size: str) -> bool:
    """Whether two boxes share more than a pixel in one direction."""
    return bool(min(one[start] + one[size], other[start] + other[size]) - max(one[start], other[start]) > 1)
