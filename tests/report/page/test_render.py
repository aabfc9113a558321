"""The HTML of the page: it names its source, is complete, safe and small, and is the same for the same results."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.page.render import render
from token_conformance.results.file import Results
from token_conformance.results.history import History, Transition
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]
Open = Callable[..., Page]

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'</pre></details>{{ 7 * 7 }}"


def test_the_page_says_first_what_it_was_recorded_from(seven: Results) -> None:
    """A reader of its header knows that a local model answered, not Atlassian."""
    head = render(seven, History()).partition("</header>")[0]
    assert "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0." in head
    assert "56 cells: 56 passed." in head


def test_the_answer_is_on_top(seven: Results) -> None:
    """In three sentences, with both URLs, before any table and any search."""
    page = render(seven, History())
    lead = page.partition('<div class="lead">')[2].partition("</div>")[0]
    assert 3 == lead.count("<p>")
    assert all(f"<code>{url}" in lead for url in ("https://SITE.atlassian.net/", "https://api.atlassian.com/ex/jira/"))
    assert page.index(lead) < page.index('<form id="find"') < page.index("<table")


def test_since_is_the_date_of_the_evidence(cell: MakeCell, results: MakeResults) -> None:
    """The date of the recordings is said as such."""
    facts = {"grade": "reported", "date": "2025-05-15", "source": "CLOUD-12617", "effect": "It fails."}
    known = cell(deviation=facts, verdict=Verdict.KNOWN, outcome=Outcome.EMPTY)
    history = History([Transition(date(2026, 11, 24), known.cell, Outcome.EMPTY, "edge")])
    page = render(results(known), history)
    assert "empty</b> 200, known since 2025-05-15 (reported)" in page
    assert "a local model (not Atlassian); the recordings have this outcome since 2026-11-24<dd>" in page


def test_the_state_of_an_operation_is_marked_and_said(cell: MakeCell, results: MakeResults) -> None:
    """With its successor and its source; of one that is alive nothing is said."""
    deprecated = cell("jira-platform/list-projects/scoped-site", operation="GET /rest/api/3/project")
    page = render(results(deprecated, cell(operation="GET /rest/api/3/myself")), History())
    assert 1 == page.count('<small class="state">deprecated</small>') == page.count("<dt>The operation<dd>")
    said = (
        "Atlassian has marked this operation as deprecated. Its successor: GET /rest/api/3/project/search. (documented"
    )
    assert said in page


def test_the_order_of_the_run_does_not_matter(seven: Results) -> None:
    """The committed page changes only if a cell changes."""
    reversed_run = replace(seven, cells=seven.cells[::-1])
    assert render(seven, History()) == render(reversed_run, History())


def test_only_the_style_and_script_of_the_page_may_run(seven: Results) -> None:
    """The content security policy names both by their digests."""
    page = render(seven, History())
    for tag in ("style", "script"):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert text is not None
        digest = b64encode(sha256(text[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;;" in page
    assert "default-src &#39;none&#39;" in page


def test_hostile_texts_are_only_shown(visit: Open, tmp_path: Path, cell: MakeCell, results: MakeResults) -> None:
    """The texts of a server, an operation or a deviation stay text, and are complete."""
    facts: dict[str, Any] = dict.fromkeys(("grade", "date", "source", "effect"), HOSTILE)
    texts = {
        "operation": f"GET {HOSTILE}",
        "url": f"https://x.atlassian.net/{HOSTILE}",
        "body": HOSTILE,
        "note": HOSTILE,
    }
    known = cell(**texts, headers={HOSTILE: HOSTILE}, deviation=facts, verdict=Verdict.KNOWN, outcome=Outcome.EMPTY)
    other = cell("jira-platform/other/scoped-site", **texts, outcome=None, status=None, verdict=Verdict.ERROR)
    file = tmp_path / "matrix.html"
    file.write_text(render(results(known, other), History()), encoding="utf-8")
    page = visit(f"#{known.cell}", file=file)
    expect(page.locator("script, img")).to_have_count(2)  # the data and the script of the page
    assert page.locator(f'[id="{known.cell}"]').inner_text().count("<img src=x onerror=alert(2)>") >= 6
    assert "49" not in page.locator("main").inner_text()


def test_what_is_not_as_declared_is_at_the_top(cell: MakeCell, results: MakeResults) -> None:
    """The report of a live run first lists what the run found, with links."""
    changed = cell(verdict=Verdict.CHANGED, expected=Outcome.EMPTY, outcome=Outcome.HIDDEN, status=404)
    page = render(results(changed), History())
    assert page.index("<h2>Not as declared</h2>") < page.index("<h2>Summary</h2>")
    assert f'<a href="#{changed.cell}">{changed.cell}</a> changed: expected empty, got ✗ hidden 404' in page


def test_a_cell_that_was_not_run_differs_from_one_that_failed(cell: MakeCell, results: MakeResults) -> None:
    """The table has a text for a cell that was not run."""
    page = render(results(cell()), History())
    assert 3 == page.count("not run</span>")


def test_results_without_a_cell_make_a_page(results: MakeResults) -> None:
    """It says that there was no exchange."""
    assert "No exchange was made or replayed." in render(results(), History())


def test_the_page_shows_since_when_a_cell_is_as_it_is(cell: MakeCell, results: MakeResults) -> None:
    """For a flaky cell, it also shows all outcomes."""
    name = cell().cell
    steps = [(1, Outcome.WORKS), (2, Outcome.EMPTY), (3, Outcome.WORKS)]
    history = History(Transition(date(2026, 11, day), name, outcome, "edge") for day, outcome in steps)
    page = render(results(cell()), history)
    assert "from the edge, a local model (not Atlassian); the recordings have this outcome since 2026-11-03" in page
    assert "since 2026-11-03 (flaky: works, empty, works)" in page


def test_every_cell_of_the_matrix_can_be_linked_to(seven: Results) -> None:
    """The id in the page is the id of the cell in all reports."""
    ids = re.findall(r'<div id="([^"]+/[^"]+)">', render(seven, History()))
    assert [cell.cell for cell in seven.cells if not cell.credential.is_stranger] == sorted(
        ids, key=[cell.cell for cell in seven.cells].index
    )


def test_the_page_takes_less_than_a_megabyte(committed: Results) -> None:
    """With all details of the project's cells, and the answers for all operations."""
    page = render(committed, History().with_results(committed.cells))
    assert len(page.encode()) < 950_000  # the table of clients takes the rest


def test_an_open_cell_is_marked_and_explained(cell: MakeCell, results: MakeResults) -> None:
    """Its look is not that of a refusal, its details have both sides, and the help explains the word."""
    declared = {"standing": "open", "sides": "401; against: 404", "effect": "Nobody knows."}
    page = render(
        results(cell(verdict=Verdict.OPEN, outcome=Outcome.HIDDEN, status=404, deviation=declared)), History()
    )
    assert ' data-standing="open"><summary><i aria-hidden="true">?</i> open: hidden <small>404</small>' in page
    assert "<dt>What it means<dd>Nobody knows." in page
    assert "<dt>Evidence<dd><b>open</b>, 401; against: 404" in page
    assert "<dt>? open<dd>the published evidence is contradictory or absent" in page
    assert "<dt>? open" not in render(results(cell()), History())


def test_a_service_account_has_two_columns_more(cell: MakeCell, results: MakeResults) -> None:
    """In the summary and in the matrix, with its own command; only if it was run."""
    run = results(cell(), cell("jira-platform/get-issue/service-account-gateway"))
    page = render(replace(run, header=replace(run.header, service_account="Bearer")), History())
    assert 2 == page.count('<th colspan="2" scope="colgroup">service account token</th>')
    assert ["site", "gateway"] * 3 == re.findall(r'<th scope="col">(\w+)</th>', page.partition("</thead>")[0])
    assert "--header &#34;Authorization: Bearer $SERVICE_ACCOUNT_TOKEN&#34;" in page
    assert "<dt>service-account<dd>the API token of a service account" in page
    assert "service account token" not in render(results(cell()), History())
