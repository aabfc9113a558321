"""The answer of a live tenant is used first, then a declared deviation, then the rules, which need no run."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header
from token_conformance.results.record import CellResult, Recorded
from token_conformance.results.writer import ResultsWriter

Ask = Callable[..., dict[str, Any]]
Make = Callable[..., CellResult]

GATEWAY = "https://api.atlassian.com/ex/jira/CLOUD_ID"
PROJECTS = "GET /rest/api/3/project"
RECORDED = "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0."

EMPTY: dict[str, Any] = {
    "operation": PROJECTS,
    "verdict": Verdict.KNOWN,
    "outcome": Outcome.EMPTY,
    "deviation": {
        "outcome": "empty",
        "grade": "reported",
        "source": "CLOUD-12617",
        "date": "2025-05-15",
        "effect": "Success without a project.",
    },
}


def _commit(folder: Path, *cells: CellResult) -> None:
    """Write the committed results of a run with these cells."""
    folder.joinpath("reports").mkdir()
    writer = ResultsWriter(folder / "reports/results.json", Header(suite="0.1.0", target="cassettes"))
    for cell in cells:
        writer.write(cell)
    writer.close()


def test_a_declared_deviation_is_the_reason(folder: Path, cell: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown with its grade, date and source, and with what the suite observed."""
    _commit(folder, cell("jira-platform/list-projects/scoped-site", **EMPTY))
    assert 1 == main(["can-i-use", PROJECTS, "--token", "scoped", "--url", "site"])
    lines = capsys.readouterr().out.splitlines()
    assert [
        "No: GET /rest/api/3/project with a scoped token at the site.",
        "Why: Success without a project.",
        "Evidence: reported 2025-05-15 (somebody published a measurement, without the answer itself), CLOUD-12617",
        f"Observed by this suite: ∅ empty 200. {RECORDED}",
        f"Instead: send it with a scoped token to {GATEWAY}/rest/api/3/project",
        "CLOUD_ID: https://SITE.atlassian.net/_edge/tenant_info returns it without a token.",
    ] == lines[:6]
    assert lines[6].startswith("Scopes: all of read:jira-work (classic); or all of read:application-role:jira, ")


def test_the_answer_of_the_edge_is_not_evidence(folder: Path, cell: Make, ask: Ask) -> None:
    """In the world in which CLOUD-12617 is implemented the cell works, but at Atlassian it does not."""
    improved = EMPTY | {"verdict": Verdict.IMPROVED, "outcome": Outcome.WORKS}
    _commit(folder, cell("jira-platform/list-projects/scoped-site", **improved))
    answer = ask(PROJECTS, "scoped", "site")
    assert ("no", "reported") == (answer["answer"], answer["evidence"]["grade"])


@pytest.mark.parametrize(("outcome", "expected"), [(Outcome.WORKS, "yes"), (Outcome.HIDDEN, "no")])
def test_the_answer_of_a_live_tenant_is_evidence(
    folder: Path, cell: Make, ask: Ask, outcome: Outcome, expected: str
) -> None:
    """It is used before a declared deviation."""
    live = EMPTY | {"outcome": outcome, "recorded": Recorded("live", date(2026, 12, 1), "0.1.0")}
    _commit(folder, cell("jira-platform/list-projects/scoped-site", **live))
    answer = ask(PROJECTS, "scoped", "site")
    assert (expected, "recorded", "2026-12-01") == (
        answer["answer"],
        answer["evidence"]["grade"],
        answer["evidence"]["date"],
    )


def test_a_server_error_says_nothing(folder: Path, cell: Make, ask: Ask) -> None:
    """A server error of a live tenant is not an answer about the token."""
    failure = {"outcome": Outcome.SERVER_ERROR, "recorded": Recorded("live", date(2026, 12, 1), "0.1.0")}
    _commit(
        folder,
        cell("jira-platform/list-projects/scoped-gateway", operation=PROJECTS, verdict=Verdict.FAILED, **failure),
    )
    answer = ask(PROJECTS, "scoped", "gateway")
    assert ("yes", "documented", None) == (answer["answer"], answer["evidence"]["grade"], answer["seen"])


def test_the_best_evidence_of_several_endpoints_is_used(folder: Path, cell: Make, ask: Ask) -> None:
    """Here two endpoints exercise one operation."""
    inferred = EMPTY | {"deviation": EMPTY["deviation"] | {"grade": "inferred"}}
    _commit(
        folder,
        cell("jira-product-discovery/list-projects/scoped-site", **inferred),
        cell("jira-platform/list-projects/scoped-site", **EMPTY),
    )
    assert "reported" == ask(PROJECTS, "scoped", "site")["evidence"]["grade"]


@pytest.mark.parametrize(
    ("call", "expected", "grade", "rule"),
    [
        ((PROJECTS, "unscoped", "site"), "yes", "documented", "Atlassian, 'Manage API tokens'"),
        ((PROJECTS, "unscoped", "gateway"), "yes", "inferred", "rule G1"),
        ((PROJECTS, "scoped", "gateway"), "yes", "documented", "rule G1"),
        ((PROJECTS, "scoped", "site"), "no", "inferred", "rule S2"),
        (("GET /rest/api/3/myself", "scoped", "site"), "no", "inferred", "rule S3"),
        (("GET /wiki/api/v2/spaces", "scoped", "site"), "no", "inferred", "rule C1"),
        (("GET /rest/servicedeskapi/info", "scoped", "gateway"), "no", "inferred", "rule G2"),
        (("GET /rest/servicedeskapi/info", "scoped", "site"), "yes", "inferred", "rule S2"),
        (("GET /rest/api/3/serverInfo", "scoped", "gateway"), "yes", "inferred", "rule G2"),
    ],
)
def test_the_rules_answer_without_a_run(
    ask: Ask, call: tuple[str, str, str], expected: str, grade: str, rule: str
) -> None:
    """The answer and its grade depend on the rule and the published columns of the operation."""
    answer = ask(*call)
    assert (expected, grade, None) == (answer["answer"], answer["evidence"]["grade"], answer["seen"])
    assert answer["evidence"]["source"].startswith(rule)
