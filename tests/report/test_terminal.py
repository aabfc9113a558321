"""The report in the terminal can be read at any width, and says what to do."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.terminal import render
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]

WORST = {"verdict": Verdict.FAILED, "outcome": Outcome.UNAUTHENTICATED, "status": 401}


def _row(name: str, matrix: str) -> str:
    return next(line for line in matrix.splitlines() if line.startswith(name))


def test_a_good_run_reads_from_its_source_to_its_totals(seven: Results) -> None:
    """The first line says what it was recorded from, and the last line has the totals."""
    lines = render(seven, 80).splitlines()
    assert "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0." == lines[0]
    assert "Jira Platform, /rest/api/3" in lines
    assert "Nothing changed: every cell is as declared." in lines
    assert "56 cells: 56 passed." == lines[-1]


def test_a_row_shows_symbol_word_and_status(cell: MakeCell, results: MakeResults) -> None:
    """The cells are in the order of the columns, and a cell that was not run is a dot."""
    hidden = cell(outcome=Outcome.HIDDEN, status=404, verdict=Verdict.KNOWN, deviation={"grade": "recorded"})
    text = render(results(hidden, cell("jira-platform/get-issue/unscoped-site")), 80)
    assert ["GET", "get-issue", "✓", "works", "·", "✗", "hidden", "404", "·"] == _row("GET get", text).split()
    assert _row("·", text).endswith("not run")


WIDTHS = [40, 60, 80, 100, 120, 200]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(seven: Results, cell: MakeCell, results: MakeResults, width: int) -> None:
    """Even if every cell has the longest label, and is not as declared."""
    long = "POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}/field"
    worst = results(*(cell(each.cell, operation=long, **WORST) for each in seven.cells))
    for run in (seven, worst):
        assert width >= max(map(len, render(run, width).splitlines()))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("verdict", [Verdict.KNOWN, Verdict.CHANGED])
def test_no_word_is_cut_at_any_width(seven: Results, cell: MakeCell, width: int, *, verdict: Verdict) -> None:
    """Each word of a narrow report is one of the widest report, or a symbol, or the end of a path."""
    fields = {"outcome": Outcome.UNAUTHENTICATED, "status": 401, "verdict": verdict}
    run = replace(seven, cells=tuple(cell(each.cell, **fields) for each in seven.cells))
    whole = set(" ".join(render(run, 10_000).replace("/", "/ ").split()).split())
    whole |= {*"ABCD", "unscoped", "scoped", "token", "at", "the", "site", "gateway", "…/", "✗◀", "401◀"}
    assert set() == set(render(run, width).replace("/", "/ ").split()) - whole


def test_a_narrow_terminal_shows_symbols_below_letters_that_are_explained(cell: MakeCell, results: MakeResults) -> None:
    """The statuses stay as long as there is space for them."""
    hidden = {"outcome": Outcome.HIDDEN, "status": 404, "verdict": Verdict.KNOWN}
    run = results(cell("jira-platform/get-issue/unscoped-site"), cell("jira-platform/get-issue/scoped-site", **hidden))
    for width, row in ((50, ["GET", "get-issue", "✓", "·", "✗", "404", "·"]), (34, ["GET", "get-issue", *"✓·✗·"])):
        text = render(run, width)
        assert "C  scoped token at the site\n" in text
        assert [*"ABCD"] == next(line for line in text.splitlines() if line.startswith("  ")).split()
        assert row == _row("GET get", text).split()


def test_the_status_gives_way_before_the_word(cell: MakeCell, results: MakeResults) -> None:
    """At 80 characters two refusals have their whole word, and at 100 characters also their status."""
    refused = [
        cell(f"jira-platform/get-issue-transitions/scoped-{form}", **WORST | {"verdict": Verdict.KNOWN})
        for form in ("site", "gateway")
    ]
    assert "✗ unauthenticated  ✗ unauthenticated" in render(results(*refused), 80)
    assert "✗ unauthenticated 401  ✗ unauthenticated 401" in render(results(*refused), 100)


@pytest.mark.parametrize(
    ("verdict", "outcome", "line", "remedy"),
    [
        (Verdict.CHANGED, Outcome.FORBIDDEN, "expected hidden, got ✗ forbidden 403", "correct the deviations.toml"),
        (Verdict.IMPROVED, Outcome.WORKS, "expected hidden, got ✓ works", "remove it from the deviations.toml"),
        (
            Verdict.FAILED,
            Outcome.FORBIDDEN,
            "expected hidden, got ✗ forbidden 403",
            "declare it in the deviations.toml",
        ),
        (Verdict.ERROR, None, "cut short; record it again", "Do what its line says"),
    ],
)
def test_what_changed_is_listed_with_what_to_do(
    cell: MakeCell, results: MakeResults, *, verdict: Verdict, outcome: Outcome | None, line: str, remedy: str
) -> None:
    """One line per cell, with what was expected and what was observed."""
    changed = cell(
        verdict=verdict, expected=Outcome.HIDDEN, outcome=outcome, status=403, note="cut short;\nrecord it again"
    )
    text = render(results(changed), 120)
    assert f"1 {verdict.upper()}: " in text
    assert f"  jira-platform/get-issue/scoped-site: {line}\n" in text
    assert remedy in text
    assert f"1 cells: 1 {verdict}." in text


@pytest.mark.parametrize("verdict", [Verdict.NOT_OBSERVED, Verdict.INCONCLUSIVE])
def test_a_reason_to_skip_is_said_once_with_a_count(
    seven: Results, cell: MakeCell, results: MakeResults, *, verdict: Verdict
) -> None:
    """Two of the seven endpoints have one reason, and a single one has another."""
    skipped = [cell(each.cell, verdict=verdict, outcome=None, note="writes; allow it") for each in seven.cells[:16]]
    other = cell(seven.cells[16].cell, verdict=verdict, outcome=None, note="a control failed")
    text = render(results(*skipped, other), 200)
    assert f"17 {verdict.upper()}: " in text
    assert "  16 cells of 2 endpoints: writes; allow it\n" in text
    assert "  1 cell of jira-platform/list-projects: a control failed\n" in text
    assert "  " + legend_entry(text, verdict) in text


def legend_entry(text: str, verdict: Verdict) -> str:
    """The meaning of a verdict in the legend of a report."""
    symbol = "·" if verdict is Verdict.NOT_OBSERVED else "!"
    return _row(f"{symbol} {verdict}  ", text).partition("  ")[2].strip()


def test_a_control_is_expected_to_be_refused(cell: MakeCell, results: MakeResults) -> None:
    """Any refusal is as expected."""
    control = cell("jira-platform/get-issue/none-site", expected=None, verdict=Verdict.FAILED)
    assert "none-site: expected a refusal, got ✓ works" in render(results(control), 120)


def test_a_long_list_is_truncated_with_a_count(seven: Results, cell: MakeCell, results: MakeResults) -> None:
    """The matrix stays visible even if the network is broken."""
    broken = results(*(cell(each.cell, verdict=Verdict.ERROR, outcome=None, note=each.cell) for each in seven.cells))
    text = render(broken, 80)
    assert 20 == sum(line.startswith("  jira-platform/") for line in text.splitlines())
    assert "… and 36 more, all in the results file" in text


def test_an_error_of_all_cells_of_an_endpoint_is_one_line(seven: Results, cell: MakeCell, results: MakeResults) -> None:
    """A test that is wrong is wrong for each credential; the id in front of its words is not repeated."""
    broken = [
        cell(each.cell, verdict=Verdict.ERROR, outcome=None, note=f"{each.cell}: {'it is wrong, ' * 12}correct it")
        for each in seven.cells[:9]
    ]
    text = " ".join(render(results(*broken), 80).split())
    first, second = dict.fromkeys(each.endpoint for each in seven.cells[:9])
    assert f"8 cells of {first}: it is wrong" in text
    assert f"{seven.cells[8].cell}: it is wrong" in text
    assert 2 == text.count(", correct it")
    assert second in text


def test_what_is_known_is_counted_by_outcome_and_grade(cell: MakeCell, results: MakeResults) -> None:
    """The strongest grade is first, and a grade that does not occur is left out."""
    known = [
        cell(f"jira-platform/{name}/scoped-site", outcome=outcome, verdict=Verdict.KNOWN, deviation={"grade": grade})
        for name, outcome, grade in [
            ("a", Outcome.HIDDEN, "inferred"),
            ("b", Outcome.HIDDEN, "inferred"),
            ("c", Outcome.HIDDEN, "recorded"),
            ("d", Outcome.EMPTY, "inferred"),
        ]
    ]
    unknown = cell(outcome=Outcome.GONE, verdict=Verdict.FAILED)
    lines = render(results(*known, unknown), 120).partition("4 KNOWN not to work")[2].splitlines()
    assert ["  1 ∅ empty: 1 inferred", "  3 ✗ hidden: 1 recorded, 2 inferred", ""] == lines[1:4]


def test_a_run_without_cells_is_reported(results: MakeResults) -> None:
    """It does not look like a run without problems."""
    assert "No exchange was made or replayed." == render(results(), 80)


def test_an_operation_is_not_taken_for_a_number(cell: MakeCell, results: MakeResults) -> None:
    """A text of the results file is shown as it is."""
    assert "\n1e5 " in render(results(cell(operation="1e5")), 80)


def test_what_changed_is_in_the_order_of_the_matrix(seven: Results, cell: MakeCell, results: MakeResults) -> None:
    """A distributed run is listed like any other."""
    broken = [cell(each.cell, verdict=Verdict.ERROR, outcome=None, note="x") for each in seven.cells[:16]]
    assert render(results(*broken), 80) == render(results(*reversed(broken)), 80)


def test_open_cells_are_counted_by_column_and_outcome(cell: MakeCell, results: MakeResults) -> None:
    """They are neither listed as unexpected nor as known."""
    columns = {"create-issue": Outcome.HIDDEN, "get-issue": Outcome.HIDDEN, "get-project": Outcome.WORKS}
    cells = [
        cell(f"jira-platform/{name}/scoped-site", outcome=outcome, expected=None, verdict=Verdict.OPEN)
        for name, outcome in columns.items()
    ]
    text = render(results(*cells), 100)
    assert "3 OPEN: they neither pass nor fail. `token-conformance report` writes what is published of each." in text
    assert "\n  scoped-site: 2 ✗ hidden\n  scoped-site: 1 ✓ works\n" in text
    assert "Nothing changed: every cell is as declared." in text
    assert text.endswith("3 cells: 3 open.")


def test_without_an_open_cell_nothing_is_said_of_them(seven: Results) -> None:
    """As of everything that does not occur."""
    assert "OPEN" not in render(seven, 80)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_columns_of_a_service_account_fit_the_terminal(
    seven: Results, cell: MakeCell, results: MakeResults, width: int
) -> None:
    """Their title has a line for each of its words, or a letter."""
    refused = [
        cell(f"{endpoint}/service-account-{form}", outcome=Outcome.FORBIDDEN, status=403, verdict=Verdict.KNOWN)
        for endpoint in dict.fromkeys(each.endpoint for each in seven.cells)
        for form in ("site", "gateway")
    ]
    text = render(results(*seven.cells, *refused), width)
    assert width >= max(map(len, text.splitlines()))
    title = " unscoped  unscoped  scoped " if width >= 80 else "F  service account token at the gateway\n"
    assert title in text
    assert _row("GET get", text).count("✗") == 2
    assert "service-account" in text
