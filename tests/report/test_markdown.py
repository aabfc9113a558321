"""The Markdown page is honest, complete and correctly escaped."""

from collections.abc import Callable

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.markdown import render
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]

DEVIATION = {
    "grade": "reported",
    "date": "2025-05-15",
    "source": "CLOUD-12617",
    "effect": "A 404 | with {braces}\nfor what exists.",
}
HIDDEN = {"outcome": Outcome.HIDDEN, "status": 404, "body": "not | there"}


def test_the_page_says_first_what_it_was_recorded_from(seven: Results) -> None:
    """A reader of the first lines knows that a local model answered, not Atlassian."""
    head = render(seven).partition("## Legend")[0]
    assert "**Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0.**" in head


def test_the_page_has_one_table_per_product(cell: MakeCell, results: MakeResults) -> None:
    """The products are in the order of the model, and their rows show all four columns."""
    page = render(
        results(
            cell("confluence/search/scoped-site", **HIDDEN, verdict=Verdict.KNOWN),
            cell("jira-software/get-board/unscoped-site"),
        )
    )
    assert page.index("### Jira Software") < page.index("### Confluence")
    assert "| `GET /rest/api/3/search` | · | · | ✗ hidden 404 | · |" in page
    assert "| · | not run |" in page


def test_a_known_deviation_is_listed_with_its_evidence(cell: MakeCell, results: MakeResults) -> None:
    """Its texts are escaped, and it is compared with the answer without a valid token."""
    page = render(
        results(
            cell(verdict=Verdict.KNOWN, deviation=DEVIATION, **HIDDEN),
            cell("jira-platform/get-issue/none-site", **HIDDEN),
            cell("jira-platform/get-issue/invalid-site", **HIDDEN),
        )
    )
    assert (
        r"| `GET /rest/api/3/get-issue` | `get-issue/scoped-site` | ✗ hidden 404 | A 404 \| with \{braces\} for what"
        " exists. | reported | 2025-05-15 | CLOUD-12617 | the same answer |"
    ) in page


def test_an_inferred_deviation_names_its_rule(cell: MakeCell, results: MakeResults) -> None:
    """Without an observation there is no date and no source, but a rule and what the rule rests on."""
    deviation = {"grade": "inferred", "rule": "S3", "rests_on": "anonymous=no", "effect": "Refused."}
    page = render(results(cell(verdict=Verdict.KNOWN, deviation=deviation, **HIDDEN)))
    assert "| Refused. | inferred | - | rule S3: anonymous=no | · |" in page


def test_other_answers_without_a_valid_token_are_shown(cell: MakeCell, results: MakeResults) -> None:
    """The same status with another body is another answer."""
    page = render(
        results(
            cell(verdict=Verdict.KNOWN, deviation=DEVIATION, **HIDDEN),
            cell("jira-platform/get-issue/none-site", **HIDDEN | {"body": "other"}),
            cell("jira-platform/get-issue/invalid-site", **HIDDEN),
            cell("jira-platform/get-issue/none-gateway", **HIDDEN),
        )
    )
    assert "| no token: ✗ hidden 404; invalid token: the same answer |" in page


def test_a_page_without_deviations_has_no_such_section(seven: Results) -> None:
    """Nor a section of cells that are not as declared."""
    assert "## Known deviations" not in render(seven)
    assert "## Not as declared" not in render(seven)


def test_what_is_not_as_declared_is_listed(cell: MakeCell, results: MakeResults) -> None:
    """The report of a live run shows how Atlassian differs from the declared deviations."""
    changed = cell(verdict=Verdict.CHANGED, expected=Outcome.EMPTY, **HIDDEN)
    page = render(results(changed))
    assert "## Not as declared" in page
    assert "| `jira-platform/get-issue/scoped-site` | changed | expected empty, got ✗ hidden 404 |" in page


def test_an_open_cell_is_listed_with_both_sides(cell: MakeCell, results: MakeResults) -> None:
    """It is not among the known deviations, nor among what is not as declared."""
    declared = {"standing": "open", "sides": "401 | reported; against: 404", "effect": "Nobody knows."}
    page = render(results(cell(verdict=Verdict.OPEN, expected=None, deviation=declared, **HIDDEN)))
    assert "| ? open | the published evidence is contradictory or absent" in page
    assert (
        "## Open cells\n\n### Jira Platform\n\n"
        "| Operation | Cell | Outcome | Effect | Published | Without a valid token |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        r"| `GET /rest/api/3/get-issue` | `get-issue/scoped-site` | ? open: hidden 404 | Nobody knows."
        r" | 401 \| reported; against: 404 | · |"
    ) in page
    assert "Known deviations" not in page
    assert "Not as declared" not in page


def test_a_service_account_has_two_columns_more(cell: MakeCell, results: MakeResults) -> None:
    """Only if it was run."""
    service = cell("jira-platform/get-issue/service-account-gateway")
    titles = "scoped token at the gateway | service account token at the site | service account token at the gateway |"
    assert titles in render(results(cell(), service))
    assert "| · | · | ✓ works | · | · | ✓ works |" in render(results(cell(), service))
    assert "service account" not in render(results(cell()))
