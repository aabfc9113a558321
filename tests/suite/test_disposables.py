"""Things that are created for one cell alone."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from token_conformance.edge.products.jira import issues
from token_conformance.edge.tenant.project import DONE, Transition
from token_conformance.model.target import DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TRANSITION

Suite = Callable[..., pytest.RunResult]

CHANGES = """
from token_conformance import endpoint

@endpoint("DELETE /rest/api/3/issue/{issueIdOrKey}", writes=True)
def test_myself(send, disposable_issue):
    send(path={"issueIdOrKey": disposable_issue})

@endpoint("PUT /wiki/api/v2/pages/{id}", writes=True)
def test_page(send, disposable_page, title):
    send(path={"id": disposable_page}, json={"title": title})

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create(send, tenant, title):
    fields = {"project": {"key": tenant.project_key}, "issuetype": {"name": "Task"}, "summary": title}
    assert send(json={"fields": fields}).json()["key"]
"""

MOVES = """
from token_conformance import endpoint

@endpoint("POST /rest/api/3/issue/{issueIdOrKey}/transitions", writes=True)
def test_myself(send, disposable_issue, transition):
    send(path={"issueIdOrKey": disposable_issue}, json={"transition": {"id": transition}})
"""

UNSAFE = """
from token_conformance import endpoint

@endpoint("{operation}")
def test_myself(send, tenant):
    send({arguments})
"""

BY_NAME = ["-k", "test_myself[unscoped or test_create[unscoped or test_page[none"]


@pytest.mark.slow
def test_a_disposable_has_its_own_name_in_the_cassette_and_replays(suite: Suite, pytester: pytest.Pytester) -> None:
    """A thing that each run creates has the same name in each recording."""
    suite("--record-mode=rewrite", *BY_NAME, code=CHANGES).assert_outcomes(passed=6, deselected=18)
    suite(*BY_NAME, code=CHANGES).assert_outcomes(passed=6, deselected=18)
    folder = pytester.path / "cassettes" / "endpoints"
    requests = {
        path.parent.name: json.loads(path.read_text())["interactions"][0]["request"]
        for path in folder.rglob("*-site.json")
    }
    assert requests["myself"]["uri"].endswith(f"/rest/api/3/issue/{quote(DISPOSABLE_ISSUE)}")
    assert requests["page"]["uri"].endswith(f"/wiki/api/v2/pages/{quote(DISPOSABLE_PAGE)}")
    assert "Made by atlassian-token-conformance" == json.loads(requests["create"]["body"])["fields"]["summary"]


def test_a_transition_is_one_of_the_workflow_and_replays_in_any(
    suite: Suite, cassettes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tenants number their transitions differently, so the cassette contains no number."""
    monkeypatch.setattr(issues, "TRANSITIONS", [Transition("7654", DONE)])
    suite("--record-mode=rewrite", "-k", "[unscoped-site", code=MOVES).assert_outcomes(passed=1, deselected=7)
    suite("-k", "[unscoped-site", code=MOVES).assert_outcomes(passed=1, deselected=7)
    recorded = (cassettes / "unscoped-site.json").read_text()
    assert {"transition": {"id": TRANSITION}} == json.loads(json.loads(recorded)["interactions"][0]["request"]["body"])


def test_an_issue_without_a_transition_is_reported(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a cell cannot be prepared, which says nothing about a token."""
    monkeypatch.setattr(issues, "TRANSITIONS", [])
    result = suite("--target", "edge", "-k", "[unscoped-site", code=MOVES)
    result.assert_outcomes(errors=1, deselected=7)
    result.stdout.fnmatch_lines(["could not get a transition for the cell: unexpected: 200 *"])
    result.stdout.no_fnmatch_line("*During handling*")


@pytest.mark.parametrize(
    ("operation", "arguments", "fault"),
    [
        (
            "PUT /rest/api/3/issue/{issueIdOrKey}",
            "path={'issueIdOrKey': tenant.issue_key}, json={}",
            "would change SOFT-1, which the suite did not create, so it is not sent; use disposable_issue",
        ),
        (
            "POST /rest/api/3/issue",
            "json={'fields': {'summary': 'Our road map'}}",
            "would create an issue or page without a unique title*; use the fixture title, once",
        ),
    ],
)
def test_a_requirement_that_would_change_something_else_is_an_error_of_the_suite(
    suite: Suite, operation: str, arguments: str, fault: str
) -> None:
    """Nothing is sent, one line says why, and the cell is not judged."""
    code = UNSAFE.format(operation=operation, arguments=arguments)
    result = suite("--target", "edge", "-k", "test_myself[unscoped-site]", code=code)
    result.assert_outcomes(failed=1, deselected=7)
    result.stdout.fnmatch_lines([f"jira-platform/myself/unscoped-site: {operation} {fault}", "1 cells: 1 error."])
    result.stdout.no_fnmatch_line("*Traceback*")
