"""The details of a cell, opened by mouse, keyboard or address, with JavaScript and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

CELL = "jira-platform/list-projects/scoped-site"


def _place(cell: str = CELL) -> str:
    return f'details:has(> [id="{cell}"])'


def test_the_silent_failure_is_explained(visit: Open) -> None:
    """One click on the 200 in the table shows why it is wrong and what to do."""
    page = visit()
    row = page.locator(
        "#matrix tr", has=page.get_by_role("rowheader", name="GET /rest/api/3/project deprecated", exact=True)
    )
    row.locator("summary", has_text="empty").click()
    details = page.locator(f'[id="{CELL}"]')
    for text in (
        "Success without a project",
        "did not accept the credential",
        "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/project",
        "the same answer, both with no token and with an invalid token",
        "read:jira-work",
        "from the edge, a local model (not Atlassian)",
        'curl --user "$EMAIL:$SCOPED_TOKEN"',
        "HTTP 200",
    ):
        expect(details).to_contain_text(text)
    link = details.get_by_role("link", name="CLOUD-12617")
    assert "https://jira.atlassian.com/browse/CLOUD-12617" == link.get_attribute("href")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_address_opens_its_cell(visit: Open, *, javascript: bool) -> None:
    """A link to a cell works without JavaScript, and also shows the header of the row."""
    page = visit(f"#{CELL}", java_script_enabled=javascript)
    expect(page.locator(f'[id="{CELL}"]')).to_be_in_viewport()
    expect(page.get_by_role("rowheader", name="GET /rest/api/3/project deprecated", exact=True)).to_be_in_viewport()


def test_the_address_follows_the_open_cell(visit: Open) -> None:
    """It names the open cell, in addition to the filters."""
    page = visit("?outcome=empty")
    page.locator(_place()).locator("summary").click()
    page.wait_for_url(f"**/matrix.html?outcome=empty#{CELL}")
    page.locator(_place()).locator("summary").click()
    page.wait_for_url("**/matrix.html?outcome=empty")


def test_one_cell_of_a_row_is_open_at_a_time(visit: Open) -> None:
    """The details take the whole width, so opening a cell closes the other; the address names the last."""
    page = visit(f"#{CELL}")
    other = CELL.replace("scoped-site", "unscoped-gateway")
    page.locator(_place(other)).locator("summary").click()
    expect(page.locator(f'[id="{CELL}"]')).to_be_hidden()
    page.wait_for_url(f"**#{other}")


def test_a_link_to_a_cell_that_the_filters_hide_shows_it(visit: Open) -> None:
    """The cell is more important than the filters, which are cleared."""
    page = visit(f"?product=confluence#{CELL}")
    expect(page.locator(f'[id="{CELL}"]')).to_be_in_viewport()
    page.wait_for_url(f"**/matrix.html#{CELL}")


@pytest.mark.parametrize("name", ["jira-platform/get-moon/scoped-site", "%zz", "%"])
def test_a_link_to_a_cell_that_is_not_there_says_so(visit: Open, name: str) -> None:
    """The link may belong to other results, or be broken."""
    page = visit(f"#{name}")
    expect(page.get_by_role("status")).to_have_text(f"This page has no cell {name}.")


def test_the_keyboard_is_enough(visit: Open) -> None:
    """Skip to the matrix, go to a product, open its first cell, and close it; the focus returns to the cell."""
    page = visit()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the matrix")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Jira Platform")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    summary = page.locator("#jira-platform summary").first
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#jira-platform details").first).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="link to this cell").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#jira-platform details").first).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_without_javascript_the_page_is_read_and_cells_open(visit: Open) -> None:
    """Only the filters need JavaScript, and they stay hidden without it."""
    page = visit(java_script_enabled=False)
    expect(page.locator("form")).to_be_hidden()
    page.locator(_place()).locator("summary").click()
    expect(page.locator(f'[id="{CELL}"]')).to_be_visible()


def test_the_command_and_the_link_are_copied(visit: Open) -> None:
    """The link has no filters; where the browser refuses, the button says so."""
    page = visit(f"?differences=only#{CELL}")
    page.evaluate("void (navigator.clipboard.writeText = async (text) => void (globalThis.copied = text))")
    details = page.locator(f'[id="{CELL}"]')
    details.get_by_role("button", name="Copy command").click()
    expect(details.get_by_role("button", name="Copied")).to_be_visible()
    assert details.locator("pre").first.inner_text() == page.evaluate("copied")
    details.get_by_role("button", name="Copy link").click()
    assert f"{page.url.partition('?')[0]}#{CELL}" == page.evaluate("copied")
    page.evaluate("void (navigator.clipboard.writeText = async () => { throw new Error() })")
    details.get_by_role("button", name="Copy command").click()
    expect(details.get_by_role("button", name="Not copied")).to_be_visible()
