"""The text of the page: honest, complete, safe, small, and the same for the same results."""

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
from token_conformance.report.matrix import ordered
from token_conformance.report.page.render import render
from token_conformance.results.file import Results
from token_conformance.results.history import History, Transition
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]
Open = Callable[..., Page]

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'</pre></details>{{ 7 * 7 }}"


def test_the_page_says_first_what_it_was_recorded_from(seven: Results) -> None:
    """A reader of its head cannot take the model for Atlassian."""
    head = render(seven, History()).partition("</header>")[0]
    assert "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0." in head
    assert "56 cells: 56 passed." in head


def test_the_order_of_the_run_does_not_matter(seven: Results) -> None:
    """The committed page changes only if a cell does."""
    reversed_run = replace(seven, cells=seven.cells[::-1])
    assert render(seven, History()) == render(reversed_run, History())


def test_nothing_but_the_page_own_style_and_script_may_run(seven: Results) -> None:
    """The policy names the two by their digests."""
    page = render(seven, History())
    for tag in ("style", "script"):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert text is not None
        digest = b64encode(sha256(text[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;;" in page
    assert "default-src &#39;none&#39;" in page


def test_hostile_texts_are_only_shown(visit: Open, tmp_path: Path, cell: MakeCell, results: MakeResults) -> None:
    """Whatever a server, an operation or a deviation says, it stays text, and is all there."""
    facts: dict[str, Any] = dict.fromkeys(("grade", "date", "source", "effect"), HOSTILE)
    told = {
        "operation": f"GET {HOSTILE}",
        "url": f"https://x.atlassian.net/{HOSTILE}",
        "body": HOSTILE,
        "note": HOSTILE,
    }
    known = cell(**told, headers={HOSTILE: HOSTILE}, deviation=facts, verdict=Verdict.KNOWN, outcome=Outcome.EMPTY)
    other = cell("jira-platform/other/scoped-site", **told, outcome=None, status=None, verdict=Verdict.ERROR)
    file = tmp_path / "matrix.html"
    file.write_text(render(results(known, other), History()), encoding="utf-8")
    page = visit(f"#{known.cell}", file=file)
    expect(page.locator("script, img")).to_have_count(1)
    assert page.locator(f'[id="{known.cell}"]').inner_text().count("<img src=x onerror=alert(2)>") >= 6
    assert "49" not in page.locator("main").inner_text()


def test_what_is_not_as_declared_stands_on_top(cell: MakeCell, results: MakeResults) -> None:
    """A report of a live run shows what the run found, and links to it."""
    changed = cell(verdict=Verdict.CHANGED, expected=Outcome.EMPTY, outcome=Outcome.HIDDEN, status=404)
    page = render(results(changed), History())
    assert page.index("Not as declared") < page.index("At a glance")
    assert f'<a href="#{changed.cell}">{changed.cell}</a> changed: expected empty, got ✗ hidden 404' in page


def test_a_cell_that_was_not_run_is_told_from_one_that_failed(cell: MakeCell, results: MakeResults) -> None:
    """A gap in the table is no outcome."""
    page = render(results(cell()), History())
    assert 3 == page.count("not run</span>")


def test_results_without_a_cell_make_a_page(results: MakeResults) -> None:
    """It says that there was no exchange."""
    assert "No exchange was made or replayed." in render(results(), History())


def test_the_page_tells_since_when_a_cell_is_as_it_is(cell: MakeCell, results: MakeResults) -> None:
    """And, of a cell that goes there and back, how it went."""
    name = cell().cell
    went = [(1, Outcome.WORKS), (2, Outcome.EMPTY), (3, Outcome.WORKS)]
    history = History(Transition(date(2026, 11, day), name, outcome, "edge") for day, outcome in went)
    page = render(results(cell()), history)
    assert "as it is since 2026-11-03 (flaky: works, empty, works)" in page


def test_every_cell_of_the_matrix_can_be_linked_to(seven: Results) -> None:
    """Its id in the page is its id everywhere."""
    ids = re.findall(r'<div id="([^"]+/[^"]+)">', render(seven, History()))
    assert [cell.cell for cell in seven.cells if not cell.credential.is_stranger] == sorted(
        ids, key=[cell.cell for cell in seven.cells].index
    )


def test_five_hundred_cells_take_less_than_500_kilobytes(committed: Results) -> None:
    """The first 500 of the project's own, with all that is told of each."""
    cells = tuple(ordered(committed.cells)[:500])
    page = render(replace(committed, cells=cells), History().with_results(cells))
    assert 500 == len(cells)
    assert len(page.encode()) < 500_000
