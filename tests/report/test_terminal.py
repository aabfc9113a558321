"""The report in the terminal can be read at any width, and says what to do."""

from collections.abc import Callable

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.matrix import rows
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


@pytest.mark.parametrize("width", [20, 60, 80, 100, 120, 200])
def test_no_row_is_wider_than_the_terminal(seven: Results, cell: MakeCell, results: MakeResults, width: int) -> None:
    """Even if every cell has the longest label."""
    long = "POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}/field"
    worst = results(*(cell(each.cell, operation=long, **WORST) for each in seven.cells))
    for run in (seven, worst):
        matrix = render(run, width).partition("\n\nunscoped ")[0].split("\n\n", 1)[1]
        assert max(60, width) >= max(map(len, matrix.splitlines()))
        assert len(rows(run.cells)) + 4 == len(matrix.splitlines())


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
        (Verdict.CHANGED, Outcome.FORBIDDEN, "expected hidden, got ✗ forbidden 403", "correct suites"),
        (Verdict.IMPROVED, Outcome.WORKS, "expected hidden, got ✓ works", "remove it from suites"),
        (Verdict.FAILED, Outcome.FORBIDDEN, "expected hidden, got ✗ forbidden 403", "declare it in suites"),
        (Verdict.ERROR, None, "cut short; record it again", "Do what its line says"),
        (Verdict.INCONCLUSIVE, None, "cut short; record it again", "Fix that control first"),
        (Verdict.NOT_OBSERVED, None, "cut short; record it again", "Its line says how to run it"),
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


def test_a_control_is_expected_to_be_refused(cell: MakeCell, results: MakeResults) -> None:
    """Any refusal is as expected."""
    control = cell("jira-platform/get-issue/none-site", expected=None, verdict=Verdict.FAILED)
    assert "none-site: expected a refusal, got ✓ works" in render(results(control), 120)


def test_a_long_list_is_truncated_with_a_count(seven: Results, cell: MakeCell, results: MakeResults) -> None:
    """The matrix stays visible even if the network is broken."""
    broken = results(*(cell(each.cell, verdict=Verdict.ERROR, outcome=None, note="x") for each in seven.cells))
    text = render(broken, 80)
    assert 20 == text.count("-site: x\n") + text.count("-gateway: x\n")
    assert "… and 36 more, all in the results file" in text


def test_what_is_known_is_counted_by_outcome_and_grade(cell: MakeCell, results: MakeResults) -> None:
    """The strongest grade is first, and a grade that does not occur has no column."""
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
    table = render(results(*known, unknown), 80).partition("Known not to work")[2].splitlines()
    assert ["cells", "recorded", "inferred"] == _row(" ", "\n".join(table)).split()
    assert ["✗ hidden", "3", "1", "2"] == [part.strip() for part in _row("✗", "\n".join(table)).split("  ") if part]
    assert "gone" not in "".join(table)
    assert ["∅", "empty", "1", "1"] == _row("∅", "\n".join(table)).split()


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
    assert "3 OPEN: they neither pass nor fail. What is published of each is in reports/matrix.md." in text
    assert [["scoped-site", "✗", "hidden", "2"], ["scoped-site", "✓", "works", "1"]] == [
        line.split() for line in text.splitlines() if line.startswith("scoped-site")
    ]
    assert "Nothing changed: every cell is as declared." in text
    assert text.endswith("3 cells: 3 open.")


def test_without_an_open_cell_nothing_is_said_of_them(seven: Results) -> None:
    """As of everything that does not occur."""
    assert "OPEN" not in render(seven, 80)


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_the_columns_of_a_service_account_fit_the_terminal(
    seven: Results, cell: MakeCell, results: MakeResults, width: int
) -> None:
    """Their title has a line for each of its words, and a label keeps its symbol and the start of its word."""
    refused = [
        cell(f"{endpoint}/service-account-{form}", outcome=Outcome.FORBIDDEN, status=403, verdict=Verdict.KNOWN)
        for endpoint in dict.fromkeys(each.endpoint for each in seven.cells)
        for form in ("site", "gateway")
    ]
    text = render(results(*seven.cells, *refused), width)
    matrix = text.partition("\n\nunscoped ")[0].split("\n\n", 1)[1]
    assert max(77, width) >= max(map(len, matrix.splitlines()))
    assert ["unscoped", "unscoped", "scoped", "scoped", "service", "service"] == matrix.splitlines()[0].split()
    assert ["account", "account"] == matrix.splitlines()[1].split()
    assert _row("GET get", text).count("✗ f") == 2
    assert "service-account  the API token of a service account" in text
