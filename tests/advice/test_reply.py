"""The answer of the user's live tenant counts most, then an observation of the call, then what follows from rules."""

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

PROJECTS = "GET /rest/api/3/project"
LIVE = Recorded("live", date(2026, 12, 1), "0.1.0")
EMPTY: dict[str, Any] = {"operation": PROJECTS, "verdict": Verdict.KNOWN, "outcome": Outcome.EMPTY}


def write(folder: Path, *cells: CellResult) -> str:
    """The name of a results file with these cells."""
    writer = ResultsWriter(folder / "live.json", Header(suite="0.1.0", target="cassettes"))
    for cell in cells:
        writer.write(cell)
    writer.close()
    return "--results=live.json"


def only(answer: dict[str, Any]) -> dict[str, Any]:
    """The one answer of a narrowed question."""
    (one,) = answer["answers"]
    return dict(one)


@pytest.mark.parametrize(("outcome", "expected"), [(Outcome.WORKS, "yes"), (Outcome.HIDDEN, "no")])
def test_the_answer_of_a_live_tenant_is_used_first(
    folder: Path, cell: Make, ask: Ask, outcome: Outcome, expected: str
) -> None:
    """What is published is shown after it."""
    live = EMPTY | {"outcome": outcome, "recorded": LIVE}
    option = write(folder, cell("jira-platform/list-projects/scoped-site", **live))
    one = only(ask(PROJECTS, "scoped", "site", option))
    first, second = one["evidence"][:2]
    assert (expected, "recorded", "2026-12-01") == (one["answer"], first["grade"], first["date"])
    assert "your live tenant, by v0.1.0" == first["source"]
    assert second["source"].startswith("CLOUD-12617")


def test_the_answer_of_the_edge_is_not_evidence(
    folder: Path, cell: Make, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """The local model says nothing about Atlassian."""
    improved = EMPTY | {"outcome": Outcome.WORKS, "recorded": Recorded("edge", date(2026, 12, 1), "0.1.0")}
    option = write(folder, cell("jira-platform/list-projects/scoped-site", **improved))
    assert ask(PROJECTS, "scoped", "site") == ask(PROJECTS, "scoped", "site", option)
    assert 1 == main(["can-i-use", PROJECTS, "--token=scoped", "--url=site", option])
    assert "live.json: has no answer of a live tenant, so it adds nothing\n" == capsys.readouterr().err


def test_a_server_error_says_nothing(folder: Path, cell: Make, ask: Ask) -> None:
    """A server error of a live tenant is not an answer about the token."""
    failure = {"outcome": Outcome.SERVER_ERROR, "recorded": LIVE, "verdict": Verdict.FAILED}
    option = write(folder, cell("jira-platform/list-projects/scoped-gateway", operation=PROJECTS, **failure))
    assert ask(PROJECTS, "scoped", "gateway") == ask(PROJECTS, "scoped", "gateway", option)


def test_a_caller_who_is_known_is_told_and_decides_nothing(folder: Path, cell: Make, ask: Ask) -> None:
    """A sweep of the whole catalogue says nothing of what a call does; one who is taken for a stranger is refused."""
    recognised = {"operation": PROJECTS, "outcome": Outcome.RECOGNISED, "recorded": LIVE}
    told = only(ask(PROJECTS, "scoped", "gateway", write(folder, cell("jira-platform/a/scoped-gateway", **recognised))))
    plain = only(ask(PROJECTS, "scoped", "gateway"))
    assert plain["answer"] == told["answer"]
    assert plain["evidence"] == told["evidence"]
    (new,) = [one for one in told["notes"] if one not in plain["notes"]]
    assert new["text"].startswith("Observed: the caller is known; says nothing of what the product does")
    stranger = EMPTY | {"outcome": Outcome.STRANGER, "recorded": LIVE}
    option = write(folder, cell("jira-platform/a/scoped-gateway", **stranger))
    assert "no" == only(ask(PROJECTS, "scoped", "gateway", option))["answer"]


def test_a_refusal_counts_more_than_a_success(folder: Path, cell: Make, ask: Ask) -> None:
    """Two endpoints exercise one operation, and one of them is refused."""
    works = cell(
        "jira-product-discovery/list-projects/scoped-site", **EMPTY | {"outcome": Outcome.WORKS, "recorded": LIVE}
    )
    empty = cell("jira-platform/list-projects/scoped-site", **EMPTY | {"recorded": LIVE})
    one = only(ask(PROJECTS, "scoped", "site", write(folder, works, empty)))
    assert "no" == one["answer"]
    assert ["a success", "the expect"] == [statement["text"][10:20].strip() for statement in one["evidence"][:2]]


@pytest.mark.parametrize(
    ("call", "expected", "grade", "rules"),
    [
        (("GET /rest/api/3/field", "unscoped", "site"), "yes", "documented", []),
        (("GET /rest/api/3/field", "unscoped", "gateway"), "yes", "reported", []),
        (("GET /rest/api/3/field", "scoped", "gateway"), "yes", "documented", []),
        (("GET /rest/api/3/field", "scoped", "site"), "no", "inferred", ["S2", "S1"]),
        (("GET /rest/api/3/field/search", "scoped", "site"), "no", "inferred", ["S3", "S1"]),
        (("GET /wiki/rest/api/search", "scoped", "site"), "no", "reported", []),
        (("GET /rest/servicedeskapi/info", "scoped", "gateway"), "no", "inferred", ["G2"]),
        (("GET /rest/servicedeskapi/info", "scoped", "site"), "yes", "inferred", ["S2", "S1"]),
        (("GET /rest/api/3/serverInfo", "scoped", "gateway"), "yes", "inferred", ["G2"]),
        (("POST /rest/servicedeskapi/request/validate", "scoped", "gateway"), "unknown", "unknown", []),
    ],
)
def test_what_is_not_observed_follows_from_rules(
    ask: Ask, call: tuple[str, str, str], expected: str, grade: str, rules: list[str]
) -> None:
    """The answer names the rules that it is inferred by; unknown scopes are not taken for none."""
    one = only(ask(*call))
    assert (expected, grade) == (one["answer"], one["evidence"][0]["grade"])
    assert rules == [statement["rule"] for statement in one["evidence"] if statement["rule"]]


@pytest.mark.parametrize(
    ("question", "use"),
    [
        (("GET /rest/api/3/field", "scoped", "site"), ("scoped", "gateway")),
        (("GET /rest/servicedeskapi/info", "scoped", "gateway"), ("scoped", "site")),
        (("GET /rest/api/3/field", "password", "site"), ("scoped", "gateway")),
        (("DELETE /rest/api/3/workflow/rule/config/delete", "scoped", "site"), None),
        (("GET /rest/api/3/field", "unscoped", "site"), None),
        (("GET /rest/api/3/search", "unscoped", "site"), None),
    ],
)
def test_the_call_that_works_is_named(ask: Ask, question: tuple[str, str, str], use: tuple[str, str] | None) -> None:
    """The same token at the other URL form, or else what Atlassian documents; a removed operation has its successor."""
    found = ask(*question)["use"]
    assert use == (found and (found["token"], found["url_form"]))


def test_the_scoped_token_is_that_of_the_app(ask: Ask) -> None:
    """A token made for the other app is refused at the gateway."""
    assert "scoped-confluence" == only(ask("GET /wiki/api/v2/spaces", "scoped", "gateway"))["kind"]
    assert "no" == ask("GET /wiki/api/v2/spaces", "scoped-jira", "gateway")["answer"]
    assert "no" == ask("GET /rest/api/3/field", "scoped-confluence", "gateway")["answer"]
