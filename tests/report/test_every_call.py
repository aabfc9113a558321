"""The whole catalogue in reports: apart from the endpoints, counted by API, and never shown as working."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from factories import make_call, make_result, make_results
from token_conformance.errors import ReportError
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report import badge, markdown, terminal
from token_conformance.report.every_call import apis, counted, heading, is_unreachable, listed, of_catalogue
from token_conformance.report.legend import INCONCLUSIVE_CALL, cell_label, legend
from token_conformance.report.matrix import rows
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.selection import Selection
from token_conformance.report.tables.words import Word
from token_conformance.report.unexpected import unexpected
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MISMATCH: dict[str, Any] = {
    "outcome": Outcome.SCOPE_MISMATCH,
    "expected": Outcome.SCOPE_MISMATCH,
    "status": 401,
    "deviation": {"outcome": "scope-mismatch", "grade": "inferred", "rule": "G2"},
}
CALLS = (
    make_call("catalogue/jsm/get-things/none-site", deviation=None, verdict=Verdict.PASSED),
    make_call("catalogue/jsm/get-things/unscoped-site"),
    make_call("catalogue/jsm/get-things/scoped-gateway", **MISMATCH),
    make_call("catalogue/jsm/get-others/scoped-gateway", deviation={"standing": "open"}, verdict=Verdict.OPEN),
    make_call("catalogue/confluence-v2/get-pages/scoped-gateway", outcome=None, verdict=Verdict.ERROR),
)
BOTH = make_results(make_result("jira-platform/get-issue/scoped-gateway"), *CALLS)


def test_endpoints_and_calls_are_divided() -> None:
    """Each part has the header of the run."""
    assert BOTH.cells[:1] == listed(BOTH).cells
    assert replace(BOTH, cells=CALLS) == of_catalogue(BOTH)


def test_calls_are_counted_by_api_and_column() -> None:
    """An open cell counts as open, and one without an outcome as why there is none; a stranger's is no column."""
    confluence, jsm = apis(CALLS)
    assert ("confluence-v2", "jsm") == (confluence.id, jsm.id)
    assert [0, 1] == [confluence.unreachable, jsm.unreachable]
    briefs = [jsm.brief(column) for column in jsm.counts]
    assert ["1 ○ recognised", "", "", "1 ? open, 1 ✗ scope-mismatch"] == [
        ", ".join(sorted(b.split(", "))) for b in briefs
    ]
    assert ["", "", "", "1 ! error"] == [confluence.brief(column) for column in confluence.counts]


@pytest.mark.parametrize(
    ("cells", "unreachable"),
    [
        ((make_call(**MISMATCH),), True),
        ((make_call(**MISMATCH), make_call("catalogue/jira-platform-v3/get-things/scoped-gateway")), False),
        ((make_call("catalogue/jira-platform-v3/get-things/unscoped-site", **MISMATCH),), False),
        ((make_call(**{**MISMATCH, "verdict": Verdict.OPEN}),), False),
        ((make_call(outcome=Outcome.SERVER_ERROR),), False),
    ],
)
def test_a_call_that_no_token_with_scopes_reaches_is_known_by_its_answers(
    cells: tuple[CellResult, ...], unreachable: bool
) -> None:
    """It is refused wherever it was sent with such a token, and an open cell or a problem of the run says nothing."""
    (api,) = apis(cells)
    assert unreachable == is_unreachable(api.calls[0])


def test_the_heading_says_how_much_is_inferred() -> None:
    """The controls of strangers have no expectation of their own."""
    assert "3 calls of 2 APIs, 5 cells: 3 of the 4 with a token are inferred" in heading(apis(CALLS), CALLS)


def test_a_cell_known_by_rule_alone_is_labelled_as_inferred() -> None:
    """It names its rules, and never says that it works."""
    assert "○ recognised (inferred, S1)" == cell_label(make_call())
    assert "○ recognised" == cell_label(make_call(), with_status=False)
    assert "✗ scope-mismatch 401 (inferred, G2) ◀" == cell_label(make_call(**{**MISMATCH, "verdict": Verdict.CHANGED}))
    observed = {"outcome": "recognised", "grade": "recorded", "date": "2026-01-01", "source": "x/y"}
    assert "○ recognised" == cell_label(make_call(deviation=observed))


@pytest.mark.parametrize("render", [lambda results: terminal.render(results, 1_000), markdown.render])
def test_reports_count_calls_and_never_list_them(render: Callable[[Results], str]) -> None:
    """A thousand calls more are not a line more; the matrix is that of the endpoints."""
    many = [make_call(f"catalogue/jsm/get-{n}/scoped-gateway") for n in range(1_000)]
    text = render(replace(BOTH, cells=BOTH.cells + tuple(many)))
    assert len(render(BOTH).splitlines()) == len(text.splitlines())
    assert all(part in text for part in ("1,003 calls of 2 APIs", "1000 ○ recognised", "issue", "✓ works"))
    assert "get-5" not in text


def test_a_report_without_endpoints_has_the_counts_alone() -> None:
    """A run of the catalogue's suite ends so."""
    text = terminal.render(of_catalogue(BOTH), 80)
    assert "5 cells of the whole catalogue" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_report_explains_the_outcomes_of_calls_too() -> None:
    """Its counts have them; a column that a call does not have is no cell that was not run."""
    text = markdown.render(of_catalogue(BOTH))
    assert "| ○ recognised | the caller is known; " in text
    assert "not run" not in text


def test_a_report_without_the_catalogue_does_not_name_it() -> None:
    """Nothing is said of what was not run."""
    assert "catalogue" not in terminal.render(listed(BOTH), 80) + markdown.render(listed(BOTH))


def test_the_badge_counts_endpoints_alone() -> None:
    """Of the calls nobody has shown that they work; that one of them changed is no matter of the badge."""
    assert "gateway 1/1, site 0/0 (local model)" == badge.message(BOTH)
    assert badge.as_json(listed(BOTH)) == badge.as_json(BOTH)


def test_rows_are_printed_for_a_word() -> None:
    """Of endpoints and calls, with the sentence on what is judged; in any case."""
    text = terminal.only(BOTH, ["GET-THINGS"], 200)
    assert "○ recognised (inferred, S1)" in text
    assert "✗ scope-mismatch 401 (inferred, G2)" in text
    assert "1 call of 1 API, 3 cells" in text
    assert "get-others" not in text
    assert "✓ works" in terminal.only(BOTH, ["get-issue"], 200)
    assert "whether the caller is known" not in terminal.only(BOTH, ["get-issue"], 200)


@pytest.mark.parametrize("verdict", [Verdict.FAILED, Verdict.CHANGED, Verdict.IMPROVED, Verdict.INCONCLUSIVE])
def test_what_is_said_of_a_call_names_neither_a_positive_control_nor_a_file(verdict: Verdict) -> None:
    """A call of the whole catalogue has none; the endpoints are listed before, with what is true of them."""
    outcome = None if verdict is Verdict.INCONCLUSIVE else Outcome.STRANGER
    fields: dict[str, Any] = {"verdict": verdict, "outcome": outcome}
    of_endpoint, of_calls = unexpected([make_call(**fields), make_result("jira-platform/a/none-site", **fields)]).split(
        "\n\n"
    )
    assert of_endpoint.startswith(f"1 {verdict.upper()}: ")
    assert of_calls.startswith(f"1 {verdict.upper()} in the whole catalogue: ")
    assert re.search(r"positive control|deviations\.toml", of_endpoint)
    assert not re.search(r"positive control|deviations\.toml|declare", of_calls)


def test_calls_that_were_not_judged_are_counted_as_calls() -> None:
    """Not as endpoints, of which nothing is said."""
    fields: dict[str, Any] = {"verdict": Verdict.INCONCLUSIVE, "outcome": None, "note": "why"}
    cells = [make_call(f"catalogue/jsm/get-{name}/scoped-site", **fields) for name in ("a", "b")]
    assert "2 cells of 2 calls: why" in unexpected(cells)


@pytest.mark.parametrize(
    ("make", "meaning"),
    [
        ((make_result,), "not judged, because the endpoint fails with a token that must work there"),
        ((make_call,), INCONCLUSIVE_CALL),
        (
            (make_call, make_result),
            f"not judged, because the endpoint fails with a token that must work there; of a call: {INCONCLUSIVE_CALL}",
        ),
    ],
)
def test_the_legend_says_why_a_call_was_not_judged(make: Sequence[Callable[..., CellResult]], meaning: str) -> None:
    """Not with the words for an endpoint, which has tokens that must work."""
    cells = [one(verdict=Verdict.INCONCLUSIVE, outcome=None) for one in make]
    assert meaning == legend(rows(cells))["! inconclusive"]


def test_one_is_not_counted_like_many() -> None:
    """In every report that has the sentence."""
    assert "1 call of 1 API, 1 cell: " in heading(apis([make_call()]), [make_call()])
    assert ("1 call", "2 calls", "2,044 calls") == (counted(1, "call"), counted(2, "call"), counted(2_044, "call"))
    assert "jsm: 1 call, of which 1 accepts no token with scopes" in terminal.render(
        make_results(make_call("catalogue/jsm/get-things/scoped-gateway", **MISMATCH)), 200
    )


def test_the_rule_of_a_label_can_be_left_out() -> None:
    """Where it is shown beside the label; the mark stays."""
    changed = make_call(**{**MISMATCH, "verdict": Verdict.CHANGED})
    assert "✗ scope-mismatch 401 ◀" == cell_label(changed, with_rule=False)
    assert "○ recognised" == cell_label(make_call(), with_rule=False)


def test_a_word_that_no_row_has_is_refused() -> None:
    """Also beside one that a row has."""
    with pytest.raises(ReportError, match="'moon': no endpoint or call has this in its id or operation"):
        terminal.only(BOTH, ["get-issue", "moon"], 80)


def test_a_table_shows_calls_only_if_they_are_named() -> None:
    """An endpoint says more than the call of the same operation, which is shown where there is no endpoint."""
    both = replace(
        BOTH, cells=(*BOTH.cells, make_call("catalogue/jsm/x/scoped-gateway", operation="GET /rest/api/3/get-issue"))
    )
    assert ["GET /rest/api/3/get-issue"] == [row[0] for row in contents(both, Selection()).rows]
    (row,) = contents(both, Selection(named=[Word("GET /rest/api/3/get-issue")])).rows
    assert "✓ works" in row
    (row,) = contents(both, Selection(named=[Word("catalogue/jsm/get-things")])).rows
    assert (
        "GET /rest/jsm/get-things",
        "○ recognised (inferred, S1)",
        "·",
        "·",
        "✗ scope-mismatch 401 (inferred, G2)",
    ) == row[:5]
    assert "It accepts no token with scopes." == row[-1]
