"""The whole catalogue on the page: counts without a script, and rows that are made for those who look for them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import visiting
from factories import make_call, make_result, make_results
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.page.every_call import every_call
from token_conformance.report.page.render import render
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.record import Recorded
from whole_catalogue import whole_catalogue

MOST_BYTES = 1_500_000
AT_ONCE = 50
VOTES = "GET /rest/api/3/issue/{issueIdOrKey}/votes"


def _data(*cells: Any) -> dict[str, Any]:
    section = every_call(cells)
    assert section is not None
    data: dict[str, Any] = json.loads(section.data)
    return data


def test_a_run_without_the_catalogue_has_no_section() -> None:
    """The page then says nothing of it."""
    assert every_call(()) is None
    assert "every-call-results" not in render(make_results(make_result()), History()).partition("<script>")[0]


def test_the_page_of_the_catalogue_alone_says_what_it_was_recorded_from() -> None:
    """Nothing is recorded of the endpoints then."""
    stamped = make_call(recorded=Recorded("edge", date(2026, 11, 29), "0.2.0"))
    assert "<strong>Recorded from the edge, a local model (not Atlassian)" in render(make_results(stamped), History())


def test_what_cells_and_rows_share_is_there_once() -> None:
    """A row has a number for each column and whether a token with scopes reaches the call; a missing cell is null."""
    ids = [f"catalogue/jsm/get-{n}/{column}" for n in range(3) for column in ("unscoped-site", "scoped-gateway")]
    data = _data(*map(make_call, ids))
    assert [["recognised", "○ recognised", "inferred S1"]] == data["cells"]
    assert [[0, None, None, 0, 0]] == data["rows"]
    assert [["jsm", [-1, 0, -2, 0, -3, 0]]] == data["calls"]
    assert [f"GET /rest/jsm/get-{n}" for n in range(3)] == data["others"]


def test_an_operation_of_the_page_is_named_by_its_position() -> None:
    """Its name is in the page once."""
    operation = "GET /rest/api/3/myself"
    data = _data(make_call("catalogue/jira-platform-v3/get-myself/scoped-site", operation=operation))
    assert [] == data["others"]
    ((_, (number, _)),) = data["calls"]
    page = json.loads(render(make_results(), History()).partition('id="catalogue">')[2].partition("</script>")[0])
    assert operation.split() == [row for group in page["operations"] for row in group][number][:2]


def test_a_cell_says_how_it_is_known_and_whether_it_is_as_declared() -> None:
    """In words, not by colour alone."""
    facts = {"outcome": "recognised", "grade": "recorded", "date": "2026-01-01", "source": "a/b"}
    cells = [
        make_call(deviation=facts),
        make_call("catalogue/jsm/get-a/scoped-site", outcome=Outcome.GONE, status=410, verdict=Verdict.CHANGED),
        make_call(
            "catalogue/jsm/get-b/scoped-site", verdict=Verdict.OPEN, deviation={"standing": "open", "sides": "x"}
        ),
        make_call("catalogue/jsm/get-c/scoped-site", outcome=None, verdict=Verdict.NOT_OBSERVED, deviation=None),
    ]
    assert [
        ["recognised", "○ recognised", "recorded 2026-01-01"],
        ["gone", "✗ gone 410 ◀ not as declared", "inferred S1"],
        ["open", "? open: recognised", "open"],
        ["not-observed", "· not-observed", ""],
    ] == _data(*cells)["cells"]


def test_cells_that_are_not_as_declared_are_counted_and_some_are_listed() -> None:
    """A rule that changed at Atlassian does not make the page long."""
    ids = [f"catalogue/jsm/get-{n}/scoped-site" for n in range(60)]
    changed = [make_call(one, outcome=Outcome.STRANGER, status=401, verdict=Verdict.CHANGED) for one in ids]
    page = render(make_results(make_call(), *changed), History())
    assert "60 cells of these calls are not as declared" in page
    assert "… and 10 more." in page
    assert 50 == page.count("changed: expected recognised, got ∅ stranger 401")
    assert "are not as declared" not in render(make_results(make_call()), History())


def test_the_whole_catalogue_makes_a_page_of_the_size_that_was_promised(committed: Results) -> None:
    """The listed endpoints come first, the counts need no script, and no call has a row before it is looked for."""
    both = replace(committed, cells=committed.cells + whole_catalogue().cells)
    page = render(both, History())
    assert len(page.encode()) < MOST_BYTES
    assert page.index('id="recorded"') < page.index('id="every-call"')
    body = page[: page.index('id="catalogue"')]
    assert "620 ○ recognised" in body
    assert VOTES not in body


@pytest.fixture(scope="module")
def page(browser: Browser, committed: Results, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page with the whole catalogue."""
    file = tmp_path_factory.mktemp("page") / "matrix.html"
    both = replace(committed, cells=committed.cells + whole_catalogue().cells)
    file.write_text(render(both, History()), encoding="utf-8")
    with visiting(browser) as visit:
        yield visit(file)


def _find(page: Page, text: str) -> None:
    page.reload()
    page.get_by_label("Part of a call").fill(text)


def test_calls_are_found_by_all_words(page: Page) -> None:
    """The count is announced, and each row has the four cells with what they follow from."""
    _find(page, "issue/{issueIdOrKey}/VOTES v3")
    expect(page.locator("#calls output")).to_have_text("3 of 2044 calls")
    expect(page.locator("#calls output")).to_have_role("status")
    row = page.locator("#call-rows tbody tr").filter(has_text=VOTES)
    assert ["○ recognised inferred S1+S4"] * 2 == row.locator("td").all_inner_texts()[:2]
    assert ["∅ stranger 401 inferred S1+S3", "○ recognised inferred G1+G4"] == row.locator("td").all_inner_texts()[2:]


def test_rows_are_made_some_at_a_time(page: Page) -> None:
    """At first there is none, then those that fit, and more on request."""
    page.reload()
    expect(page.locator("#call-rows tbody tr")).to_have_count(0)
    page.get_by_role("button", name="Show the calls of confluence-v2").click()
    expect(page.locator("#call-rows tbody tr")).to_have_count(AT_ONCE)
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator("#call-rows tbody tr")).to_have_count(2 * AT_ONCE)
    page.get_by_role("button", name="Clear").last.click()
    expect(page.locator("#call-rows")).to_be_hidden()


def test_calls_are_filtered_by_column_and_outcome(page: Page) -> None:
    """Those that no token with scopes reaches are marked."""
    page.reload()
    form = page.locator("#calls")
    form.get_by_label("Column").select_option("scoped token at the gateway")
    form.get_by_label("Outcome").select_option("scope-mismatch")
    expect(form.locator("output")).to_have_text("62 of 2044 calls")
    expect(page.locator("#call-rows tbody tr").first).to_contain_text("no token with scopes")
    form.get_by_label("Column").select_option("unscoped token at the site")
    expect(form.locator("output")).to_have_text("0 of 2044 calls")


def test_a_row_leads_to_the_answer_on_top_which_names_what_is_recorded(page: Page) -> None:
    """The search answers for the call, with its inference, and says that only recognition is recorded."""
    _find(page, "votes v3")
    page.get_by_role("link", name=VOTES).click()
    assert VOTES == page.locator("#find input").input_value()
    answer = page.locator("#answers [data-recorded]")
    assert ["recorded: ∅ stranger 401", "recorded: ○ recognised"] == sorted(set(answer.all_inner_texts()))
    expect(page.locator("#answers caption").first).to_contain_text("recorded is only whether the caller is known")


def test_a_narrow_page_does_not_scroll_sideways(page: Page) -> None:
    """Neither the counts nor the rows."""
    page.set_viewport_size({"width": 390, "height": 900})
    _find(page, "permission")
    assert page.evaluate("document.documentElement.scrollWidth") == 390  # the width of the window
    page.set_viewport_size({"width": 1280, "height": 900})


def test_without_a_script_the_counts_are_there(browser: Browser, page: Page) -> None:
    """A sentence says what the script would add."""
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(page.url.partition("?")[0])
    assert "<noscript><p>With JavaScript, this page also lists the calls." in plain.content()
    expect(plain.locator("#every-call")).to_contain_text("601 ○ recognised")
    expect(plain.locator("#calls")).to_be_hidden()
    context.close()
