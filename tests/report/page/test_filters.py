"""The filters of the page, which are also in the address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def _shown(page: Page) -> list[str]:
    """The operations that are visible."""
    return page.locator("#matrix tbody:visible th").all_inner_texts()


def _sections(page: Page) -> list[str]:
    return page.locator("#matrix section:visible h3").all_inner_texts()


def test_without_a_filter_all_endpoints_are_shown(visit: Open) -> None:
    """The count says so."""
    page = visit()
    assert page.locator("#matrix tbody").count() == len(_shown(page))
    expect(page.get_by_role("status")).to_have_text(f"{len(_shown(page))} of {len(_shown(page))} endpoints")


def test_a_product_is_selected(visit: Open) -> None:
    """The other products and their headings are hidden, and the address has the selection."""
    page = visit()
    page.get_by_role("combobox", name="Product").select_option("Jira Software")
    assert ["Jira Software"] == _sections(page)
    assert page.url.endswith("?product=jira-software")


def test_outcome_and_grade_apply_to_one_cell(visit: Open) -> None:
    """An endpoint is shown if one of its cells has both."""
    page = visit()
    page.get_by_role("combobox", name="Outcome").select_option("empty")
    page.get_by_role("combobox", name="Grade").select_option("reported")
    assert {"GET /rest/api/3/project deprecated", "GET /rest/api/2/user/search"} <= set(_shown(page))
    expect(page.locator("#matrix tbody:visible:not(:has(.empty[data-grade=reported]))")).to_have_count(0)
    assert page.url.endswith("?outcome=empty&grade=reported")


def test_text_is_searched_in_the_whole_page(visit: Open) -> None:
    """An operation is found by its name, without regard to case, and also by a scope."""
    page = visit()
    page.get_by_role("searchbox").fill("get /rest/api/3/PROJECT/search")
    assert ["GET /rest/api/3/project deprecated", "GET /rest/api/3/project/search"] == _shown(page)  # its successor
    page.get_by_role("searchbox").fill("read:sprint:jira-software")
    assert all("/rest/agile/" in operation for operation in _shown(page))
    assert _shown(page)


def test_only_differences_leaves_out_rows_of_one_outcome(visit: Open) -> None:
    """An endpoint that works in every column is hidden."""
    page = visit()
    page.get_by_label("only differences").check()
    assert "GET /rest/api/3/serverInfo" not in _shown(page)
    assert "GET /rest/api/3/project deprecated" in _shown(page)
    assert page.url.endswith("?differences=only")


def test_the_address_restores_the_filters(visit: Open) -> None:
    """A link shows the same rows to everyone."""
    page = visit("?product=confluence&outcome=unauthenticated&text=label&differences=only")
    assert ["GET /wiki/api/v2/pages/{id}/labels"] == _shown(page)
    expect(page.get_by_role("combobox", name="Product")).to_have_value("confluence")
    expect(page.get_by_label("only differences")).to_be_checked()


def test_clear_shows_everything_again(visit: Open) -> None:
    """The address is cleared as well."""
    page = visit("?text=nothing+like+it")
    expect(page.get_by_role("status")).to_have_text(f"0 of {page.locator('#matrix tbody').count()} endpoints")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#matrix tbody:visible")).to_have_count(page.locator("#matrix tbody").count())
    assert page.url.endswith("matrix.html")


@pytest.mark.parametrize("query", ["?product=jira-cloud&outcome=nice", "?%3Cscript%3E=1&text=%00", "?text=%FF"])
def test_an_address_with_nonsense_does_no_harm(visit: Open, query: str) -> None:
    """An unknown value is ignored."""
    page = visit(query)
    expect(page.get_by_role("status")).to_contain_text(" endpoints")
    expect(page.get_by_role("combobox", name="Product")).to_have_value("")
