"""What a live tenant answered goes before what is declared, and that before the rules, which answer without a run."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header, ResultsWriter
from token_conformance.results.record import CellResult, Recorded

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


def _ran(folder: Path, *cells: CellResult) -> None:
    """Leave the committed results of a run."""
    folder.joinpath("reports").mkdir()
    writer = ResultsWriter(folder / "reports/results.json", Header(suite="0.1.0", target="cassettes"))
    for cell in cells:
        writer.write(cell)
    writer.close()


def test_a_declared_deviation_is_the_reason(folder: Path, cell: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """With its own grade, date and source, and what the suite saw, from what."""
    _ran(folder, cell("jira-platform/list-projects/scoped-site", **EMPTY))
    assert 1 == main(["can-i-use", PROJECTS, "--token", "scoped", "--url", "site"])
    lines = capsys.readouterr().out.splitlines()
    assert [
        "No: GET /rest/api/3/project with a scoped token at the site.",
        "Why: Success without a project.",
        "Evidence: reported 2025-05-15 (somebody states the measurement, without the answer), CLOUD-12617",
        f"Seen by this suite: ∅ empty 200. {RECORDED}",
        f"Instead: send it with a scoped token to {GATEWAY}/rest/api/3/project",
        "CLOUD_ID: https://SITE.atlassian.net/_edge/tenant_info tells it to anyone.",
    ] == lines[:6]
    assert lines[6].startswith("Scopes: all of read:jira-work (classic); or all of read:application-role:jira, ")


def test_what_the_edge_answers_is_no_evidence(folder: Path, cell: Make, ask: Ask) -> None:
    """In the world in which CLOUD-12617 is implemented the cell works, and Atlassian's still does not."""
    improved = EMPTY | {"verdict": Verdict.IMPROVED, "outcome": Outcome.WORKS}
    _ran(folder, cell("jira-platform/list-projects/scoped-site", **improved))
    given = ask(PROJECTS, "scoped", "site")
    assert ("no", "reported") == (given["answer"], given["evidence"]["grade"])


@pytest.mark.parametrize(("outcome", "answer"), [(Outcome.WORKS, "yes"), (Outcome.HIDDEN, "no")])
def test_what_a_live_tenant_answered_is(folder: Path, cell: Make, ask: Ask, outcome: Outcome, answer: str) -> None:
    """It goes before what is declared."""
    seen = EMPTY | {"outcome": outcome, "recorded": Recorded("live", date(2026, 12, 1), "0.1.0")}
    _ran(folder, cell("jira-platform/list-projects/scoped-site", **seen))
    given = ask(PROJECTS, "scoped", "site")
    assert (answer, "recorded", "2026-12-01") == (
        given["answer"],
        given["evidence"]["grade"],
        given["evidence"]["date"],
    )


def test_a_fault_of_the_run_says_nothing(folder: Path, cell: Make, ask: Ask) -> None:
    """A server error of a live tenant is not an answer about the token."""
    fault = {"outcome": Outcome.SERVER_ERROR, "recorded": Recorded("live", date(2026, 12, 1), "0.1.0")}
    _ran(
        folder, cell("jira-platform/list-projects/scoped-gateway", operation=PROJECTS, verdict=Verdict.FAILED, **fault)
    )
    given = ask(PROJECTS, "scoped", "gateway")
    assert ("yes", "documented", None) == (given["answer"], given["evidence"]["grade"], given["seen"])


def test_the_best_evidence_of_several_endpoints_is_taken(folder: Path, cell: Make, ask: Ask) -> None:
    """Two endpoints exercise one operation."""
    inferred = EMPTY | {"deviation": EMPTY["deviation"] | {"grade": "inferred"}}
    _ran(
        folder,
        cell("jira-product-discovery/list-projects/scoped-site", **inferred),
        cell("jira-platform/list-projects/scoped-site", **EMPTY),
    )
    assert "reported" == ask(PROJECTS, "scoped", "site")["evidence"]["grade"]


@pytest.mark.parametrize(
    ("asked", "answer", "grade", "rule"),
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
def test_the_rules_answer_where_no_run_did(
    ask: Ask, asked: tuple[str, str, str], answer: str, grade: str, rule: str
) -> None:
    """Each by the rule and the columns that its operation has, and graded so."""
    given = ask(*asked)
    assert (answer, grade, None) == (given["answer"], given["evidence"]["grade"], given["seen"])
    assert given["evidence"]["source"].startswith(rule)
